using System.Collections.Immutable;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Catalogue.Checking;

/// <summary>
/// How the columns of a department's file lie over those of an item: by code, by Chinese name or by a name of an older edition.
/// A column that the item does not know is refused, never silently dropped or kept.
/// </summary>
public sealed class ColumnMap
{
    private readonly ImmutableArray<int> targets;

    private ColumnMap(CatalogueItem item, ImmutableArray<int> targets)
    {
        this.targets = targets;
        Width = item.Columns.Length;
        Missing = [.. item.Fields.Where((f, i) => f.Requirement.IsAlways && !targets.Contains(i))];
    }

    /// <summary>Length of an aligned row.</summary>
    public int Width { get; }

    /// <summary>For each column of the file, the column of the item.</summary>
    public ImmutableArray<int> Targets => targets;

    /// <summary>Fields that every row must give but the file has no column for: each row will say so.</summary>
    public ImmutableArray<Field> Missing { get; }

    public static Result<ColumnMap> Match(CatalogueItem item, IReadOnlyList<string> header)
    {
        var names = Names(item);
        var targets = new int[header.Count];
        var refusals = new List<Refusal>();
        for (var i = 0; i < header.Count; i++)
        {
            targets[i] = -1;
            if (!names.TryGetValue(Key(header[i]), out var column))
            {
                refusals.Add(Unknown(item, header[i], i + 1));
            }
            else if (targets.AsSpan(0, i).Contains(column))
            {
                refusals.Add(Refusal.Invalid("header.duplicate-column",
                    $"表头里“{item.Columns[column].Name}”出现了不止一次。每一项只留一列。", item.Columns[column].Code));
            }
            else
            {
                targets[i] = column;
            }
        }

        return refusals.Count > 0 ? Result<ColumnMap>.Refuse(refusals) : new ColumnMap(item, [.. targets]);
    }

    /// <summary>Puts a row of the file in the item's order; a short row leaves the rest empty.</summary>
    public void Arrange(ReadOnlySpan<string?> fileRow, Span<string?> aligned)
    {
        aligned.Clear();
        for (var i = 0; i < fileRow.Length && i < targets.Length; i++)
        {
            aligned[targets[i]] = fileRow[i];
        }
    }

    private static Dictionary<string, int> Names(CatalogueItem item)
    {
        // In this order: a column's own code and name stand before anybody's older names, the item's before the envelope's.
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < item.Columns.Length; i++)
        {
            names.TryAdd(Key(item.Columns[i].Code), i);
            names.TryAdd(Key(item.Columns[i].Name), i);
        }

        for (var i = 0; i < item.Columns.Length; i++)
        {
            foreach (var alias in item.Columns[i].Aliases)
            {
                names.TryAdd(Key(alias), i);
            }
        }

        return names;
    }

    private static Refusal Unknown(CatalogueItem item, string given, int place)
    {
        // A file without a header has somebody's row in its place: a number of a person is not repeated.
        var name = NumberScan.MayBePerson(given) ? $"第 {place} 列" : Blank.Shorten(given);
        return item.Terms.ForbiddenWords.FirstOrDefault(w => name.Contains(w, StringComparison.Ordinal)) is { } word
            ? Refusal.Invalid("header.forbidden-personal-data",
                $"E11 列“{name}”涉及“{word}”，任何信息项都不得归集这类个人信息。请删去这一列后重新报送。", name)
            : Refusal.Invalid("header.unknown-column",
                $"E10 目录项“{item.Name}”（{item.Code}）没有“{name}”这一列。目录之外的内容不能归集；请对照模板的表头。", name);
    }

    private static string Key(string name) =>
        Text.HalfWidth(Blank.Trim(name)).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
}
