using Xinheng.Model.Assessment;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Assessment.Reporting;

/// <summary>零报告: a department's maker says that there was nothing to hand in. It counts as arrived; data that comes later counts instead of it.</summary>
public sealed class ReportNothing(Journal.Journal journal, Coverage coverage, Clock clock)
{
    /// <param name="Month">Any day of the month whose periods are meant: all of them that are over and empty.</param>
    public sealed record Command(string Item, DateOnly Month);

    /// <summary>For which periods it was said.</summary>
    public async Task<Result<IReadOnlyList<ReportingPeriod>>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (caller.Actor.Organisation is not { } provider || !caller.May(Permission.Submit, provider, command.Item))
        {
            return Refusal.Forbidden("assessment.not-maker", "零报告由本单位的数据管理员办理。");
        }

        var today = clock.Today;
        var cell = (await coverage.OfAsync(command.Month, caller, provider, command.Item, ct)).FirstOrDefault();
        var open = (cell?.Arrivals ?? []).Where(a => a.MayReportNothing(today)).Select(a => a.Period).ToList();
        if (open.Count == 0)
        {
            return cell is null || cell.Arrivals.Count == 0
                ? Refusal.NotFound("assessment.nothing-due", $"信息项 {command.Item} 在{command.Month:yyyy年M月}没有应报的周期，无须零报告。")
                : cell.Arrivals.Any(a => a.State == ArrivalState.Open)
                    ? Refusal.Conflict("assessment.period-not-over", $"{cell.Arrivals[^1].Period}还没有结束。没有数据的，请在最后一天或以后零报告；有数据的请报送。")
                    : Refusal.Conflict("assessment.already-reported", $"信息项 {command.Item} 在{command.Month:yyyy年M月}已经报到，无须再零报告。");
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.ReportNothing, ct);
        var said = await work.ExecuteAsync("""
            insert into assessment.nothing_reported (provider, item, period_from, period_to, entry, reported_by, reported_at)
            select @provider, @Item, f, t, @entry, @by, @At from unnest(@froms::date[], @tos::date[]) as p (f, t)
                on conflict do nothing
            """, new
        {
            provider, command.Item, entry = work.Entry.Value, by = caller.Actor.Identity, work.At,
            froms = open.Select(p => p.From).ToArray(), tos = open.Select(p => p.To).ToArray(),
        }, ct);
        if (said == 0)
        {
            return Refusal.Conflict("assessment.already-reported", $"信息项 {command.Item} 在{command.Month:yyyy年M月}已经报到，无须再零报告。");
        }

        work.Tell(new { provider, item = command.Item, periods = open.Select(p => new { from = p.From, to = p.To }) });
        await work.CommitAsync(ct);
        return open;
    }
}
