using Xinheng.Model.Collection;

namespace Xinheng.Platform.Collection.Reading;

/// <summary>What is said about files that are refused whole.</summary>
internal static class FileFaults
{
    public static FileFault NoHeader { get; } = new(
        "file.no-header", "文件里没有表头。第一行请写字段代码或中文字段名，可下载目录的模板。");

    public static FileFault NotUnicode { get; } = new(
        "file.unknown-encoding", "文件是 UTF-16 编码，这里只收 UTF-8 或 GB 18030。请另存为“CSV UTF-8（逗号分隔）”后重新提交。");

    public static FileFault UnknownEncoding(long offset) => new(
        "file.unknown-encoding", $"文件既不是 UTF-8 也不是 GB 18030 编码（自第 {offset} 字节起）。请另存为“CSV UTF-8”后重新提交。",
        Offset: offset);

    public static FileFault WrongFormat(string message) => new("file.wrong-format", message);

    public static FileFault WrongDelimiter { get; } = new(
        "file.wrong-delimiter", "列与列之间请用英文逗号或制表符分隔，文件用的是别的符号。", Line: 1);

    public static FileFault TooManyColumns(int limit, long line) => new(
        "file.too-many-columns", $"表头超过 {limit} 列的上限。请只保留目录规定的列。", Line: line);

    public static FileFault HeaderTooLong(int limit) => new(
        "file.header-too-long", $"表头行超过 {limit >> 10} KiB 的上限。请检查表头是否缺少换行或引号未闭合。", Line: 1);

    public static FileFault HeaderUnreadable(RowFault fault, long line) => new(
        "file.header-unreadable", "表头无法读取：" + fault.Message, Line: line, Offset: fault.Offset);

    public static FileFault BlankColumn(int column, long line) => new(
        "file.blank-column", $"表头第 {column + 1} 列没有名称。请补写字段代码或中文字段名。", Line: line);

    public static FileFault HeaderLooksLikeData(int column, long line) => new(
        "file.no-header", $"第 {line} 行第 {column + 1} 列像是数据而不是字段名。第一行请写表头，数据从第二行开始。", Line: line);

    public static FileFault DuplicateColumn(string name, int first, int second, long line) => new(
        "file.duplicate-column",
        $"表头{ColumnNames.Place(name, first)}与第 {second + 1} 列同名。每个字段只能出现一次，请删去一列。", Line: line);

    public static FileFault UnclosedQuote(long line, long offset) => new(
        "file.unclosed-quote",
        $"第 {line} 行开始的记录里有一个双引号直到文件结束都没有闭合（第 {offset} 字节处）。请补上右引号，或把文字中的双引号写成两个。",
        Line: line, Offset: offset);

    public static FileFault BrokenJson(long line, long offset) => new(
        "file.broken-json",
        $"JSON 在第 {line} 行附近（第 {offset} 字节处）不合语法，文件未予读取。请检查括号、引号、逗号是否完整。",
        Line: line, Offset: offset);

    public static FileFault JsonTooDeep(int limit, long line) => new(
        "file.too-deep", $"JSON 在第 {line} 行嵌套超过 {limit} 层。一行数据应是一个不嵌套的对象。", Line: line);

    public static FileFault JsonShape { get; } = new(
        "file.json-shape", "JSON 文件应是对象的数组 [{…},{…}]，或只含 rows 一项的对象 {\"rows\":[…]}。");

    public static FileFault JsonRowTooLong(int limit, long line) => new(
        "file.row-too-long", $"JSON 自第 {line} 行起的一项超过 {limit >> 10} KiB 的上限。", Line: line);

    public static FileFault NotNdJson(int limit) => new(
        "file.not-ndjson", $"已有 {limit} 行不是 JSON 对象，文件看来不是 NDJSON。每行应是一个完整的 JSON 对象。");

    public static FileFault BrokenWorkbook { get; } = new(
        "file.broken-workbook", "工作簿已损坏或不合 xlsx 格式，无法读取。请在 Excel 或 WPS 中打开后另存为“.xlsx”，再重新提交。");

    public static FileFault WorkbookTooLarge { get; } = new(
        "file.workbook-too-large", "工作簿解压后超出允许的大小，未予读取。数据确实很多时，请另存为“CSV UTF-8”或分成几个文件提交。");

    public static FileFault NoVisibleSheet { get; } = new(
        "file.no-visible-sheet", "工作簿里没有可见的工作表。请取消隐藏要提交的工作表。");

    public static FileFault MergedCells(IReadOnlyList<string> ranges) => new(
        "file.merged-cells",
        $"数据区有合并的单元格（{string.Join("、", ranges)}），无法判断其值属于哪些行。请取消合并、逐格填写，表头之上不要放标题行。");
}
