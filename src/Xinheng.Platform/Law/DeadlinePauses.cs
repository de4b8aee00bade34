using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Law;

/// <summary>Clocks that stand still and go on: while they stand nobody is late, and the days do not count afterwards.</summary>
public sealed class DeadlinePauses(JurisdictionProfile place)
{
    private readonly RecordedLaw recorded = new();

    /// <summary>Stops every running clock of one thing; one that has run out already stays late.</summary>
    /// <returns>How many were stopped.</returns>
    public static async Task<Result<int>> StopAsync(Work work, string kind, Guid about, DateOnly on, CancellationToken ct)
    {
        var running = await OpenAsync(work, kind, about, ct);
        if (running.Any(row => row.IsOverdue(on)))
        {
            return Refusal.Conflict("law.deadline-run-out", "有期限已经届满，不能再中止计算。请先办理，逾期情况照记。");
        }

        return await work.ExecuteAsync("""
            update law.deadline set paused_after = paused_after || @on, due_on = null, awaits_year = null
             where kind = @kind and about = @about and ended_at is null and cardinality(paused_after) = cardinality(paused_through)
            """, new { kind, about, on }, ct);
    }

    /// <summary>Lets them go on: each is counted again by the calendar known today.</summary>
    public async Task ResumeAsync(Work work, string kind, Guid about, DateOnly on, CancellationToken ct)
    {
        var (loading, law) = await recorded.HoldAsync(work, ct);
        var calendar = law.CalendarOf(law.Profile(place.Code).Value);
        foreach (var row in (await OpenAsync(work, kind, about, ct)).Where(row => row.IsPaused))
        {
            var going = row with { PausedThrough = [.. row.PausedThrough, on] };
            var due = going.Count(calendar);
            await work.ExecuteAsync("""
                update law.deadline
                   set paused_through = @PausedThrough, due_on = @DueOn, awaits_year = @AwaitsYear, calendar_version = @Calendar, counted_in = @loading
                 where id = @Id
                """, new { row.Id, going.PausedThrough, due.DueOn, due.AwaitsYear, due.Calendar, loading }, ct);
        }
    }

    private static Task<IReadOnlyList<DeadlineOnRecord>> OpenAsync(Work work, string kind, Guid about, CancellationToken ct) =>
        work.ListAsync<DeadlineOnRecord>(
            $"select {DeadlineOnRecord.Columns} from law.deadline where kind = @kind and about = @about and ended_at is null order by id for update",
            new { kind, about }, ct);
}
