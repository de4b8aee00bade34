using System.Text.RegularExpressions;

namespace Xinheng.House.Tests.Docs;

/// <summary><c>docs/security.md</c> is read by assessors: what it points to exists, and nothing is called met on our word alone.</summary>
public sealed partial class SecurityDocsTests
{
    private const string Why = "A control that names a test which is gone, or none, is a promise; an assessor takes it for a fact.";

    private sealed record Row(string Control, string Where, string Tests, string State)
    {
        public IEnumerable<string> TestNames => Quoted().Matches(Tests).Select(m => m.Groups[1].Value);

        public IEnumerable<string> Places => Quoted().Matches(Where).Select(m => m.Groups[1].Value);
    }

    private static IReadOnlyList<Row> Rows { get; } = Read(House.Text("docs/security.md"));

    private static IReadOnlySet<string> TestClasses { get; } = House.Files
        .Where(f => f.StartsWith("tests/", StringComparison.Ordinal) && f.EndsWith("Tests.cs", StringComparison.Ordinal))
        .Where(f => House.Text(f).Contains($"class {Path.GetFileNameWithoutExtension(f)}", StringComparison.Ordinal))
        .Select(f => Path.GetFileNameWithoutExtension(f)).ToHashSet();

    [Fact]
    public void Every_test_and_place_it_names_exists() =>
        Law.Holds(Why, Rows.SelectMany(r => Missing(r, TestClasses, place => Path.Exists(Path.Combine(House.Root, place)))));

    [Fact]
    public void Met_is_proved_by_a_test_and_the_rest_says_why_not() => Law.Holds(Why, Rows.SelectMany(Wrong));

    [Fact]
    public void The_national_suite_is_a_gap_until_it_is_there() =>
        Assert.StartsWith("gap: ", Assert.Single(Rows, r => r.Control.Contains("SM2", StringComparison.Ordinal)).State, StringComparison.Ordinal);

    [Fact]
    public void The_table_is_read() => Assert.InRange(Rows.Count, 30, 200);

    [Fact]
    public void The_law_bites()
    {
        var rows = Read("""
            | control | 等保 | ASVS | where | test | state |
            | --- | --- | --- | --- | --- | --- |
            | a | 8.1 | 1.1 | `src/gone.cs` | `GoneTests` | met |
            | b | 8.1 | 1.1 | – | – | met |
            | c | 8.1 | 1.1 | – | – | gap |
            | d | | 1.1 | – | `HereTests` | fine |
            """);

        Assert.Equal(["a names GoneTests", "a names src/gone.cs"],
            rows.SelectMany(r => Missing(r, new HashSet<string> { "HereTests" }, _ => false)).Order(StringComparer.Ordinal));
        Assert.Equal(["b is called met without a test", "c gives no reason", "d is neither met nor partly nor gap"], rows.SelectMany(Wrong));
    }

    private static IEnumerable<string> Missing(Row row, IReadOnlySet<string> tests, Func<string, bool> exists) =>
        row.TestNames.Where(name => !tests.Contains(name)).Concat(row.Places.Where(place => !exists(place))).Select(name => $"{row.Control} names {name}");

    private static IEnumerable<string> Wrong(Row row) => row.State switch
    {
        "met" when !row.TestNames.Any() => [$"{row.Control} is called met without a test"],
        "met" => [],
        "partly" or "gap" => [$"{row.Control} gives no reason"],
        _ when row.State.StartsWith("partly: ", StringComparison.Ordinal) || row.State.StartsWith("gap: ", StringComparison.Ordinal) => [],
        _ => [$"{row.Control} is neither met nor partly nor gap"],
    };

    private static List<Row> Read(string text) =>
        [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())
            .Where(cells => cells.Length == 6 && cells[0] != "control" && !cells[0].StartsWith("---", StringComparison.Ordinal))
            .Select(cells => new Row(cells[0], cells[3], cells[4], cells[5]))];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
