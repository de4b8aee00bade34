using System.Text.RegularExpressions;

namespace Xinheng.House.Tests.Laws;

/// <summary>A silenced rule carries its reason where it is silenced.</summary>
public sealed partial class SilencedRulesTests
{
    private const string Why = "A rule silenced without a reason is silenced for ever: nobody can tell whether the reason still holds.";

    private static readonly string[] Kinds = [".cs", ".razor", ".csproj", ".props", ".targets", ".editorconfig", ".globalconfig"];

    [Fact]
    public void Every_silenced_rule_says_why()
    {
        var files = House.Files.Where(f => Kinds.Contains(Path.GetExtension(f))).ToList();
        Assert.Contains(files, f => House.Lines(f).Any(Silences)); // or the law would hold of nothing
        Law.Holds(Why, files.SelectMany(f => Unexplained(f, House.Lines(f))));
    }

    [Theory]
    [InlineData("a.cs", "#pragma warning disable CS0618")]
    [InlineData("a.cs", "[SuppressMessage(\"Design\", \"CA1000\")]")]
    [InlineData("a.cs", "[assembly: SuppressMessage(\"Design\", \"CA1000\", Justification = \"\")]")]
    [InlineData("a.csproj", "<NoWarn>$(NoWarn);CS1591</NoWarn>")]
    [InlineData("a.csproj", "<TreatWarningsAsErrors>false</TreatWarningsAsErrors>")]
    [InlineData(".editorconfig", "dotnet_diagnostic.CA1000.severity = none")]
    [InlineData(".editorconfig", "dotnet_diagnostic.CA1000.severity = silent #")]
    public void The_law_bites(string file, string line) => Assert.Equal([$"{file}:1 {line}"], Unexplained(file, [line]));

    [Theory]
    [InlineData("#pragma warning disable CS0618 // the old name is what the standard says")]
    [InlineData("[SuppressMessage(\"Design\", \"CA1000\", Justification = \"reads better than a second class\")]")]
    [InlineData("<NoWarn>$(NoWarn);CS1591</NoWarn> <!-- we document what a reader needs -->")]
    [InlineData("<!-- CS1591: we document what a reader needs. -->\n<NoWarn>$(NoWarn);CS1591</NoWarn>")]
    [InlineData("dotnet_diagnostic.CA1000.severity = none # reads better than a second class")]
    [InlineData("#pragma warning restore CS0618")]
    public void A_reason_on_the_line_or_in_a_comment_right_above_satisfies_it(string text) =>
        Assert.Empty(Unexplained("a", text.Split('\n')));

    private static IEnumerable<string> Unexplained(string file, string[] lines) =>
        lines.Index()
            .Where(l => Silences(l.Item) && !Reason().IsMatch(l.Item))
            // XML has its comments above the element, as a reader expects them.
            .Where(l => !(l.Item.TrimStart().StartsWith('<') && l.Index > 0 && lines[l.Index - 1].TrimEnd().EndsWith("-->", StringComparison.Ordinal)))
            .Select(l => $"{file}:{l.Index + 1} {l.Item.Trim()}");

    private static bool Silences(string line) => Silencer().IsMatch(line);

    [GeneratedRegex(
        @"^\s*#pragma warning disable|^\s*\[[^""]*SuppressMessage\(|^\s*<(NoWarn|WarningsNotAsErrors)\b|^\s*<TreatWarningsAsErrors>\s*false" +
        @"|^\s*(dotnet_(diagnostic|analyzer_diagnostic)|csharp_style|dotnet_style)[\w.-]*(\.severity)?\s*=.*\b(none|silent)\b")]
    private static partial Regex Silencer();

    // Ten characters are not an essay, but more than a blank comment.
    [GeneratedRegex(@"(//|#(?!pragma)|<!--)\s*\S.{9,}|Justification\s*=\s*""[^""]{10,}""")]
    private static partial Regex Reason();
}
