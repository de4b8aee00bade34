using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Catalogue.Types;
using Xinheng.Model.Foundation;
using Xinheng.Model.Subjects.Identifiers;

namespace Xinheng.Model.Collection.Mending;

/// <summary>
/// The one value that a refused cell can have meant, offered and never taken by itself. None is offered where two would do,
/// and none for what is a person's: nobody proposes a number of somebody.
/// </summary>
/// <param name="Value">What would stand in the cell.</param>
/// <param name="Why">What was changed, in a few words.</param>
public sealed record Correction(string Value, string Why)
{
    private const int LongestTypo = 2;

    public static Correction? Of(Field field, string? given)
    {
        if (string.IsNullOrWhiteSpace(given) || !field.MayBeQuoted)
        {
            return null;
        }

        var text = given.Trim();
        return field.Type switch
        {
            UnifiedCodeField type => OfCode(type, text),
            DateField type => OfDate(type, text),
            CodeField { Many: false } type => OfList(type, text),
            _ => null,
        } is { } found && found.Value != text && IsGood(field.Type, found.Value) ? found : null;
    }

    private static Correction? OfCode(UnifiedCodeField type, string given)
    {
        var text = Text.HalfWidth(given).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        if (text.Length != Uscc.Length)
        {
            return null;
        }

        // The standard leaves these letters out because they are taken for one another.
        var letters = string.Concat(text.Select(c => c switch { 'I' => '1', 'O' => '0', 'S' => '5', 'Z' => '2', 'V' => 'U', _ => c }));
        return letters != text && IsGood(type, letters) ? new Correction(letters, "改正看错的字母（代码里没有 I、O、S、V、Z）")
            : Uscc.CheckCharacter(letters) is { } check && letters == text
                ? new Correction(letters[..^1] + check, $"校验位错：前 17 位无误的，末位应为 {check}")
                : null;
    }

    private static Correction? OfDate(DateField type, string given)
    {
        var text = Text.HalfWidth(given).Replace(" ", "", StringComparison.Ordinal).Replace('号', '日').Replace('、', '-').Replace(',', '-');
        text = text.Split('T', 2)[0];
        var clock = text.IndexOf(':', StringComparison.Ordinal);
        if (clock > 2)
        {
            text = text[..(clock - 2)];
        }

        return type.Read(text) is { Value: { } date, Fault: null } ? new Correction(date, "改成标准写法") : null;
    }

    // Nearest of a closed list, where only one is near.
    private static Correction? OfList(CodeField type, string given)
    {
        var within = type.Set.Values.Where(v => v.Text.Length > 1 && (given.Contains(v.Text, StringComparison.Ordinal)
            || (given.Length > 1 && v.Text.Contains(given, StringComparison.Ordinal)))).Take(2).ToList();
        var near = within.Count > 0 ? within : type.Set.Values.Where(v => Distance(given, v.Text) < Math.Min(LongestTypo, given.Length)).Take(2).ToList();
        return near is [var only] ? new Correction(only.Text, "最接近的可选值") : null;
    }

    private static bool IsGood(FieldType type, string value) =>
        type.Read(value) is { Value: not null, Fault: null or { Severity: ProblemSeverity.Warning } };

    // Levenshtein, over two rows: the texts are a few characters long.
    private static int Distance(string one, string other)
    {
        var last = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var row = new int[other.Length + 1];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
            }

            last = row;
        }

        return last[^1];
    }
}
