using Xinheng.Model.Foundation;

namespace Xinheng.Model.Collection;

/// <summary>The shapes in which a department may hand rows in.</summary>
public enum SubmissionFormat
{
    /// <summary>Comma or tab, quoted by RFC 4180, UTF-8 or GB 18030.</summary>
    Csv,

    /// <summary>The first visible sheet of an Office Open XML workbook.</summary>
    Xlsx,

    /// <summary>An array of flat objects, bare or under <c>rows</c>.</summary>
    Json,

    /// <summary>One flat object a line.</summary>
    NdJson,
}

/// <summary>Telling a format by its name, by a file's name, or by how the file begins.</summary>
public static class SubmissionFormats
{
    private const string Accepted = "请提交 CSV、XLSX、JSON 或 NDJSON 文件。";

    public static Result<SubmissionFormat> Parse(string name) => name.Trim().ToLowerInvariant() switch
    {
        "csv" or "tsv" or "txt" => SubmissionFormat.Csv,
        "xlsx" => SubmissionFormat.Xlsx,
        "json" => SubmissionFormat.Json,
        "ndjson" or "jsonl" => SubmissionFormat.NdJson,
        "xls" => OldWorkbook,
        _ => Refusal.Invalid("collection.format.unknown", "不认识这种文件格式。" + Accepted),
    };

    public static Result<SubmissionFormat> FromFileName(string fileName)
    {
        var dot = fileName.LastIndexOf('.');
        return Parse(dot < 0 ? "" : fileName[(dot + 1)..]);
    }

    /// <summary>Judges by the first bytes (a few hundred are enough); text that opens like no other format is CSV.</summary>
    public static Result<SubmissionFormat> Sniff(ReadOnlySpan<byte> start)
    {
        if (Container(start) is { } container)
        {
            return container;
        }

        var text = start.StartsWith("\uFEFF"u8) ? start[3..] : start;
        text = text.TrimStart(" \t\r\n"u8);
        if (text.StartsWith("["u8))
        {
            return SubmissionFormat.Json;
        }

        return !text.StartsWith("{"u8) ? SubmissionFormat.Csv
            : OpensRows(text) ? SubmissionFormat.Json
            : SubmissionFormat.NdJson;
    }

    /// <summary>What a binary opening says; null when the file opens like text.</summary>
    public static Result<SubmissionFormat>? Container(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("PK\u0003\u0004"u8))
        {
            return SubmissionFormat.Xlsx;
        }

        // The compound-file mark: a workbook of Excel 97–2003, or an encrypted newer one.
        if (start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            return OldWorkbook;
        }

        if (start.StartsWith("%PDF"u8) || start.StartsWith("Rar!"u8) ||
            start.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF]) ||
            start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            return Refusal.Invalid("collection.format.not-a-table", "这个文件不是数据表。" + Accepted);
        }

        return null;
    }

    private static Refusal OldWorkbook => Refusal.Invalid(
        "collection.format.xls",
        "这是 Excel 97–2003 工作簿(.xls)或加密的工作簿，无法读取。请在 Excel 或 WPS 中取消密码，另存为“.xlsx”或“CSV UTF-8”后重新提交。");

    private static bool OpensRows(ReadOnlySpan<byte> text)
    {
        var inner = text[1..].TrimStart(" \t\r\n"u8);
        return inner.StartsWith("\"rows\""u8) && inner[6..].TrimStart(" \t\r\n"u8).StartsWith(":"u8);
    }
}
