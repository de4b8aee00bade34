namespace Xinheng.House.Tests.Laws;

/// <summary>Law 6: files in src are one idea long, folders can be taken in at a glance.</summary>
public sealed class FilesTests(ITestOutputHelper output)
{
    private const string Why = "A file is one idea and is read in one go; a folder is taken in at a glance. What outgrows this is two ideas.";
    private const int Longest = 300;
    private const int Usual = 200;
    private const int FilesPerFolder = 20;
    private const int Depth = 5;

    private static readonly string[] Written = [".cs", ".razor", ".sql", ".css", ".js"];

    private static IReadOnlyList<(string File, int Lines)> Sources { get; } =
        [.. House.Files.Where(f => f.StartsWith("src/", StringComparison.Ordinal) && Written.Contains(Path.GetExtension(f)))
            .Select(f => (f, House.Lines(f).Length))];

    [Fact]
    public void No_file_is_over_300_lines() => Law.Holds(Why, TooLong(Sources));

    [Fact]
    public void Nineteen_files_of_twenty_have_at_most_200_lines()
    {
        var lines = Sources.Select(s => s.Lines).Order().ToList();
        output.WriteLine($"{lines.Count} files in src: median {lines[lines.Count / 2]}, p95 {P95(lines)}, longest {lines[^1]} lines");

        Assert.True(P95(lines) <= Usual, $"{Why}\np95 is {P95(lines)} lines");
    }

    [Fact]
    public void A_folder_holds_at_most_20_files_and_lies_at_most_5_deep() =>
        Law.Holds(Why, Crowded(House.Files.Where(f => f.StartsWith("src/", StringComparison.Ordinal))));

    [Fact]
    public void The_law_bites()
    {
        Assert.Equal(["src/Long.cs has 301 lines"], TooLong([("src/Long.cs", 301), ("src/Right.cs", 300)]));
        Assert.Equal(201, P95([.. Enumerable.Repeat(10, 18), 201, 201]));
        Assert.Equal(200, P95([.. Enumerable.Repeat(10, 18), 200, 300]));
        Assert.Equal(
            ["src/A/B/C/D/E/F lies 6 deep", "src/Full holds 21 files"],
            Crowded(Enumerable.Range(0, 21).Select(n => $"src/Full/{n}.cs").Append("src/A/B/C/D/E/F/x.cs")).Order());
    }

    private static IEnumerable<string> TooLong(IEnumerable<(string File, int Lines)> files) =>
        files.Where(f => f.Lines > Longest).Select(f => $"{f.File} has {f.Lines} lines");

    private static int P95(IReadOnlyList<int> sorted) => sorted[(int)Math.Ceiling(sorted.Count * 0.95) - 1];

    private static IEnumerable<string> Crowded(IEnumerable<string> files)
    {
        var folders = files.GroupBy(f => f[..f.LastIndexOf('/')]).ToList();
        return folders.Where(f => f.Count() > FilesPerFolder).Select(f => $"{f.Key} holds {f.Count()} files")
            .Concat(folders.Where(f => f.Key.Count(c => c == '/') > Depth).Select(f => $"{f.Key} lies {f.Key.Count(c => c == '/')} deep"));
    }
}
