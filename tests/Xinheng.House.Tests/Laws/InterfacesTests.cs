using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Xinheng.House.Tests.Laws;

/// <summary>Law 7, second half: an interface is there because two things differ, or because the outside begins there.</summary>
public sealed partial class InterfacesTests
{
    private const string Why =
        "An interface with one implementation is a second file to open for the same thing. Two implementations in src, or a port to the outside in docs/ports.md.";

    [Fact]
    public void An_interface_has_two_implementations_or_is_a_port() =>
        Law.Holds(Why, Lonely(House.Floors).Except(Ports(House.Text("docs/ports.md"))));

    [Fact]
    public void Every_port_exists() =>
        Assert.Empty(Ports(House.Text("docs/ports.md")).Except(Interfaces(House.Floors).Select(Names.Full)));

    [Fact]
    public void The_interfaces_are_found() =>
        // Should the reading of compiled code stop seeing them, the law would hold of nothing.
        Assert.Superset(
            new HashSet<string> { "Xinheng.Platform.Collection.Reading.IRowReader", "Xinheng.Platform.Journal.IVerification" },
            Interfaces(House.Floors).Select(Names.Full).ToHashSet());

    [Fact]
    public void The_law_bites()
    {
        Assert.Equal(["BadHouse.Naming.IRecordRepository"], Lonely([House.Sample("BadHouse.Naming")]));
        Assert.Equal(["Xinheng.Platform.Exchange.IPostBox"], Ports("| `Xinheng.Platform.Exchange.IPostBox` | other nodes |\n| no port |"));
    }

    private static IEnumerable<string> Lonely(IReadOnlyList<Floor> floors) =>
        Interfaces(floors)
            .Where(i => floors.SelectMany(f => f.WrittenTypes).Count(t => !t.IsInterface && !t.IsAbstract && Is(t, i, floors)) < 2)
            .Select(Names.Full);

    private static IEnumerable<TypeDefinition> Interfaces(IReadOnlyList<Floor> floors) =>
        floors.SelectMany(f => f.WrittenTypes).Where(t => t.IsInterface);

    private static bool Is(TypeDefinition type, TypeDefinition wanted, IReadOnlyList<Floor> floors) =>
        type.Interfaces.Select(i => i.InterfaceType).Append(type.BaseType)
            .Select(r => r is null ? null : Definition(r, floors))
            .Any(d => d is not null && (d.FullName == wanted.FullName || Is(d, wanted, floors)));

    private static TypeDefinition? Definition(TypeReference reference, IReadOnlyList<Floor> floors) =>
        floors.SelectMany(f => f.Types).FirstOrDefault(t => t.FullName == reference.GetElementType().FullName);

    private static IEnumerable<string> Ports(string table) => Row().Matches(table).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"^\| *`([\w.]+)`", RegexOptions.Multiline)]
    private static partial Regex Row();
}
