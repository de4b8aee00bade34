using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Law;

/// <summary>
/// The law as the tables have it now, read once per loading. An act that counts a deadline asks here and not the program's
/// own book: another program may have recorded a calendar since this one started.
/// </summary>
internal sealed class RecordedLaw
{
    private const long OneLoads = 0x4C6F61644C6177;

    private Current? last;

    /// <param name="Loading">Number of the newest loading.</param>
    internal sealed record Current(int Loading, LawBook Book);

    /// <summary>For an act that loads: nobody counts by the old law while it runs.</summary>
    public static Task LockAsync(Work work, CancellationToken ct) =>
        work.ExecuteAsync("select pg_advisory_xact_lock(@OneLoads)", new { OneLoads }, ct);

    /// <summary>For an act that counts: no loading until it is done.</summary>
    public async Task<Current> HoldAsync(Work work, CancellationToken ct)
    {
        await work.ExecuteAsync("select pg_advisory_xact_lock_shared(@OneLoads)", new { OneLoads }, ct);
        var loading = await work.FindAsync<int?>("select max(no) from law.loading", null, ct)
            ?? throw new UnusableException(Refusal.NotFound("law.none-recorded", "还没有载入任何法规数据。请先运行 xinheng serve 或 xinheng catalogue load。"));
        if (last is not { } known || known.Loading != loading)
        {
            last = known = new Current(loading, await LawHistory.AfterAsync(work.Connection, loading, ct));
        }

        return known;
    }

    /// <summary>Rules, thresholds, profiles and calendars; what is not recorded is empty.</summary>
    public static LawBook BookOf(IReadOnlyList<Provision> rows) => new(
        RuleTable.Create([.. rows.Where(row => row.Kind == Provision.Rule).Select(ProvisionText.ToRule)]).Value,
        rows.Where(row => row.Kind == Provision.Profile).Select(ProvisionText.ToProfile).ToDictionary(profile => profile.Code),
        rows.Where(row => row.Kind == Provision.CalendarYear).GroupBy(row => row.Scope)
            .ToDictionary(group => group.Key, group => LegalCalendar.Create(group.Key, [.. group.Select(ProvisionText.ToYear)]).Value),
        DivisionTable.Empty,
        HistoricCodes.None,
        new FineThresholds([.. rows.Where(row => row.Kind == Provision.FineThreshold).Select(ProvisionText.ToThreshold)]))
    {
        Purposes = new QueryPurposes([.. rows.Where(row => row.Kind == Provision.QueryPurpose).Select(ProvisionText.ToPurpose)]),
    };
}
