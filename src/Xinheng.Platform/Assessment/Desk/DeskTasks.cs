using Dapper;
using Npgsql;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Assessment.Reporting;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.People;
using Xinheng.Platform.People.Tracing.Alarms;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Assessment.Desk;

/// <summary>What kind of thing waits.</summary>
public enum DeskTaskKind
{
    /// <summary>待审核: checked, and no second person has decided.</summary>
    Review,

    /// <summary>待核行: rows that a reviewer must let pass or leave.</summary>
    HeldRows,

    /// <summary>待确认分类: adverse, not confirmed, so not public, while the clock of its publication runs.</summary>
    Unconfirmed,

    /// <summary>逾期未报.</summary>
    Reports,

    Deadlines,

    Alarms,

    /// <summary>授权复核.</summary>
    Grants,
}

/// <summary>One thing of a kind, with its last day.</summary>
/// <param name="Id">Of the submission or case; null where it stands for several.</param>
public sealed record DeskLine(string Provider, string What, long Count, DateOnly? DueOn, Guid? Id = null)
{
    /// <summary>Of which procedure the case is; null for a submission.</summary>
    public string? Procedure { get; init; }
}

/// <summary>All that waits of one kind: what is overdue, what ends today, what has time.</summary>
public sealed record DeskTask(DeskTaskKind Kind, long Overdue, long Today, long Waiting, IReadOnlyList<DeskLine> Lines)
{
    public long All => Overdue + Today + Waiting;
}

