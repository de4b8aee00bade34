using Dapper;
using Xinheng.Model.Assessment;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Assessment.Reporting;

/// <summary>What a maker still has to hand in, and who in a department answers for it.</summary>
public sealed class ReportsDue(Database database, Coverage coverage, Clock clock)
{
    private const int MonthsBack = 3;
    private const int DaysAhead = 7;

    /// <param name="Month">First day of the month the periods end in.</param>
    /// <param name="RemindedAt">When the centre last asked for it.</param>
    public sealed record Entry(DateOnly Month, CoverageCell Cell, DateTime? RemindedAt)
    {
        public bool IsOverdue => Cell.State is ArrivalState.Overdue;
    }

    private sealed record Reminder(string Item, DateOnly Month, DateTime At);

    /// <summary>The caller's own: overdue since months, and what is due within a week; the oldest first.</summary>
    public async Task<IReadOnlyList<Entry>> OwnAsync(Caller caller, CancellationToken ct)
    {
        if (caller.Actor.Organisation is not { } provider || !caller.May(Permission.Submit, provider))
        {
            return [];
        }

        var today = clock.Today;
        var now = new DateOnly(today.Year, today.Month, 1);
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var reminders = (await connection.QueryAsync<Reminder>(new CommandDefinition("""
            select item, month, max(reminded_at) as At from assessment.reminder where provider = @provider and month >= @from group by item, month
            """, new { provider, from = now.AddMonths(-MonthsBack) }, cancellationToken: ct))).ToDictionary(r => (r.Item, r.Month), r => r.At);
        List<Entry> entries = [];
        for (var month = now.AddMonths(-MonthsBack); month <= now; month = month.AddMonths(1))
        {
            entries.AddRange((await coverage.OfAsync(month, caller, provider, null, ct))
                .Where(cell => cell.State is ArrivalState.Overdue || cell.Arrivals.Any(a => a.MayReportNothing(today)) || cell.NextDue <= today.AddDays(DaysAhead))
                .Select(cell => new Entry(month, cell, reminders.TryGetValue((cell.Item, month), out var at) ? at : null)));
        }

        return entries;
    }

    /// <summary>Names of the accounts that hand in for a department today: whom to call.</summary>
    public async Task<ILookup<string, string>> ResponsibleAsync(IEnumerable<string> providers, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<(string Organisation, string Name)>(new CommandDefinition("""
            select distinct a.organisation, a.name
              from people.account a join people.role_grant g on g.account = a.id
             where a.organisation = any (@codes) and a.ended_in is null and g.role = @role and g.revoked_at is null and g.lapses_at > @now
             order by 1, 2
            """, new { codes = providers.Distinct().ToArray(), role = nameof(Role.Maker), now = clock.Now }, cancellationToken: ct)))
            .ToLookup(r => r.Organisation, r => r.Name);
    }

    /// <summary>When the centre asked for an item of a month, the newest first.</summary>
    public async Task<IReadOnlyList<DateTime>> RemindersAsync(string provider, string item, DateOnly month, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<DateTime>(new CommandDefinition("""
            select reminded_at from assessment.reminder where (provider, item, month) = (@provider, @item, @month) order by reminded_at desc
            """, new { provider, item, month }, cancellationToken: ct))).AsList();
    }
}
