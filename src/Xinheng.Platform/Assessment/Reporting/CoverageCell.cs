using Xinheng.Model.Assessment;

namespace Xinheng.Platform.Assessment.Reporting;

/// <summary>A department's item in a month: what was due, what came.</summary>
/// <param name="IsSet">Whether the centre set the cycle, rather than the catalogue.</param>
/// <param name="Arrivals">Of every period that ends in the month; none where the item's next period ends later.</param>
/// <param name="Rows">Handed in during the month.</param>
public sealed record CoverageCell(
    string Provider, string ProviderName, string? Region, string Item, string ItemName, ReportingCycle Cycle, bool IsSet,
    IReadOnlyList<Arrival> Arrivals, long Rows)
{
    public int Due => Arrivals.Count(a => a.State is not ArrivalState.Open);

    /// <summary>In time, be it the word that there was nothing.</summary>
    public int InTime => Arrivals.Count(a => a.State is ArrivalState.Arrived or ArrivalState.Nothing);

    public int Nothing => Arrivals.Count(a => a.State is ArrivalState.Nothing);

    public int Late => Arrivals.Count(a => a.State is ArrivalState.Late);

    public int Overdue => Arrivals.Count(a => a.State is ArrivalState.Overdue);

    /// <summary>The worst of its periods; null where none ends in the month.</summary>
    public ArrivalState? State => Arrivals.Count == 0 ? null : Arrivals.Max(a => a.State);

    /// <summary>The next last day among what is still open.</summary>
    public DateOnly? NextDue => Arrivals.Where(a => a.State is ArrivalState.Open).Min(a => a.DueOn);
}
