namespace Xinheng.House.Tests.Laws;

/// <summary>Nothing in the house speaks of the machine it was written on.</summary>
public sealed class WordsTests
{
    private const string Why =
        "A clone must work on anybody's machine behind anybody's mirror: no registry host, no home folder, no path of one computer.";

    private static readonly string[] Binary = [".png", ".ico", ".woff2", ".xlsx", ".xls", ".zip", ".bin", ".gz", ".ttf"];

    // Put together from halves, so that this file does not break its own law.
    private static readonly string[] Forbidden =
    [
        "nuget" + ".org", "npmjs" + ".org", "npmjs" + ".com", "pypi" + ".org", "pkgs.dev.azure" + ".com", "jsdelivr" + ".net", "unpkg" + ".com",
        "/home" + "/", "/root" + "/", "/Users" + "/", "C:" + "\\Users", "/work" + "/main", ".." + "/shared", "/tmp/bash" + "_jobs",
        "\"resolved" + "\":",
    ];

    [Fact]
    public void No_file_names_a_registry_or_a_place_on_one_machine()
    {
        var texts = House.Files.Where(f => !Binary.Contains(Path.GetExtension(f))).ToList();
        Assert.Contains("Xinheng.slnx", texts);
        // NuGet's lock files say "resolved" of versions, which is no place.
        Law.Holds(Why, texts.SelectMany(f => Found(f, House.Text(f)))
            .Where(f => !(f.Contains("packages.lock.json", StringComparison.Ordinal) && f.EndsWith(Forbidden[^1], StringComparison.Ordinal))));
    }

    [Fact]
    public void The_law_bites() =>
        Assert.Equal(["a.md says " + "/home" + "/"], Found("a.md", "cd /home" + "/me && make"));

    private static IEnumerable<string> Found(string file, string text) =>
        Forbidden.Where(w => text.Contains(w, StringComparison.OrdinalIgnoreCase)).Select(w => $"{file} says {w}");
}
