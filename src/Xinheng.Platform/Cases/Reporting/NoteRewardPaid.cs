using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Cases.Reporting;

/// <summary>发放: on which day a reward that was granted was paid. To whom stands nowhere.</summary>
public sealed class NoteRewardPaid(Journal.Journal journal, ReportTable table, Clock clock)
{
    public sealed record Command(Guid Report, DateOnly On);

    public async Task<Result<ReportRow>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.NoteRewardPaid, ct);
        if (await table.TakeAsync(work, command.Report, ct) is not { } report || !ReportInHand.MayHandle(caller, report.Row))
        {
            return ReportInHand.NotFound;
        }

        var row = report.Row;
        if (row is not { RewardGranted: true, RewardPaidOn: null })
        {
            return Refusal.Conflict("cases.report.no-reward-due", "没有等待发放的奖励。");
        }

        if (command.On < row.RewardOn || command.On > clock.Today)
        {
            return Refusal.Invalid("cases.report.paid-on", $"发放日期应在 {row.RewardOn:yyyy-MM-dd} 到今天之间。", "on");
        }

        var changed = row with { RewardPaidOn = command.On };
        await report.NoteAsync("reward-paid", changed, null, ct);
        await work.CommitAsync(ct);
        return changed;
    }
}
