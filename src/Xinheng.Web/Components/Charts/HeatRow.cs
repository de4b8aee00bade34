namespace Xinheng.Web.Components.Charts;

/// <summary>A column of a heat table; its name may lead somewhere, too.</summary>
public sealed record HeatColumn(string Label, string? Href = null);

/// <summary>A row of a heat table: one cell per column, null where there is nothing to say.</summary>
public sealed record HeatRow(string Label, IReadOnlyList<HeatCell?> Cells, string? Href = null, string? Note = null);

/// <summary>A cell: its text stands without its colour, which runs from 0 (calm) to 4 (most).</summary>
/// <param name="Text">What is read: 12, 97.2%, 未到.</param>
/// <param name="Level">0 to 4, how deep the colour is.</param>
/// <param name="Href">The rows behind it.</param>
/// <param name="Tone">Which colour: <c>neutral</c>, <c>positive</c>, <c>adverse</c> or <c>warn</c>.</param>
/// <param name="Note">Read aloud, and shown when pointed at: 应到 7 日，晚 2 日.</param>
public sealed record HeatCell(string Text, int Level = 0, string? Href = null, string Tone = "neutral", string? Note = null)
{
    /// <summary>The level a value has among others up to the largest: nothing is 0, the largest 4.</summary>
    public static int LevelOf(decimal value, decimal largest) =>
        value <= 0 || largest <= 0 ? 0 : Math.Clamp((int)Math.Ceiling(value / largest * 4), 1, 4);
}