/// <summary>今天必须办: the clocks that end today or have ended, in what the caller watches over.</summary>
public sealed class DeskTasks(
    Database database, CatalogueInForce catalogue, Jurisdiction jurisdiction, Clock clock, Coverage coverage, CaseReader cases,
    IEnumerable<Procedure> procedures, AlarmList alarms, StaffOverview staff)
{
    private const int MostLines = 200;

    private sealed record Waiting(Guid Id, string Provider, string Item, long Rows, DateOnly Since);

    private sealed record Unconfirmed(string Provider, string Item, DateOnly DecidedOn, long Records);

    public async Task<IReadOnlyList<DeskTask>> TodayAsync(Caller caller, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var names = (await connection.QueryAsync<(string Code, string Name)>(new CommandDefinition(
            "select code, name from people.organisation", cancellationToken: ct))).ToDictionary(o => o.Code, o => o.Name);
        string NameOf(string code) => names.GetValueOrDefault(code) ?? code;
        return
        [
            Of(DeskTaskKind.Review, [.. (await WaitingAsync(connection, "state = 'checked'", "rows", caller, ct))
                .Select(w => new DeskLine(NameOf(w.Provider), w.Item, w.Rows, DueOn("REVIEW_WITHIN", w.Since), w.Id))], byLine: true),
            Of(DeskTaskKind.HeldRows, [.. (await WaitingAsync(connection, "held > 0 and state in ('checked', 'entered')", "held", caller, ct))
                .Select(w => new DeskLine(NameOf(w.Provider), w.Item, w.Rows, DueOn("REVIEW_WITHIN", w.Since), w.Id))]),
            Of(DeskTaskKind.Unconfirmed, [.. await UnconfirmedAsync(connection, NameOf, caller, ct)]),
            await ReportsAsync(caller, ct),
            await DeadlinesAsync(NameOf, caller, ct),
            Simple(DeskTaskKind.Alarms, await alarms.OpenAsync(caller, ct)),
            await GrantsAsync(caller, ct),
        ];
    }

    private static async Task<IEnumerable<Waiting>> WaitingAsync(NpgsqlConnection connection, string which, string count, Caller caller, CancellationToken ct) =>
        await connection.QueryAsync<Waiting>(new CommandDefinition($"""
            select id, provider, item, {count} as Rows, (checked_at at time zone 'Asia/Shanghai')::date as Since
              from collection.submission where {which} and checked_at is not null and {SeenBy.Sql("provider")}
             order by checked_at limit {MostLines}
            """, SeenBy.Parameters(caller, Permission.RunDesk), cancellationToken: ct));

    private async Task<IEnumerable<DeskLine>> UnconfirmedAsync(NpgsqlConnection connection, Func<string, string> nameOf, Caller caller, CancellationToken ct)
    {
        var cycles = (await catalogue.CurrentAsync(ct)).Pack.Items
            .Where(i => i.Update.Unit == Model.Catalogue.UpdateUnit.WorkingDays).ToDictionary(i => i.Code, i => i.Update.Count);
        var parameters = new DynamicParameters(SeenBy.Parameters(caller, Permission.RunDesk));
        parameters.AddDynamicParams(new { items = cycles.Keys.ToArray() });
        var rows = await connection.QueryAsync<Unconfirmed>(new CommandDefinition($"""
            select coalesce(authority, provider) as Provider, item, decided_on as DecidedOn, count(*) as Records
              from records.record
             where state = 'current' and nature = 'adverse' and not confirmed and decided_on is not null and item = any (@items)
               and {SeenBy.Sql("coalesce(authority, provider)")}
             group by 1, 2, 3 order by 3 limit {MostLines}
            """, parameters, cancellationToken: ct));
        return rows.Select(r => new DeskLine(nameOf(r.Provider), r.Item, r.Records, Calendar.Due(r.DecidedOn, cycles[r.Item]).DueOn));
    }

    private async Task<DeskTask> ReportsAsync(Caller caller, CancellationToken ct)
    {
        var today = clock.Today;
        var cells = (await coverage.OfAsync(today.AddMonths(-1), caller, ct)).Concat(await coverage.OfAsync(today, caller, ct)).ToList();
        return Of(DeskTaskKind.Reports,
        [
            .. cells.Where(c => c.Overdue > 0).Select(c => new DeskLine(c.ProviderName, c.Item, c.Overdue,
                c.Arrivals.Where(a => a.State == Model.Assessment.ArrivalState.Overdue).Min(a => a.DueOn))),
            .. cells.Where(c => c.NextDue == today).Select(c => new DeskLine(c.ProviderName, c.Item, 1, today)),
        ]);
    }

    // The clocks of cases, of the units the caller watches over.
    private async Task<DeskTask> DeadlinesAsync(Func<string, string> nameOf, Caller caller, CancellationToken ct) =>
        Of(DeskTaskKind.Deadlines,
        [
            .. (await cases.ListAsync(new CaseReader.Question { Most = MostLines }, caller, ct)).Items.Where(c => c.Clock is not null)
                .Select(c => new DeskLine(c.Body is { } body ? nameOf(body) : "信用中心", $"{c.Number} {ClockOf(c)}", 1, c.DueOn, c.Id) { Procedure = c.Procedure }),
        ]);

    private string ClockOf(CaseListed listed) =>
        procedures.FirstOrDefault(p => p.Code == listed.Procedure)?.ClockOf(listed.Clock!)?.Name ?? listed.Clock!;

    private async Task<DeskTask> GrantsAsync(Caller caller, CancellationToken ct)
    {
        var counts = (await staff.ListAsync(null, caller, ct)).Where(s => s.Soon + s.Lapsed > 0).ToList();
        return new DeskTask(DeskTaskKind.Grants, counts.Sum(s => s.Lapsed), 0, counts.Sum(s => s.Soon),
            [.. counts.Select(s => new DeskLine(s.Name, s.Code, s.Soon + s.Lapsed, null))]);
    }

    /// <param name="byLine">Whether each line counts as one, whatever it holds.</param>
    private DeskTask Of(DeskTaskKind kind, IReadOnlyList<DeskLine> lines, bool byLine = false)
    {
        var today = clock.Today;
        long Count(Func<DeskLine, bool> which) => lines.Where(which).Sum(l => byLine ? 1 : l.Count);
        return new DeskTask(kind, Count(l => l.DueOn < today), Count(l => l.DueOn == today), Count(l => !(l.DueOn <= today)),
            [.. lines.OrderBy(l => l.DueOn ?? DateOnly.MaxValue)]);
    }

    private static DeskTask Simple(DeskTaskKind kind, long count) => new(kind, 0, count, 0, []);

    private DateOnly? DueOn(string rule, DateOnly from) =>
        jurisdiction.Law.Due(rule, jurisdiction.Profile, from).TryGet(out var due) ? due.DueOn : null;

    private LegalCalendar Calendar => jurisdiction.Law.CalendarOf(jurisdiction.Profile);
}
