using System.Globalization;

namespace Xinheng.Web.Components.Charts;

/// <summary>One number of a chart: what it counts, how much, and where its rows are.</summary>
/// <param name="Label">Written out, as in the table: 2026年3月.</param>
/// <param name="Value">What is drawn; below zero counts as nothing.</param>
/// <param name="Href">The list behind the number.</param>
/// <param name="Text">How the number is read, if not as a whole one: 97.2%.</param>
/// <param name="Short">The label where there is little room, on an axis: 3月.</param>
/// <param name="Tone"><c>positive</c>, <c>neutral</c>, <c>adverse</c>, or none.</param>
/// <param name="Note">A few words beside the number.</param>
/// <param name="Into">Of a tile: where its parts are; the number itself still opens to its rows.</param>
public sealed record ChartPoint(
    string Label, decimal Value, string? Href = null, string? Text = null, string? Short = null, string? Tone = null, string? Note = null,
    string? Into = null)
{
    public string Shown => Text ?? Value.ToString("#,##0.##", CultureInfo.InvariantCulture);

    /// <summary>Its share of the largest, for SVG: 0 to 100 with one decimal.</summary>
    internal static string Percent(decimal value, decimal whole, decimal of = 100) =>
        (whole <= 0 ? 0 : Math.Clamp(value / whole, 0, 1) * of).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}

/// <summary>A line of a line chart: its name and its points, as many and in the same order as those of its neighbours.</summary>
public sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points);
