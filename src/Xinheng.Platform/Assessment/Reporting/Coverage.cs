using Dapper;
using Xinheng.Model.Assessment;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.People;

namespace Xinheng.Platform.Assessment.Reporting;

/// <summary>
/// 数据到没到: of every department and item that is due, which periods of a month have come. Whoever once handed an item in is due
/// from then on, by the catalogue's cycle or the one the centre has set; it is computed when it is asked, so that what was due
/// yesterday is overdue this morning.
/// </summary>
public sealed class Coverage(Database database, CatalogueInForce catalogue, Jurisdiction jurisdiction, Clock clock)
{
    private sealed record DutyRow(string Provider, string Item, string? Cycle, DateOnly Since);

    private sealed record Delivery(string Provider, string Item, DateOnly Day, long Rows);

    private sealed record NothingRow(string Provider, string Item, DateOnly PeriodFrom, DateOnly PeriodTo, DateOnly Day);

    private sealed record Body(string Code, string Name, string Region);

    /// <param name="month">Any day of it.</param>
    public Task<IReadOnlyList<CoverageCell>> OfAsync(DateOnly month, Caller caller, CancellationToken ct) => OfAsync(month, caller, null, null, ct);

    /// <summary>Of one department and, where given, one item.</summary>
    public async Task<IReadOnlyList<CoverageCell>> OfAsync(DateOnly month, Caller caller, string? provider, string? item, CancellationToken ct)
    {
        var (first, last) = (new DateOnly(month.Year, month.Month, 1), new DateOnly(month.Year, month.Month, 1).AddMonths(1).AddDays(-1));
        var pack = (await catalogue.CurrentAsync(ct)).Pack;
        var parameters = new DynamicParameters(SeenBy.Parameters(caller, Permission.SeeQuality));
        parameters.AddDynamicParams(new { first, last, provider, item, year = new DateOnly(first.Year, 1, 1) });
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        CommandDefinition Asking(string sql) => new(sql, parameters, cancellationToken: ct);

        var bodies = (await connection.QueryAsync<Body>(Asking("select code, name, region from people.organisation"))).ToDictionary(b => b.Code);
        var duties = (await connection.QueryAsync<DutyRow>(Asking(DutiesSql))).ToLookup(d => (d.Provider, d.Item));
        var deliveries = (await connection.QueryAsync<Delivery>(Asking(DeliveriesSql))).ToLookup(d => (d.Provider, d.Item));
        var nothing = (await connection.QueryAsync<NothingRow>(Asking(NothingSql))).ToLookup(n => (n.Provider, n.Item));
        return
        [
            .. from duty in duties
               let known = pack.Find(duty.Key.Item)
               where known is { IsActive: true }
               let cell = CellOf(duty.Key.Provider, known, [.. duty], [.. deliveries[duty.Key]], [.. nothing[duty.Key]], bodies, first, last)
               where cell is not null
               orderby cell.Region, cell.Provider, cell.Item
               select cell,
        ];
    }

    private CoverageCell? CellOf(
        string provider, CatalogueItem item, List<DutyRow> duties, List<Delivery> deliveries, List<NothingRow> nothing,
        Dictionary<string, Body> bodies, DateOnly first, DateOnly last)
    {
        // The row without a cycle says since when it has been handed in at all; the newest set one by then decides.
        var set = duties.FindLast(d => d.Cycle is not null && d.Since <= last);
        var cycle = set is { Cycle: { } code } ? ReportingCycle.Parse(code) ?? ReportingCycle.Never : ReportingCycle.Of(item.Update);
        var since = set?.Since ?? duties.Where(d => d.Cycle is null).Select(d => (DateOnly?)d.Since).FirstOrDefault();
        var days = deliveries.ConvertAll(d => d.Day);
        var arrivals = since is not { } begun || begun > last ? [] : PeriodsOf(cycle, first, last)
            .Where(p => p.To >= begun)
            .Select(p => Arrival.Of(p, DueOf(cycle, p), days,
                nothing.Find(n => n.PeriodFrom == p.From && n.PeriodTo == p.To)?.Day, clock.Today))
            .ToList();
        var rows = deliveries.Where(d => d.Day >= first && d.Day <= last).Sum(d => d.Rows);
        return arrivals.Count == 0 && rows == 0 && (cycle.Unit == CycleUnit.None || since is null || since > last) ? null : new CoverageCell(
            provider, bodies.GetValueOrDefault(provider)?.Name ?? provider, bodies.GetValueOrDefault(provider)?.Region,
            item.Code, item.Name, cycle, set is not null, arrivals, rows);
    }

    // Those that end in the month; of days, the working ones that have begun.
    private IEnumerable<ReportingPeriod> PeriodsOf(ReportingCycle cycle, DateOnly first, DateOnly last)
    {
        if (cycle.Unit == CycleUnit.Month)
        {
            return cycle.PeriodOf(last) is { } period && period.To == last ? [period] : [];
        }

        var calendar = Calendar;
        return cycle.Unit == CycleUnit.None ? [] : Enumerable.Range(0, last.Day).Select(n => first.AddDays(n))
            .Where(day => day <= clock.Today && calendar.IsWorkingDay(day) is { IsRefused: false, Value: true })
            .Select(day => new ReportingPeriod(day, day));
    }

    private Deadline DueOf(ReportingCycle cycle, ReportingPeriod period) =>
        period.Due(Calendar, jurisdiction.Law.Rules.Find(
            cycle.Unit == CycleUnit.Day ? "REPORT_DUE_AFTER_DAY" : "REPORT_DUE_AFTER_PERIOD", jurisdiction.Profile, period.To).Value.Number);

    private LegalCalendar Calendar => jurisdiction.Law.CalendarOf(jurisdiction.Profile);

    private static readonly string Asked = $"""
        (@provider::text is null or provider = @provider) and (@item::text is null or item = @item) and {SeenBy.Sql("provider")}
        """;

    private static readonly string DutiesSql = $"""
        select provider, item, null as Cycle, (min(received_at) at time zone 'Asia/Shanghai')::date as Since
          from collection.submission where state <> 'returned' and {Asked} group by provider, item
        union all
        (select provider, item, cycle, since from assessment.duty where {Asked} order by since, set_at)
        """;

    // What is late comes after the month; what is in time for a year may have come in January.
    private static readonly string DeliveriesSql = $"""
        select provider, item, (received_at at time zone 'Asia/Shanghai')::date as Day, sum(rows)::bigint as Rows
          from collection.submission
         where state <> 'returned' and received_at >= @year::timestamp at time zone 'Asia/Shanghai' and {Asked}
         group by 1, 2, 3 order by 3
        """;

    private static readonly string NothingSql = $"""
        select provider, item, period_from as PeriodFrom, period_to as PeriodTo, (reported_at at time zone 'Asia/Shanghai')::date as Day
          from assessment.nothing_reported where period_to between @first and @last and {Asked}
        """;
}
