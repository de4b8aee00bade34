using Mono.Cecil;

namespace Xinheng.House.Tests.Laws;

/// <summary>Law 7, first half: a type is named after what it is in the field, not after a pattern.</summary>
public sealed class TypeNamesTests
{
    private const string Why =
        "“RecordService” says nothing that “EnterRecords” does not say better; such endings are where unrelated things gather. " +
        "Mediators, mappers and repositories hide who calls whom (docs/decisions/0012).";

    private static readonly string[] Endings =
    [
        "Service", "Services", "Manager", "Helper", "Helpers", "Util", "Utils", "Processor", "Handler", "Dto", "Impl", "Base",
        "Data", "Info", "Repository", "Mediator", "Mapper",
    ];

    /// <summary>Names a framework imposes on us: full name → which framework, why no other name will do.</summary>
    private static readonly Dictionary<string, string> Imposed = new()
    {
        // ["Xinheng.Web.Example.ExampleHandler"] = "reason"
    };

    [Fact]
    public void No_type_is_named_after_a_pattern() => Law.Holds(Why, House.Floors.SelectMany(Named).Except(Imposed.Keys));

    [Fact]
    public void Every_imposed_name_exists() => Assert.Empty(Imposed.Keys.Except(House.Floors.SelectMany(Named)));

    [Fact]
    public void No_package_of_that_kind_is_taken() =>
        Law.Holds(Why, new[] { "MediatR", "AutoMapper", "Mapster", "EntityFrameworkCore" }
            .Where(name => House.Text("Directory.Packages.props").Contains(name, StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void The_law_bites() =>
        Assert.Equal(
            ["BadHouse.Naming.IRecordRepository", "BadHouse.Naming.RecordManager", "BadHouse.Naming.SubjectService`1"],
            Named(House.Sample("BadHouse.Naming")).Order());

    private static IEnumerable<string> Named(Floor floor) =>
        floor.WrittenTypes
            .Where(t => Endings.Any(e => Names.Short(t).EndsWith(e, StringComparison.Ordinal)))
            .Select(t => t.FullName);
}
