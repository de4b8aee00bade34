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

    private FileColumns(ColumnMap map, int[]? theirs) => (this.map, this.theirs) = (map, theirs);

    public static Result<FileColumns> Match(CatalogueItem item, IReadOnlyList<string> header)
    {
        if (!header.Contains(RowNumber) || !header.Contains(Reasons))
        {
            return ColumnMap.Match(item, header).Map(map => new FileColumns(map, null));
        }

        int[] theirs = [.. Enumerable.Range(0, header.Count).Where(i => header[i] is not (RowNumber or Reasons))];
        return ColumnMap.Match(item, [.. theirs.Select(i => header[i])]).Map(map => new FileColumns(map, theirs));
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
            cells[i] = theirs[i] < row.Length ? CsvText.Unguard(row[theirs[i]]) : null;
        }

        return cells;
    }
}
