using Xinheng.Model.Cases.Reporting;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.Cases.Reporting;

/// <summary>查看是谁: the one way behind the seal, for whoever handles it, with a reason; each look stands in the log and on the report.</summary>
public sealed class RevealReporter(Journal.Journal journal, ReportTable table, ReportSeals seals)
{
    private const int Longest = 200;

    public sealed record Command(Guid Report, string Reason);

    public async Task<Result<Reporter>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.RevealReporter, ct);
        if (await table.TakeAsync(work, command.Report, ct) is not { } report || !ReportInHand.MayHandle(caller, report.Row))
        {
            return ReportInHand.NotFound;
        }

        if (await seals.IdentityAsync(work, report.Row.Id, ct) is not { } who)
        {
            return Refusal.NotFound("cases.report.anonymous", "这件举报是匿名的，平台也不知道是谁。有话要问，可以在办理页面请对方补充。");
        }

        if (ReportTable.Problem(command.Reason, Longest, "reason", "查看的理由", who) is { } problem)
        {
            return problem;
        }

        await report.NoteAsync("reveal", report.Row, command.Reason, ct);
        await work.CommitAsync(ct);
        return who;
    }
}
