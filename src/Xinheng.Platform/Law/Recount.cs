using Xinheng.Model.Law;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Law;

/// <summary>
/// Counts again the open deadlines whose way leads through years that came, changed or ended. One whose last day has passed
/// stays as it was: nobody is made late, or in time, by hindsight.
/// </summary>
internal static class Recount
{
    private const int AtOnce = 5_000;

    /// <summary>How many were given a date they awaited, and how many got another.</summary>
    public static async Task<(int Counted, int Moved)> RunAsync(
        Work work, int loading, LawBook law, IReadOnlyList<(string Calendar, int Year)> years, DateOnly today, CancellationToken ct)
    {
        var (counted, moved) = (0, 0);
        if (years.Count == 0)
        {
            return (counted, moved);
        }

        for (var after = Guid.Empty; ;)
        {
            var part = await ReadAsync(work, years, today, after, ct);
            List<(DeadlineOnRecord Before, Deadline After)> changed = [];
            foreach (var row in part)
            {
                var due = law.Calendars.TryGetValue(row.Calendar, out var calendar)
                    ? row.Count(calendar)
                    : Deadline.Awaiting(row.StartedOn, row.StartedOn.Year, row.Calendar);
                if ((due.DueOn, due.AwaitsYear) != (row.DueOn, row.AwaitsYear))
                {
                    changed.Add((row, due));
                }
            }

            await WriteAsync(work, loading, changed, ct);
            counted += changed.Count(c => c.Before.DueOn is null && c.After.DueOn is not null);
            moved += changed.Count(c => c.Before.DueOn is not null);
            if (part.Count < AtOnce)
            {
                return (counted, moved);
            }

            after = part[^1].Id;
        }
    }

    private static Task<IReadOnlyList<DeadlineOnRecord>> ReadAsync(
        Work work, IReadOnlyList<(string Calendar, int Year)> years, DateOnly today, Guid after, CancellationToken ct) =>
        work.ListAsync<DeadlineOnRecord>($"""
            select {DeadlineOnRecord.Columns} from law.deadline d
             where d.ended_at is null and (d.awaits_year is not null or d.due_on >= @today) and d.id > @after
               and exists (select from unnest(@calendars, @years) as t (calendar, year)
                            where t.calendar = d.calendar
                              and t.year between extract(year from d.started_on) and coalesce(d.awaits_year, extract(year from d.due_on)))
             order by d.id limit {AtOnce}
               for update of d
            """, new
        {
            today, after,
            calendars = years.Select(y => y.Calendar).ToArray(), years = years.Select(y => y.Year).ToArray(),
        }, ct);

    private static async Task WriteAsync(
        Work work, int loading, List<(DeadlineOnRecord Before, Deadline After)> changed, CancellationToken ct)
    {
        if (changed.Count == 0)
        {
            return;
        }

        await work.ExecuteAsync("""
            insert into law.deadline_change (deadline, loading, was_due_on, was_awaiting, due_on, awaits_year)
            select d.id, @loading, d.due_on, d.awaits_year, t.due_on, t.awaits_year
              from unnest(@ids, @dues::date[], @years::int[]) as t (id, due_on, awaits_year) join law.deadline d on d.id = t.id;
            update law.deadline d
               set due_on = t.due_on, awaits_year = t.awaits_year, calendar_version = t.version, counted_in = @loading
              from unnest(@ids, @dues::date[], @years::int[], @versions) as t (id, due_on, awaits_year, version)
             where d.id = t.id
            """, new
        {
            loading,
            ids = changed.Select(c => c.Before.Id).ToArray(),
            dues = changed.Select(c => c.After.DueOn).ToArray(),
            years = changed.Select(c => c.After.AwaitsYear).ToArray(),
            versions = changed.Select(c => c.After.Calendar).ToArray(),
        }, ct);
    }
}
