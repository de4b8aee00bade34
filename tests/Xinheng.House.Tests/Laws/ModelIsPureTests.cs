using Mono.Cecil;

namespace Xinheng.House.Tests.Laws;

/// <summary>Law 1, second half: the Model computes; it does not wait, look at the clock, reach outside or change.</summary>
public sealed class ModelIsPureTests
{
    private const string Why =
        "The Model says what the law says: the same facts and the same day must give the same answer, to us and to a stranger with the verifier. " +
        "So it is handed today, waits for nothing, reaches for nothing, and its values never change.";

    // Whole namespaces and types that wait or reach outside. Streams and readers over memory are values and stay allowed.
    private static readonly string[] Forbidden =
    [
        "System.Threading", "System.Net", "System.Timers", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch",
        "System.TimeProvider", "System.Console", "System.IO.File", "System.IO.FileInfo",
        "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo", "System.Runtime.Loader",
        "System.Collections.Generic.IAsyncEnumerable`1", "System.IAsyncDisposable",
    ];

    // Locks guard caches of pure results; they wait for nobody's answer.
    private static readonly string[] Allowed =
        ["System.Threading.Lock", "System.Threading.Monitor", "System.Threading.Interlocked", "System.Threading.LazyThreadSafetyMode"];

    // Iterators ask Environment for their thread; nothing of ours may ask it for anything else.
    private static readonly string[] Clocks =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.Guid.NewGuid",
        "System.Environment.get_TickCount64", "System.Environment.GetEnvironmentVariable", "System.Environment.get_MachineName",
        "System.Environment.get_NewLine",
    ];

    [Fact]
    public void Model_neither_waits_nor_reaches_outside_nor_looks_at_the_clock() => Law.Holds(Why, Reaches(House.Model));

    [Fact]
    public void Values_of_the_Model_do_not_change() => Law.Holds(Why, Changes(House.Model));

    [Fact]
    public void The_law_bites()
    {
        var bad = House.Sample("BadHouse.Model");

        Assert.Contains("BadHouse.Model.Lists.RestlessListing → System.Threading.Tasks.Task", Reaches(bad));
        Assert.Contains("BadHouse.Model.Lists.RestlessListing → System.DateTime.get_Now", Reaches(bad));
        Assert.Contains("BadHouse.Model.Lists.RestlessListing → System.TimeProvider", Reaches(bad));
        Assert.Equal(
            ["BadHouse.Model.Lists.RestlessListing.Ends can be set", "BadHouse.Model.Lists.RestlessListing.Reason is an open field"],
            Changes(bad));
    }

    private static IEnumerable<string> Reaches(Floor floor) =>
        floor.Uses.Where(m => Forbidden.Any(f => Floor.IsBelow(m.Used, f)) && !Allowed.Contains(m.Used))
            .Select(m => $"{m.User} → {m.Used}")
            .Concat(floor.Uses.Where(m => Clocks.Contains($"{m.Used}.{m.Member}")).Select(m => m.ToString()));

    private static IEnumerable<string> Changes(Floor floor) =>
        floor.WrittenTypes.SelectMany(t => t.Properties
                .Where(p => p.SetMethod is { IsPrivate: false } set && !IsInit(set))
                .Select(p => $"{t.FullName}.{p.Name} can be set"))
            .Concat(floor.WrittenTypes.Where(t => !t.IsEnum).SelectMany(t => t.Fields
                .Where(f => f is { IsPrivate: false, IsInitOnly: false, HasConstant: false } && !f.Name.Contains('<'))
                .Select(f => $"{t.FullName}.{f.Name} is an open field")));

    private static bool IsInit(MethodDefinition set) =>
        set.ReturnType is RequiredModifierType { ModifierType.Name: "IsExternalInit" };
}
