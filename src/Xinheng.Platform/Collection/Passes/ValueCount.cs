using Xinheng.Model.Catalogue;

namespace Xinheng.Platform.Collection.Passes;

/// <summary>
/// Counts the values a row had to give and those it did not: what is always required, and what is required by condition
/// where the row gave it or was asked for it.
/// </summary>
internal sealed class ValueCount
{
    private readonly int always;
    private readonly int[] conditional;
    private readonly HashSet<string> alwaysCodes;
    private readonly CatalogueItem item;

    public ValueCount(CatalogueItem item)
    {
        this.item = item;
        alwaysCodes = [.. item.Columns.Where(c => c.Requirement.IsAlways).Select(c => c.Code)];
        always = alwaysCodes.Count;
        conditional = [.. Enumerable.Range(0, item.Columns.Length).Where(i => item.Columns[i].Requirement is { When: not null } or { IsExpected: true })];
    }

    /// <summary>A row that could not be read was asked for nothing.</summary>
    public (int Wanted, int Missing) Of(ReadRow row)
    {
        if (row.Given.Length == 0)
        {
            return default;
        }

        var wanted = always;
        foreach (var column in conditional)
        {
            if (!string.IsNullOrWhiteSpace(row.Given[column]))
            {
                wanted++;
            }
        }

        var missing = 0;
        for (var i = 0; i < row.Problems.Count; i++)
        {
            var problem = row.Problems[i];
            if (!IsMissing(problem.Number))
            {
                continue;
            }

            missing++;
            var wasCounted = problem.Field is { } code && (alwaysCodes.Contains(code) || IsGivenConditional(row, code));
            wanted += wasCounted ? 0 : 1;
        }

        return (wanted, missing);
    }

    /// <summary>Not given (E01), or only as a placeholder (E16).</summary>
    public static bool IsMissing(string number) => number is "E01" or "E16";

    private bool IsGivenConditional(ReadRow row, string code)
    {
        foreach (var column in conditional)
        {
            if (item.Columns[column].Code == code)
            {
                return !string.IsNullOrWhiteSpace(row.Given[column]);
            }
        }

        return false;
    }
}
