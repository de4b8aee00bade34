using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.Cases.Reporting;

/// <summary>受理或者不予受理: the operator takes it up, or says why not; the reporter reads it.</summary>
public sealed class AcceptReport(Journal.Journal journal, ReportTable table, ReportSeals seals)
{
    private const int Longest = 1_000;

    /// <param name="Reason">Why not; null: taken up.</param>
    public sealed record Command(Guid Report, string? Reason);

    public async Task<Result<ReportRow>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.AcceptReport, ct);
        if (await table.TakeAsync(work, command.Report, ct) is not { } report || !ReportInHand.MayHandle(caller, report.Row))
        {
            return ReportInHand.NotFound;
        }

        var step = command.Reason is null ? "accept" : "decline";
        if (report.Refuse(step) is { } refusal)
        {
            return refusal;
        }

        if (command.Reason is { } reason && ReportTable.Problem(
            reason, Longest, "reason", "不予受理的理由", await seals.IdentityAsync(work, report.Row.Id, ct)) is { } problem)
        {
            return problem;
        }

        var gone = await report.GoAsync(step, report.Row with { OutcomeWords = command.Reason }, ct);
        if (!gone.IsRefused)
        {
            await work.CommitAsync(ct);
        }

        return gone;
    }
}
