using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Catalogue.Types;

/// <summary>
/// Number of a person's document. Its shape is read here; whether a resident's number is right depends on the kind of
/// document in <paramref name="KindField"/> and is judged with the row. Sealed before it is kept, never shown.
/// </summary>
public sealed record IdNumberField(string? KindField) : FieldType
{
    private const int Shortest = 5;
    private const int Longest = 64;

    private static readonly Fault Shape = new("person-id.shape", "E06", "不像证件号码：应为 5 至 64 位字母或数字。");

    public override string Signature => KindField is null ? "id-number" : $"id-number({KindField})";

    public override string Explain => "证件号码；加密保存，不对外显示";

    public override bool IsSealed => true;

    public override Reading Read(string text)
    {
        var value = IsPlain(text) ? text : Text.HalfWidth(text).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return value.Length is >= Shortest and <= Longest && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '(' or ')' or '/')
            ? value
            : Shape;
    }

    private static bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c) && !char.IsAsciiLetterUpper(c))
            {
                return false;
            }
        }

        return true;
    }
}
