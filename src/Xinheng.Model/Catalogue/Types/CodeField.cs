using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Catalogue.Types;

/// <summary>One value of a code set, or several where <paramref name="Many"/>; stored as codes, joined by commas in their order.</summary>
public sealed record CodeField(CodeSet Set, bool Many) : FieldType
{
    private const string Separators = ",，;；、|\n";

    public override string Signature => Many ? $"code({Set.Code};many)" : $"code({Set.Code})";

    public override string Explain
    {
        get
        {
            var some = string.Join("、", Set.Values.Take(6).Select(v => $"{v.Code} {v.Text}"));
            var more = Set.Values.Length > 6 ? "等" : "";
            var many = Many ? "，可填多个，用分号隔开" : "";
            return $"填代码或中文：{some}{more}（代码集 {Set.Code}）{many}";
        }
    }

    public override CodeSet Codes => Set;

    /// <summary>“0” and “无” are values of some code sets.</summary>
    public override bool IsPlaceholder(string text) => Set.Find(text) is null && Placeholder.Is(text);

    public override Reading Read(string text)
    {
        if (Set.Find(text) is { } value)
        {
            return value.Code == text ? text : value.Code;
        }

        return Many ? ReadMany(text) : ReadOne(text) is { } code ? code == text ? text : code : (Reading)Unknown();
    }

    /// <summary>Whether a stored value (one code, or several) holds a code.</summary>
    public static bool Holds(ReadOnlySpan<char> stored, ReadOnlySpan<char> code)
    {
        foreach (var range in stored.Split(','))
        {
            var one = stored[range];
            if (one.StartsWith(code, StringComparison.Ordinal) && (one.Length == code.Length || one[code.Length] == '-'))
            {
                return true;
            }
        }

        return false;
    }

    private Reading ReadMany(string text)
    {
        if (IsCanonical(text))
        {
            return text;
        }

        var codes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var range in text.AsSpan().SplitAny(Separators))
        {
            var part = text[range].Trim();
            if (part.Length == 0)
            {
                continue;
            }

            if (ReadOne(part) is not { } code)
            {
                return Unknown();
            }

            codes.Add(code);
        }

        return codes.Count > 0 ? string.Join(',', codes) : (Reading)Unknown();
    }

    private bool IsCanonical(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> last = default;
        foreach (var range in text.Split(','))
        {
            var one = text[range];
            if (Set.Find(one) is not { } value || !one.SequenceEqual(value.Code) || one.SequenceCompareTo(last) <= 0)
            {
                return false;
            }

            last = one;
        }

        return true;
    }

    private string? ReadOne(ReadOnlySpan<char> given)
    {
        var text = Text.HalfWidth(given.ToString());
        if ((Set.Find(given) ?? Set.Find(text)) is { } value)
        {
            return value.Code;
        }

        // “其他-补充说明”, “其他：补充说明”, “其他(补充说明)”: the national tables ask to say which other.
        var dash = text.AsSpan().IndexOfAny("-:—(");
        return dash > 0 && Set.Find(text.AsSpan(0, dash).Trim()) is { TakesRemark: true } other
            && text[(dash + 1)..].Trim('-', '—', ' ', ')') is { Length: > 0 } remark
                ? $"{other.Code}-{remark}"
                : null;
    }

    private Fault Unknown() => new("code.unknown", "E04", $"不在代码集“{Set.Name}”里。{Explain}。");
}
