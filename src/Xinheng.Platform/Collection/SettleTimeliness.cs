using Dapper;
using Npgsql;
using Xinheng.Model.Law;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Collection;

/// <summary>
/// A year's calendar has come: rows that awaited it were handed in on time or late after all, and count so from now on.
/// Changes nothing evidential; run again, it finds nothing left.
/// </summary>
public sealed class SettleTimeliness(Database database, LawHistory history, Jurisdiction jurisdiction)
{
    public const string Job = "collection.settle-timeliness";

    private sealed record Awaiting(Guid Submission, DateOnly DecidedOn, DateOnly ReceivedOn, int WorkingDays, int AwaitsYear, long Rows);

    /// <summary>Returns how many rows are no longer awaited.</summary>
    public async Task<long> RunAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        if (!await AnyAsync(connection, ct) || await history.NowAsync(ct) is not { } law)
        {
            return 0;
        }

        // What is on record and not this program's own book: another program may have loaded the year.
        var calendar = law.CalendarOf(law.Profile(jurisdiction.Profile.Code).Value);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // A submission in a pass is left to the next day's turn: the pass itself may write these rows anew.
        var awaiting = await connection.QueryAsync<Awaiting>(new CommandDefinition("""
            select a.submission as Submission, a.decided_on as DecidedOn, (s.received_at at time zone 'Asia/Shanghai')::date as ReceivedOn,
                   a.working_days as WorkingDays, a.awaits_year as AwaitsYear, a.rows as Rows
              from collection.awaiting_calendar a join collection.submission s on s.id = a.submission
             order by a.submission, a.decided_on
               for update skip locked
            """, transaction: transaction, cancellationToken: ct));
        var counted = awaiting.Select(a => (Row: a, Deadline: calendar.Due(a.DecidedOn, a.WorkingDays))).ToList();
        await SettleAsync(connection, [.. counted.Where(c => c.Deadline.DueOn is not null)], ct);
        await AwaitOtherAsync(connection, [.. counted.Where(c => c.Deadline.AwaitsYear is { } year && year != c.Row.AwaitsYear)], ct);
        await transaction.CommitAsync(ct);
        return counted.Where(c => c.Deadline.DueOn is not null).Sum(c => c.Row.Rows);
    }

    public JobKind AsJob() => new(Job, (_, ct) => RunAsync(ct));

    /// <summary>As a job: a check under way may hold its submission for minutes.</summary>
    internal static async Task HearAsync(Work work, LawLoaded loaded, CancellationToken ct)
    {
        if (loaded.Years.Count > 0 && await AnyAsync(work.Connection, ct))
        {
            await work.EnqueueAsync(Job, new { loading = loaded.Loading }, ct);
        }
    }

    private static Task<bool> AnyAsync(NpgsqlConnection connection, CancellationToken ct) => connection.ExecuteScalarAsync<bool>(
        new CommandDefinition("select exists (select from collection.awaiting_calendar)", cancellationToken: ct));

    private static Task SettleAsync(NpgsqlConnection connection, List<(Awaiting Row, Deadline Deadline)> settled, CancellationToken ct)
    {
        var sums = settled.GroupBy(s => s.Row.Submission).Select(group => (
            Submission: group.Key,
            OnTime: group.Where(s => s.Row.ReceivedOn <= s.Deadline.DueOn).Sum(s => s.Row.Rows),
            Late: group.Where(s => s.Row.ReceivedOn > s.Deadline.DueOn).Sum(s => s.Row.Rows))).ToList();
        return connection.ExecuteAsync(new CommandDefinition("""
            delete from collection.awaiting_calendar a using unnest(@rows, @dates::date[]) as t (submission, decided_on)
             where (a.submission, a.decided_on) = (t.submission, t.decided_on);
            update collection.submission s set on_time = s.on_time + t.on_time, late = s.late + t.late
              from unnest(@submissions, @onTime, @late) as t (submission, on_time, late)
             where s.id = t.submission
            """, new
        {
            rows = settled.Select(s => s.Row.Submission).ToArray(),
            dates = settled.Select(s => s.Row.DecidedOn).ToArray(),
            submissions = sums.Select(s => s.Submission).ToArray(),
            onTime = sums.Select(s => s.OnTime).ToArray(),
            late = sums.Select(s => s.Late).ToArray(),
        }, cancellationToken: ct));
    }

    private static Task AwaitOtherAsync(NpgsqlConnection connection, List<(Awaiting Row, Deadline Deadline)> others, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition("""
            update collection.awaiting_calendar a set awaits_year = t.year
              from unnest(@rows, @dates::date[], @years) as t (submission, decided_on, year)
             where (a.submission, a.decided_on) = (t.submission, t.decided_on)
            """, new
        {
            rows = others.Select(s => s.Row.Submission).ToArray(),
            dates = others.Select(s => s.Row.DecidedOn).ToArray(),
            years = others.Select(s => s.Deadline.AwaitsYear!.Value).ToArray(),
        }, cancellationToken: ct));
}
