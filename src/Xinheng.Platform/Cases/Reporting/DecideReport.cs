using Xinheng.Model.Cases.Reporting;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.Cases.Reporting;

/// <summary>
/// 办结: founded, unfounded, or passed on to whom it concerns. It writes no record about anybody and applies no measure; that takes
/// the body in charge, by its own procedure.
/// </summary>
public sealed class DecideReport(Journal.Journal journal, ReportTable table, ReportSeals seals)
{
    private const int Longest = 2_000;
    private const int LongestPublic = 300;

    /// <param name="Words">What the reporter is told.</param>
    /// <param name="Public">A complaint that is upheld: what everybody may read of it, without persons.</param>
    /// <param name="Responsibility">An incident that is upheld: who answers for it, and what was done.</param>
    /// <param name="To">To whom it is passed on.</param>
    public sealed record Command(Guid Report, ReportOutcome Outcome, string Words, string? Public, string? Responsibility, string? To);

    public async Task<Result<ReportRow>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.DecideReport, ct);
        if (await table.TakeAsync(work, command.Report, ct) is not { } report || !ReportInHand.MayHandle(caller, report.Row))
        {
            return ReportInHand.NotFound;
        }

        var step = command.Outcome switch
        {
            ReportOutcome.Founded => "found",
            ReportOutcome.Unfounded => "dismiss",
            _ => "pass-on",
        };
        var row = report.Row;
        var founded = command.Outcome == ReportOutcome.Founded;
        var published = founded && row.Of == ReportKind.Complaint ? command.Public : null;
        var responsibility = founded && row.About.IsIncident ? command.Responsibility : null;
        var to = command.Outcome == ReportOutcome.PassedOn ? command.To : null;
        var hidden = await seals.IdentityAsync(work, row.Id, ct);
        List<Refusal> problems =
        [
            .. new[]
            {
                report.Refuse(step),
                ReportTable.Problem(command.Words, Longest, "words", "答复", hidden),
                founded && row.Of == ReportKind.Complaint ? ReportTable.Problem(published ?? "", LongestPublic, "public", "公开的事由和结果", hidden) : null,
                founded && row.About.IsIncident ? ReportTable.Problem(responsibility ?? "", Longest, "responsibility", "谁负责、怎样处理", hidden) : null,
                command.Outcome == ReportOutcome.PassedOn ? ReportTable.Problem(to ?? "", LongestPublic, "to", "移送给谁", hidden) : null,
            }.OfType<Refusal>(),
        ];
        if (problems.Count > 0)
        {
            return Result<ReportRow>.Refuse(problems);
        }

        var gone = await report.GoAsync(step, row with
        {
            OutcomeWords = command.Words,
            PublicWords = published,
            Responsibility = responsibility,
            PassedTo = to,
        }, ct);
        if (!gone.IsRefused)
        {
            await work.CommitAsync(ct);
        }

        return gone;
    }
}
