using System.Text.Json;
using System.Text.RegularExpressions;

namespace Xinheng.House.Tests.Laws;

/// <summary>Law 12: what the portal says in Chinese it can say in English, and English says nothing that no page says.</summary>
public sealed partial class TextsTests
{
    // Tables of words that more than the portal uses.
    private static readonly string[] Words = ["src/Xinheng.Web/Components/Words.cs", "src/Xinheng.Web/Portal/Publication/Articles/ArticleWords.cs"];
    private const string Why = "The Chinese in the page is the key. English lies in src/Xinheng.Web/Components/English/*.json.";

    // The pages that strangers read, and the pieces they are made of.
    private static readonly string[] Spoken =
        ["src/Xinheng.Web/Components/", "src/Xinheng.Web/Portal/"];

    [Fact]
    public void Every_text_of_the_portal_has_its_English() =>
        Law.Holds(Why, Keys.Except(English.Keys));

    [Fact]
    public void Every_English_text_is_still_said_somewhere() =>
        // Words of the floors below reach pages through T.Word: there the literal is enough.
        Law.Holds("What no page says any more is not kept.", English.Keys.Where(key => !key.StartsWith("refusal:", StringComparison.Ordinal)).Except(Keys)
            .Where(key => !Code.Any(text => text.Contains($"\"{key}\"", StringComparison.Ordinal))));

    [Fact]
    public void English_keeps_what_is_filled_in() =>
        Law.Holds("The same places are filled in.", English.Where(pair => Filled(pair.Key).Except(Filled(pair.Value)).Any() || Filled(pair.Value).Except(Filled(pair.Key)).Any())
            .Select(pair => $"{pair.Key} → {pair.Value}"));

    [Fact]
    public void Keys_are_written_out_where_they_are_used() =>
        Law.Holds("A key that is put together cannot be looked up by its reader, nor by this test; words from a table go through T.Word.",
            from file in Sources
            from Match use in PutTogether().Matches(House.Text(file))
            select $"{file}: {use.Value}");

    [Fact]
    public void The_law_bites()
    {
        Assert.Equal(["甲 {0}", "乙\"丙\"", "丁<a href='/x'>戊</a>"], KeysOf("""<p title="@T["甲 {0}", n]">@T["乙\"丙\""]</p> @T.Html("丁<a href='/x'>戊</a>")"""));
        Assert.Matches(PutTogether(), "T[$\"甲{n}\"]");
        Assert.Matches(PutTogether(), "T[name]");
        Assert.DoesNotMatch(PutTogether(), "T[\"甲\"]");
        Assert.NotEmpty(Keys);
    }

    private static IEnumerable<string> Sources =>
        House.Files.Where(file => Spoken.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)) && Path.GetExtension(file) is ".razor" or ".cs");

    private static IReadOnlyList<string> Code { get; } =
        [.. House.Files.Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)).Select(House.Text)];

    private static HashSet<string> Keys { get; } =
        [.. Sources.SelectMany(file => KeysOf(House.Text(file))), .. Words.SelectMany(file => Chinese().Matches(House.Text(file))).Select(word => word.Groups[1].Value)];

    /// <summary>From all files; the same key in two of them fails here.</summary>
    private static Dictionary<string, string> English { get; } =
        House.Files.Where(file => file.StartsWith("src/Xinheng.Web/Components/English/", StringComparison.Ordinal))
            .SelectMany(file => JsonDocument.Parse(House.Text(file)).RootElement.EnumerateObject())
            .ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!);

    private static IEnumerable<string> KeysOf(string source) =>
        Key().Matches(source).Select(use => Regex.Unescape(use.Groups[1].Value));

    private static HashSet<string> Filled(string text) => [.. Place().Matches(text).Select(place => place.Groups[1].Value)];

    [GeneratedRegex("""\bT(?:\[|\.Html\()\s*"((?:[^"\\]|\\.)*)["]""")]
    private static partial Regex Key();

    [GeneratedRegex("""\bT(?:\[|\.Html\()(?!\s*")[^\])]*""")]
    private static partial Regex PutTogether();

    [GeneratedRegex("""(?:=>|\?|:) "([^"]*\p{IsCJKUnifiedIdeographs}[^"]*)["]""")]
    private static partial Regex Chinese();

    [GeneratedRegex("""\{(\d)""")]
    private static partial Regex Place();
}
