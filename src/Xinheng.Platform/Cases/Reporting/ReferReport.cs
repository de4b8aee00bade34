using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.Cases.Reporting;

/// <summary>转请单位说明: the unit reads what the operator wrote for it, never what the reporter wrote.</summary>
public sealed class ReferReport(Journal.Journal journal, ReportTable table, ReportSeals seals)
{
    private const int Longest = 2_000;

    /// <param name="Redacted">Without anything that tells who reported.</param>
    public sealed record Command(Guid Report, string Unit, string Redacted);

    public async Task<Result<ReportRow>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.ReferReport, ct);
        if (await table.TakeAsync(work, command.Report, ct) is not { } report || !ReportInHand.MayHandle(caller, report.Row))
        {
            return ReportInHand.NotFound;
        }

        List<Refusal> problems = [];
        if (report.Refuse("refer") is { } stage)
        {
            problems.Add(stage);
        }

        if (!await work.FindAsync<bool>("select exists (select from people.organisation where code = @Unit)", command, ct))
        {
            problems.Add(Refusal.Invalid("cases.report.asked-unit", "请选择一个已登记的单位。", "unit"));
        }

        if (ReportTable.Problem(command.Redacted, Longest, "redacted", "给单位看的内容", await seals.IdentityAsync(work, report.Row.Id, ct)) is { } problem)
        {
            problems.Add(problem);
        }

        if (problems.Count > 0)
        {
            return Result<ReportRow>.Refuse(problems);
        }

        var gone = await report.GoAsync("refer", report.Row with { Asked = command.Unit, Redacted = command.Redacted, Answer = null }, ct);
        if (!gone.IsRefused)
        {
            await work.CommitAsync(ct);
        }

        return gone;
    }
}
