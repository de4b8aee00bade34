using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Catalogue.Types;

/// <summary>
/// Number of a document (文号, 案号): every kind of bracket and blank is written, but it is one document,
/// so 某罚决[2026]12号 and 某罚决（２０２６）12号 become 某罚决〔2026〕12号; a case number begins with (2026).
/// </summary>
public sealed record DocumentNumberField(int Longest) : FieldType
{
    private const string Opening = "〔[［【〈(（{";
    private const string Closing = "〕]］】〉)）}";
    private const int YearLength = 4;

    private static readonly Finding NoDigit =
        new("document.no-number", "E15", "里没有任何数字，不像文号；请对照决定文书核对。", ProblemSeverity.Warning);

    public override string Signature => $"document-number({Longest})";

    public override string Explain => $"文书号，如 某某罚决〔2026〕12号，最多 {Longest} 个字";

    public override Reading Read(string text)
    {
        var value = IsPlain(text) ? text : Normalise(text);
        if (value.Length > Longest)
        {
            return new Finding("text.too-long", "E03", $"有 {value.Length} 个字，超过了 {Longest} 个字的上限。");
        }

        return value.AsSpan().ContainsAnyInRange('0', '9') ? value : new Reading(value, NoDigit);
    }

    private static bool IsPlain(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c <= ' ' || c is '\u3000' or (>= '\uFF01' and <= '\uFF5E')
                || (Opening.Contains(c, StringComparison.Ordinal) && c != (i == 0 ? '(' : '〔')))
            {
                return false;
            }
        }

        return true;
    }

    private static string Normalise(string text)
    {
        var kept = new List<char>(text.Length);
        foreach (var c in Text.HalfWidth(text))
        {
            if (c > ' ')
            {
                kept.Add(c);
            }
        }

        for (var i = 0; i + YearLength + 1 < kept.Count; i++)
        {
            if (Opening.Contains(kept[i], StringComparison.Ordinal)
                && Closing.Contains(kept[i + YearLength + 1], StringComparison.Ordinal)
                && kept.Skip(i + 1).Take(YearLength).All(char.IsAsciiDigit))
            {
                (kept[i], kept[i + YearLength + 1]) = i == 0 ? ('(', ')') : ('〔', '〕');
            }
        }

        return new string([.. kept]);
    }
}
