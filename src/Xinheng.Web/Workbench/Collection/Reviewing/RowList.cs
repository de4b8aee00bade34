using System.Globalization;
using Xinheng.Model.Foundation;

namespace Xinheng.Web.Workbench.Collection.Reviewing;

/// <summary>Row numbers as people write them: “3、7-9”.</summary>
public static class RowList
{
    private const int Most = 500;

    public static Result<IReadOnlyList<long>> Read(string text)
    {
        List<long> rows = [];
        foreach (var part in text.Split(['、', ',', '，', ';', '；', ' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split(['-', '—', '～', '~', '至'], 2);
            if (!TryRead(ends[0], out var first) || !TryRead(ends[^1], out var last) || last < first || last - first >= Most)
            {
                return Refusal.Invalid("collection.rows-unreadable", "行号写成“3、7-9”这样：用顿号隔开，连续的用短横。", "rows");
            }

            for (var row = first; row <= last; row++)
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private static bool TryRead(string text, out long row) =>
        long.TryParse(Text.HalfWidth(text), NumberStyles.None, CultureInfo.InvariantCulture, out row) && row > 0;
}
