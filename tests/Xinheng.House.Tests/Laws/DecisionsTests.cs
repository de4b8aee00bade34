using System.Text.RegularExpressions;

namespace Xinheng.House.Tests.Laws;

/// <summary>Law 8, in part: decisions are numbered once each and fit on a page.</summary>
public sealed partial class DecisionsTests
{
    private const string Why = "A decision is cited by its number and read in a minute; it says what was given up, or it was none.";
    private const int Page = 60;

    private static readonly string[] Parts = ["## Context", "## Decision", "## Consequences", "## What we gave up"];

    private static IReadOnlyDictionary<string, string> Decisions =>
        House.Files.Where(f => f.StartsWith("docs/decisions/", StringComparison.Ordinal))
            .ToDictionary(f => f["docs/decisions/".Length..], House.Text);

    [Fact]
    public void Decisions_are_numbered_once_each_and_fit_on_a_page()
    {
        Assert.NotEmpty(Decisions);
        Law.Holds(Why, Wrong(Decisions));
    }

    [Fact]
    public void The_law_bites()
    {
        var whole = string.Join("\n", Parts.Prepend("# 1. One"));
        var files = new Dictionary<string, string>
        {
            ["0001-one.md"] = whole,
            ["0001-another.md"] = whole,
            ["0003-three.md"] = "# 4. Three\n" + string.Join("\n", Parts[..3]) + new string('\n', Page),
            ["notes.md"] = "",
        };

        Assert.Equal(
        [
            "0001 is given 2 times", "0002 is missing", "0003-three.md does not start with “# 3. ”",
            "0003-three.md is longer than a page", "0003-three.md lacks “## What we gave up”", "notes.md is not named NNNN-title.md",
        ], Wrong(files).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Wrong(IReadOnlyDictionary<string, string> files)
    {
        var named = files.Where(f => Name().IsMatch(f.Key)).ToList();
        var numbers = named.Select(f => int.Parse(f.Key[..4], null)).ToList();
        return files.Keys.Where(f => !Name().IsMatch(f)).Select(f => $"{f} is not named NNNN-title.md")
            .Concat(numbers.GroupBy(n => n).Where(n => n.Count() > 1).Select(n => $"{n.Key:0000} is given {n.Count()} times"))
            .Concat(Enumerable.Range(1, numbers.DefaultIfEmpty().Max()).Except(numbers).Select(n => $"{n:0000} is missing"))
            .Concat(named.Where(f => !f.Value.StartsWith($"# {int.Parse(f.Key[..4], null)}. ", StringComparison.Ordinal))
                .Select(f => $"{f.Key} does not start with “# {int.Parse(f.Key[..4], null)}. ”"))
            .Concat(named.Where(f => f.Value.Split('\n').Length > Page).Select(f => $"{f.Key} is longer than a page"))
            .Concat(from f in named
                    from part in Parts
                    where !f.Value.Contains(part, StringComparison.Ordinal)
                    select $"{f.Key} lacks “{part}”");
    }

    [GeneratedRegex(@"^\d{4}-[a-z0-9-]+\.md$")]
    private static partial Regex Name();
}
