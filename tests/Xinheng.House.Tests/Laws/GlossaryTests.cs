namespace Xinheng.House.Tests.Laws;

/// <summary>One English word per thing: the glossary names every term once.</summary>
public sealed class GlossaryTests
{
    private const string Why = "Two words for a thing, or two things under a word, are two readers who misunderstand each other.";

    [Fact]
    public void A_term_stands_once_with_its_Chinese_meaning_and_source() => Law.Holds(Why, Wrong(House.Lines("docs/glossary.md")));

    [Fact]
    public void The_law_bites() =>
        Assert.Equal(
            ["“record” stands 2 times", "| record | record | x | R | has no Chinese term", "| repair | 信用修复 | | R | has an empty cell"],
            Wrong(["| record | 信用记录 | a fact | R |", "| record | record | x | R |", "| repair | 信用修复 | | R |"]));

    private static IEnumerable<string> Wrong(IEnumerable<string> lines)
    {
        var rows = lines.Where(l => l.StartsWith('|') && !l.StartsWith("| term ", StringComparison.Ordinal) && !l.StartsWith("| ---", StringComparison.Ordinal))
            .Select(l => (Line: l, Cells: l.Trim('|', ' ').Split('|').Select(c => c.Trim()).ToArray())).ToList();
        return rows.GroupBy(r => r.Cells[0]).Where(g => g.Count() > 1).Select(g => $"“{g.Key}” stands {g.Count()} times")
            .Concat(rows.Where(r => r.Cells.Length > 1 && !r.Cells[1].Any(c => c > '\u2E80')).Select(r => $"{r.Line} has no Chinese term"))
            .Concat(rows.Where(r => r.Cells.Length != 4 || r.Cells.Any(c => c.Length == 0)).Select(r => $"{r.Line} has an empty cell"));
    }
}
