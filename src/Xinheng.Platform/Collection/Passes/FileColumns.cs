using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Collection.Reading;

namespace Xinheng.Platform.Collection.Passes;

/// <summary>
/// The columns of a file over those of its item. A corrected file of returned rows may come back as we sent it: our two
/// columns are passed over, and the mark that kept a cell from being a formula is taken off.
/// </summary>
internal sealed class FileColumns
{
    /// <summary>The two columns we add to rows that go back.</summary>
    public const string RowNumber = "原行号";
    public const string Reasons = "退回原因";

    private readonly ColumnMap map;
    private readonly int[]? theirs;
    private readonly bool isReturned;

    private FileColumns(ColumnMap map, int[]? theirs, bool isReturned) => (this.map, this.theirs, this.isReturned) = (map, theirs, isReturned);

    /// <param name="item">As the file is read by.</param>
    /// <param name="header">As the department wrote it.</param>
    /// <param name="chosen">What somebody said of columns whose names do not say it; empty leaves a column out.</param>
    public static Result<FileColumns> Match(CatalogueItem item, IReadOnlyList<string> header, IReadOnlyDictionary<string, string> chosen)
    {
        var isReturned = header.Contains(RowNumber) && header.Contains(Reasons);
        if (!isReturned && chosen.Count == 0)
        {
            return ColumnMap.Match(item, header).Map(map => new FileColumns(map, null, false));
        }

        int[] theirs = [.. Enumerable.Range(0, header.Count).Where(i =>
            !(isReturned && header[i] is RowNumber or Reasons) && !(chosen.TryGetValue(header[i], out var field) && field.Length == 0))];
        return ColumnMap.Match(item, [.. theirs.Select(i => chosen.GetValueOrDefault(header[i], header[i]))])
            .Map(map => new FileColumns(map, theirs, isReturned));
    }

    /// <summary>A row of the file in the item's order.</summary>
    public string?[] Arrange(string?[] row)
    {
        var aligned = new string?[map.Width];
        map.Arrange(theirs is null ? row : Theirs(row), aligned);
        return aligned;
    }

    private string?[] Theirs(string?[] row)
    {
        var cells = new string?[theirs!.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = theirs[i] < row.Length ? row[theirs[i]] : null;
            cells[i] = isReturned ? CsvText.Unguard(cell) : cell;
        }

        return cells;
    }
}
