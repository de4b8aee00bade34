using Dapper;
using Npgsql;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Collection;
using Xinheng.Model.Law;

namespace Xinheng.Platform.Collection.Passes;

/// <summary>
/// Counts the facts handed in within the item's cycle, and those handed in later. For the ten administrative acts the cycle
/// is seven working days from the decision, the day of the decision being day 0 (发改办财金〔2018〕424号).
/// </summary>
internal sealed class Timeliness(SubmissionTerms terms)
{
    private readonly Dictionary<DateOnly, Deadline> known = [];
    private readonly Dictionary<DateOnly, long> awaiting = [];
    private long onTime;
    private long late;

    /// <summary>Counts nothing where the item has no cycle in days or the row no date; apart what awaits a year's calendar.</summary>
    public void Count(DateOnly? decidedOn)
    {
        if (decidedOn is not { } date || terms.Item.Update.Unit is not (UpdateUnit.WorkingDays or UpdateUnit.Days))
        {
            return;
        }

        if (!known.TryGetValue(date, out var deadline))
        {
            known[date] = deadline = terms.Item.Update.Unit == UpdateUnit.Days
                ? Deadline.Due(date, date.AddDays(terms.Item.Update.Count), "")
                : terms.Law.CalendarOf(terms.Profile).Due(date, terms.Item.Update.Count);
        }

        if (deadline.DueOn is not { } due)
        {
            awaiting[date] = awaiting.GetValueOrDefault(date) + 1;
        }
        else if (terms.ReceivedOn <= due)
        {
            onTime++;
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
                   late = case when rounds = 0 then 0 else late end + @late
             where id = @Id
            """, new { submission.Id, onTime, late }, cancellationToken: ct));
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
