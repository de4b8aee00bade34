namespace Xinheng.House.Tests.Laws;

/// <summary>Law 5: the analyser bans clocks, random ids and blocking; this keeps the list whole and the console at the command line.</summary>
public sealed class BannedCallsTests
{
    private const string Why =
        "Time comes in by one door and can be set in tests; ids sort by time; a blocked thread is a frozen counter; " +
        "standard output belongs to the command line, whose readers are programs.";

    private static readonly string[] Banned =
    [
        "P:System.DateTime.Now;", "P:System.DateTime.UtcNow;", "P:System.DateTimeOffset.Now;", "P:System.DateTimeOffset.UtcNow;",
        "M:System.Guid.NewGuid;", "M:System.Threading.Tasks.Task.Wait;", "P:System.Threading.Tasks.Task`1.Result;",
    ];

    // Where the command line lives in the executable; the verifier is a command line and nothing else.
    private static readonly string[] CommandLine = ["Xinheng.Web.Commands", "Xinheng.Web.CommandLine", "Xinheng.Web.Cli"];

    [Fact]
    public void The_analyser_still_bans_what_the_law_bans()
    {
        var list = House.Lines("BannedSymbols.txt");
        Law.Holds(Why, Banned.Where(b => !list.Any(l => l.StartsWith(b, StringComparison.Ordinal))));
        Assert.Contains("BannedSymbols.txt", House.Text("Directory.Build.props"));
    }

    [Fact]
    public void Only_the_command_line_writes_to_the_console() =>
        Law.Holds(Why, Writes(House.Model).Concat(Writes(House.Platform)).Concat(Writes(House.Web)));

    [Fact]
    public void The_law_bites() =>
        Assert.Equal(["BadHouse.Web.Portal.ChattyPage → System.Console.WriteLine"], Writes(House.Sample("BadHouse.Web")));

    private static IEnumerable<string> Writes(Floor floor) =>
        floor.Uses
            .Where(m => m.Used == "System.Console" && m.Member is not null && m.User != "Program")
            .Where(m => !CommandLine.Any(c => Floor.IsBelow(m.UserSpace, c)))
            .Select(m => m.ToString());
}
