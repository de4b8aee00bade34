using System.Globalization;
using System.Text.RegularExpressions;

namespace Xinheng.Model.Collection.Columns;

/// <summary>
/// What a column is called whose block came without a header: its place among how many, so that what was said of it once
/// holds for the next block of the same width only.
/// </summary>
public static partial class PlaceName
{
    public static string Of(int column, int width) =>
        string.Create(CultureInfo.InvariantCulture, $"第{column + 1}列（共{width}列）");

    /// <summary>The place such a name says, counted from 0; null for every other name.</summary>
    public static int? Find(string name) => Pattern().Match(name) is { Success: true } found
        ? int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture) - 1
        : null;

    [GeneratedRegex(@"^第([1-9]\d{0,3})列（共\d{1,4}列）$")]
    private static partial Regex Pattern();
}
