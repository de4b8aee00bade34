using System.Text;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Catalogue.Types;

/// <summary>Text of at most so many characters.</summary>
/// <param name="Longest">Counted in characters, not in bytes.</param>
/// <param name="Scanned">Searched for numbers of persons, because people write whole sentences into it.</param>
/// <param name="Known">Codes of a national list that is longer than we can vouch for: shown with their texts, never asked for.</param>
public sealed record TextField(int Longest, bool Scanned, CodeSet? Known = null) : FieldType
{
    // Names and titles stand on one line; facts and decisions may have paragraphs.
    private const int LongestLine = 200;

    private static readonly Fault Control = new("text.control-character", "E02", "含有不可见的控制字符，请删去后重新填写。");
    private static readonly Fault Broken = new("text.broken-character", "E02", "含有残缺的字符，多半是编码不对；请用 UTF-8 或 GB 18030 保存文件。");
    private static readonly Fault Garbled =
        new("text.garbled", "E02", "含有无法识别的字符（�），请对照原件核对。", ProblemSeverity.Warning);

    public override string Signature => Scanned ? $"text({Longest};scanned)" : $"text({Longest})";

    public override CodeSet? KnownCodes => Known;

    public override string Explain => $"文字，最多 {Longest} 个字";

    // A code may be a nought: 整改结果 0 is 整改中.
    public override bool IsPlaceholder(string text) => Known?.Find(text) is null && Placeholder.Is(text);

    public override Reading Read(string text)
    {
        var value = text;
        if (Text.HasControls(value))
        {
            value = Longest <= LongestLine ? value.ReplaceLineEndings(" ").Replace('\t', ' ') : value.ReplaceLineEndings("\n");
            if (value.Any(c => char.IsControl(c) && c is not ('\n' or '\t')))
            {
                return Control;
            }
        }

        if (Longest <= LongestLine)
        {
            value = Text.Collapse(value);
        }

        var length = value.Length;
        if (value.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            if (!IsWhole(value))
            {
                return Broken;
            }

            length = value.EnumerateRunes().Count();
        }

        if (length > Longest)
        {
            return new Fault("text.too-long", "E03", $"有 {length} 个字，超过了 {Longest} 个字的上限，请精简。");
        }

        return value.Contains('\uFFFD') ? new Reading(value, Garbled) : value;
    }

    private static bool IsWhole(string text)
    {
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            rest = rest[used..];
        }

        return true;
    }
}
