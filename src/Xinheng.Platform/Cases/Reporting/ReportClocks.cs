using Xinheng.Model.Foundation;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Cases.Reporting;

/// <summary>A report's clocks, by the rules of the day it came in.</summary>
public sealed class ReportClocks(Deadlines deadlines, DeadlinePauses pauses)
{
    internal async Task<Result<Done>> TakeAsync(Work work, ReportRow row, Step step, DateOnly today, CancellationToken ct)
    {
        if (step.Pauses && (await DeadlinePauses.StopAsync(work, ReportInHand.Kind, row.Id, today, ct)) is { IsRefused: true } late)
        {
            return Result<Done>.Refuse(late.Refusals);
        }

        if (step.Resumes)
        {
            await pauses.ResumeAsync(work, ReportInHand.Kind, row.Id, today, ct);
        }

        foreach (var clock in step.Meets)
        {
            if (await FindAsync(work, row, clock, ct) is { } open && await Deadlines.MeetAsync(work, open, today, ct) is { IsRefused: true } refused)
            {
                return Result<Done>.Refuse(refused.Refusals);
            }
        }

        foreach (var clock in step.Lapses.Concat(step.To is { IsClosed: true } ? row.Procedure.Clocks : []).Distinct())
        {
            if (await FindAsync(work, row, clock, ct) is { } open && await Deadlines.LapseAsync(work, open, ct) is { IsRefused: true } refused)
            {
                return Result<Done>.Refuse(refused.Refusals);
            }
        }

        foreach (var clock in step.Starts)
        {
            // A place without the rule has no clock for it; the pages say so.
            _ = await deadlines.SetAsync(work, new Deadlines.Start(ReportInHand.Kind, row.Id, clock.Rule, clock.Fact, today, row.FiledOn), ct);
        }

        return default(Done);
    }

    private static async Task<DeadlineId?> FindAsync(Work work, ReportRow row, ClockOf clock, CancellationToken ct) =>
        await work.FindAsync<Guid?>("""
            select id from law.deadline where kind = @kind and about = @Id and rule = @Rule and ended_at is null
            """, new { kind = ReportInHand.Kind, row.Id, clock.Rule }, ct) is { } id ? new DeadlineId(id) : null;
}
