using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Catalogue.Types;

/// <summary>A number that is not negative, with so many digits of which so many after the point; amounts are in 万元 unless the name says 元.</summary>
public sealed record DecimalField(int Precision, int Scale) : FieldType
{
    private static readonly Fault Negative = new("number.negative", "E02", "不能是负数。");

    public override string Signature => $"decimal({Precision},{Scale})";

    public override string Explain => $"数字，小数点前最多 {Precision - Scale} 位，小数点后最多 {Scale} 位，如 {(Scale > 0 ? "12.5" : "12")}";

    public override bool IsPlaceholder(string text) => !text.StartsWith('0') && Placeholder.Is(text);

    public override Reading Read(string text)
    {
        var value = IsCanonical(text) ? text : Normalise(text);
        if (value is null)
        {
            return text.StartsWith('-') && Normalise(text[1..]) is not null
                ? Negative
                : new Fault("number.unreadable", "E02", $"不是数字。{Explain}。");
        }

        var point = value.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? value.Length : point;
        var fraction = point < 0 ? 0 : value.Length - point - 1;
        return whole > Precision - Scale || fraction > Scale
            ? new Fault("number.too-long", "E03", $"位数太多。{Explain}。")
            : value;
    }

    private static bool IsCanonical(ReadOnlySpan<char> text)
    {
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? default : text[(point + 1)..];
        return whole.Length > 0
            && (whole.Length == 1 || whole[0] != '0')
            && !whole.ContainsAnyExceptInRange('0', '9')
            && (point < 0 || (fraction.Length > 0 && fraction[^1] != '0' && !fraction.ContainsAnyExceptInRange('0', '9')));
    }

    /// <summary>Thousands separators, full-width digits, a plus sign and idle zeros go; null when no number is left.</summary>
    private static string? Normalise(string text)
    {
        var half = Text.HalfWidth(text).TrimStart('+').Replace(" ", "", StringComparison.Ordinal);
        var point = half.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? half : half[..point];
        var fraction = point < 0 ? "" : half[(point + 1)..].TrimEnd('0');
        if (whole.Contains(',', StringComparison.Ordinal))
        {
            var groups = whole.Split(',');
            if (groups[0].Length is 0 or > 3 || groups.Skip(1).Any(g => g.Length != 3))
            {
                return null;
            }

            whole = string.Concat(groups);
        }

        whole = whole.TrimStart('0') is { Length: > 0 } kept ? kept : whole.Length > 0 ? "0" : "";
        var canonical = fraction.Length > 0 ? $"{(whole.Length > 0 ? whole : "0")}.{fraction}" : whole;
        return IsCanonical(canonical) ? canonical : null;
    }
}
