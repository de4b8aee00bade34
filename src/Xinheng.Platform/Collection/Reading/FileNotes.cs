using Xinheng.Model.Collection;

namespace Xinheng.Platform.Collection.Reading;

/// <summary>What is said about files that were read, but not all of them.</summary>
internal static class FileNotes
{
    public static FileNote OtherSheets(IReadOnlyList<string> names) => new(
        "file.other-sheets",
        $"只读取了第一张可见的工作表。另有 {names.Count} 张工作表有内容未读取{Named(names)}，需要时请另存为单独的文件提交。");

    public static FileNote ExternalLinks(int count) => new(
        "file.external-links", $"工作簿含有 {count} 处指向其他文件的链接，均未打开。");

    private static string Named(IReadOnlyList<string> names)
    {
        var told = names.Take(5).Where(name => name.Length is > 0 and <= 31 && !ColumnNames.LooksLikeData(name)).ToList();
        return told.Count == 0 ? "" : $"（{string.Join("、", told)}）";
    }
}
