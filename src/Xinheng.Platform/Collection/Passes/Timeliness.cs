using Dapper;
using Npgsql;
using Xinheng.Model.Collection;
using Xinheng.Model.Law;

namespace Xinheng.Platform.Collection.Passes;

/// <summary>
/// Counts the facts handed in within the item's cycle, and those handed in later, and remembers which of those in
/// time would be late first.
/// </summary>
internal sealed class Timeliness(SubmissionTerms terms)
{
    private readonly ReportingClock clock = new(terms.Item.Update, terms.Law.CalendarOf(terms.Profile));
    private readonly Dictionary<DateOnly, Deadline> known = [];
    private readonly Dictionary<DateOnly, long> awaiting = [];
    private DateOnly? firstDue;
    private long onTime;
    private long late;

    /// <summary>Counts nothing where the item has no cycle in days or the row no date; apart what awaits a year's calendar.</summary>
    public void Count(DateOnly? decidedOn)
    {
        if (decidedOn is not { } date || !clock.Runs)
        {
            return;
        }

        if (!known.TryGetValue(date, out var deadline))
        {
            known[date] = deadline = clock.DueOn(date)!;
        }

        if (deadline.DueOn is not { } due)
        {
            awaiting[date] = awaiting.GetValueOrDefault(date) + 1;
        }
        else if (terms.ReceivedOn <= due)
        {
            onTime++;
            firstDue = firstDue < due ? firstDue : due;
        }
        else
        {
            late++;
        }
    }

    /// <summary>Adds to what earlier rounds counted; what the first round foresaw is forgotten.</summary>
    public async Task WriteAsync(NpgsqlConnection connection, Submission submission, CancellationToken ct)
    {
        await connection.ExecuteAsync(new CommandDefinition("""
            delete from collection.awaiting_calendar a using collection.submission s
             where a.submission = @Id and s.id = @Id and s.rounds = 0;
            update collection.submission
               set on_time = case when rounds = 0 then 0 else on_time end + @onTime,
                   late = case when rounds = 0 then 0 else late end + @late,
                   due_on = @firstDue
             where id = @Id
            """, new { submission.Id, onTime, late, firstDue }, cancellationToken: ct));
        if (awaiting.Count > 0)
        {
            await connection.ExecuteAsync(new CommandDefinition("""
                insert into collection.awaiting_calendar as a (submission, decided_on, working_days, awaits_year, rows)
                select @Id, decided_on, @cycle, awaits_year, rows
                  from unnest(@dates::date[], @years, @rows) as t (decided_on, awaits_year, rows)
                    on conflict (submission, decided_on) do update set rows = a.rows + excluded.rows
                """, new
            {
                submission.Id,
                cycle = terms.Item.Update.Count,
                dates = awaiting.Keys.ToArray(),
                years = awaiting.Keys.Select(date => known[date].AwaitsYear!.Value).ToArray(),
                rows = awaiting.Values.ToArray(),
            }, cancellationToken: ct));
        }
    }
}
