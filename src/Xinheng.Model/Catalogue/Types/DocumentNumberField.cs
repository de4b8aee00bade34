using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Catalogue.Types;

/// <summary>
/// Number of a document (文号, 案号). The record keeps it as handed in; whoever compares two of them must do so
/// after normalising brackets and widths, for departments write the same number in many ways.
/// </summary>
public sealed record DocumentNumberField(int Longest) : FieldType
{
    private static readonly Fault NoDigit =
        new("document.no-number", "E15", "里没有任何数字，不像文号；请对照决定文书核对。", ProblemSeverity.Warning);

    private static readonly Fault Control = new("text.control-character", "E02", "含有不可见的控制字符，请删去后重新填写。");

    public override string Signature => $"document-number({Longest})";

    public override string Explain => $"文书号，如 某某罚决〔2026〕12号，最多 {Longest} 个字";

    public override Reading Read(string text)
    {
        var value = Text.Collapse(text);
        return Text.HasControls(value) ? Control
            : value.Length > Longest ? new Fault("text.too-long", "E03", $"有 {value.Length} 个字，超过了 {Longest} 个字的上限。")
            : value.Any(char.IsDigit) ? value
            : new Reading(value, NoDigit);
    }
}
