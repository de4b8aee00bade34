using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Cases.Reporting;

/// <summary>请补充: a question to the reporter, under seal; the clocks stand still until the answer, or until nobody waits for it any longer.</summary>
public sealed class AskReporter(Journal.Journal journal, ReportTable table, ReportSeals seals, Clock clock)
{
    private const int Longest = 1_000;

    /// <param name="Words">What is asked, or why nobody waits any longer.</param>
    /// <param name="GoesOn">No answer came: handled with what there is.</param>
    public sealed record Command(Guid Report, string Words, bool GoesOn = false);

    public async Task<Result<ReportRow>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.AskReporter, ct);
        if (await table.TakeAsync(work, command.Report, ct) is not { } report || !ReportInHand.MayHandle(caller, report.Row))
        {
            return ReportInHand.NotFound;
        }

        var step = command.GoesOn ? "go-on" : "ask";
        if ((report.Refuse(step) ?? ReportTable.Problem(command.Words, Longest, "words", command.GoesOn ? "理由" : "要补充什么", null)) is { } refusal)
        {
            return refusal;
        }

        await seals.AddAsync(work, report.Row.Id, fromReporter: false, command.Words, clock.Today, ct);
        var gone = await report.GoAsync(step, report.Row, ct);
        if (!gone.IsRefused)
        {
            await work.CommitAsync(ct);
        }

        return gone;
    }
}
