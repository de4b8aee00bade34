using Xinheng.Model.Collection;

namespace Xinheng.Platform.Collection.Reading;

/// <summary>What is said about single rows. A value never stands in a message: it may be a person's number.</summary>
internal static class RowFaults
{
    public static RowFault MalformedBytes(string encoding, string? name, int column, long offset) => new(
        "row.malformed-bytes",
        $"{ColumnNames.Place(name, column)}在文件第 {offset} 字节处不是有效的 {encoding} 文字。请核对该单元格并以 UTF-8 重新保存。",
        column, offset);

    public static RowFault Nul(string? name, int column, long? offset) => new(
        "row.nul", $"{ColumnNames.Place(name, column)}含有空字符(NUL)，文字中不允许出现。请删去后重新提交。", column, offset);

    public static RowFault LoneSurrogate(string? name, int column, long? offset) => new(
        "row.lone-surrogate", $"{ColumnNames.Place(name, column)}含有不成对的代理码，不是完整的文字。请改写该值。", column, offset);

    public static RowFault CellTooLong(string? name, int column, int limit) => new(
        "row.cell-too-long", $"{ColumnNames.Place(name, column)}超过每格 {limit >> 10} KiB 的上限。请缩短文字，长文件请作为附件。", column);

    public static RowFault RowTooLong(int limit) => new(
        "row.too-long", $"本行超过每行 {limit >> 10} KiB 的上限，未予读取。请检查是否有未闭合的引号或误粘贴的内容。");

    public static RowFault TooManyCells(int found, int columns) => new(
        "row.too-many-cells", $"本行有 {found} 格，表头只有 {columns} 列。文字中含分隔符时，请用英文双引号括起整格。");

    public static RowFault TooFewCells(int found, int columns) => new(
        "row.too-few-cells", $"本行只有 {found} 格，表头有 {columns} 列。没有内容的格也请保留分隔符。");

    public static RowFault TextAfterQuote(string? name, int column, long offset) => new(
        "row.text-after-quote",
        $"{ColumnNames.Place(name, column)}在右引号之后还有文字（第 {offset} 字节处）。格内的双引号请写成两个(\"\")。", column, offset);

    public static RowFault TooManyFaults() => new("row.more-faults", "本行还有其他问题，未逐一列出。");

    public static RowFault Nested(string? name, int column) => new(
        "row.nested-value", $"{ColumnNames.Place(name, column)}的值是对象或数组。每个字段只能是文字、数字、true、false 或 null。", column);

    public static RowFault DuplicateKey(string? name, int column) => new(
        "row.duplicate-key", $"{ColumnNames.Place(name, column)}在同一行出现了两次，无法判断以哪个为准。", column);

    public static RowFault UnreadableKey(long offset) => new(
        "row.unreadable-key", $"第 {offset} 字节处的字段名过长或不是完整的文字。", Offset: offset);

    public static RowFault NotAnObject() => new(
        "row.not-an-object", "本行不是 JSON 对象。每行请写成 {\"字段\":\"值\",…}。");

    public static RowFault BrokenJson(long offset) => new(
        "row.broken-json", $"本行不是完整的 JSON 对象（第 {offset} 字节附近）。", Offset: offset);

    public static RowFault Formula(string? name, int column) => new(
        "row.formula", $"{ColumnNames.Place(name, column)}是公式。请写成值：复制该列，选择性粘贴为“数值”。", column);

    public static RowFault CellError(string? name, int column) => new(
        "row.cell-error", $"{ColumnNames.Place(name, column)}显示为错误值（如 #REF!、#N/A）。请改写为正确的值或留空。", column);

    public static RowFault TooManyDigits(string? name, int column) => new(
        "row.too-many-digits",
        $"{ColumnNames.Place(name, column)}是超过 15 位有效数字的数值，电子表格已无法保证末几位。请把该列设为“文本”格式后重新填写。", column);

    public static RowFault NotADate(string? name, int column) => new(
        "row.not-a-date", $"{ColumnNames.Place(name, column)}设为日期格式，其数值却不是存在的日期。请写成 2026-03-31 的形式。", column);
}
