using System.Globalization;
using System.Text;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Cases.Stating;

/// <summary>
/// 本人声明: what a subject says beside a record about itself, in at most 200 characters as people count them. One line, so that
/// it stands as well in a table, a file or an answer.
/// </summary>
public sealed record OwnView
{
    public const int Longest = 200;

    // A character people see may be several; marks piled on marks are not writing.
    private const int MostUnitsEach = 8;

    private const char Joiner = '\u200D'; // holds families and flags of emoji together

    private OwnView(string text) => Text = text;

    public string Text { get; }

    /// <summary>Characters as people see them: 👨‍👩‍👧, 𠮷 and é are one each.</summary>
    public static int Count(string text) => new StringInfo(text).LengthInTextElements;

    public static Result<OwnView> Read(string? typed)
    {
        var text = Foundation.Text.Collapse((typed ?? "").ReplaceLineEndings(" ").Replace('\t', ' '));
        if (text.Length == 0)
        {
            return Refusal.Invalid("cases.statement-empty", $"请写下您的说明，最多 {Longest} 个字。", "text");
        }

        List<Refusal> problems = [];
        var count = Count(text);
        if (count > Longest || text.Length > Longest * MostUnitsEach)
        {
            problems.Add(Refusal.Invalid("cases.statement-too-long", $"说明最多 {Longest} 个字，现有 {count} 个字，请删短。", "text"));
        }

        if (HasHidden(text))
        {
            problems.Add(Refusal.Invalid("cases.statement-hidden-characters",
                "说明里有看不见的控制字符或改变文字方向的字符，请删去后再提交；直接在框里打字就不会有。", "text"));
        }

        if (MayNamePerson(text))
        {
            problems.Add(Refusal.Invalid("cases.statement-personal",
                "说明里有疑似公民身份号码或手机号码的数字。说明会随记录公示，请删去号码后再提交。", "text"));
        }

        return problems.Count > 0 ? Result<OwnView>.Refuse(problems) : new OwnView(text);
    }

    // Half a surrogate pair is no character either: no page and no file could hold it.
    private static bool HasHidden(string text) => Foundation.Text.HasControls(text)
        || text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar
            || (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                    or UnicodeCategory.PrivateUse
                && rune.Value != Joiner && rune.Value is not (>= 0xE0020 and <= 0xE007F)));

    // A telephone or identity number, right or mistyped, also where blanks or hyphens part its groups.
    private static bool MayNamePerson(string text)
    {
        var half = Foundation.Text.HalfWidth(text);
        return NumberScan.MayBePerson(Joined(half)) || Runs(half).Any(length => length is 11 or 15 or 18);
    }

    private static string Joined(string text)
    {
        var joined = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var between = text[i] is ' ' or '-' or '—' or '–' or '.' or '·' && i > 0 && i + 1 < text.Length
                && char.IsAsciiDigit(text[i - 1]) && (char.IsAsciiDigit(text[i + 1]) || text[i + 1] is 'X' or 'x');
            if (!between)
            {
                joined.Append(text[i]);
            }
        }

        return joined.ToString();
    }

    // Lengths of runs of digits that no letter is glued to; one X at the end belongs to the number.
    private static IEnumerable<int> Runs(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(text[i]))
            {
                continue;
            }

            var start = i;
            while (i < text.Length && char.IsAsciiLetterOrDigit(text[i]))
            {
                i++;
            }

            var run = text.AsSpan(start, i - start);
            if (!(run[^1] is 'X' or 'x' ? run[..^1] : run).ContainsAnyExceptInRange('0', '9'))
            {
                yield return run.Length;
            }
        }
    }
}
