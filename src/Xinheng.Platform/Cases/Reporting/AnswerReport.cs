using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.Cases.Reporting;

/// <summary>说明情况: the unit that was asked says what it knows. It decides nothing, and learns nobody's name.</summary>
public sealed class AnswerReport(Journal.Journal journal, ReportTable table)
{
    private const int Longest = 4_000;

    public sealed record Command(Guid Report, string Words);

    public async Task<Result<ReportRow>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.AnswerReport, ct);
        if (await table.TakeAsync(work, command.Report, ct) is not { } report || !ReportInHand.MayAnswer(caller, report.Row))
        {
            return ReportInHand.NotFound;
        }

        if ((report.Refuse("answer") ?? ReportTable.Problem(command.Words, Longest, "words", "说明", null)) is { } refusal)
        {
            return refusal;
        }

        var gone = await report.GoAsync("answer", report.Row with { Answer = command.Words }, ct);
        if (!gone.IsRefused)
        {
            await work.CommitAsync(ct);
        }

        return gone;
    }
}
