using System.Net;
using Xinheng.Model.Cases.Reporting;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Platform.Cases.Reporting.Reading;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Cases.Reporting;

/// <summary>The reporter answers what was asked, or takes the report back; shown by the receipt code or under one's own, and named in no log.</summary>
public sealed class ReplyToQuestion(Journal.Journal journal, ReportTable table, ReportSeals seals, FollowedReports followed, Clock clock)
{
    private const int Longest = 2_000;

    /// <param name="Words">The answer; null: taken back.</param>
    public sealed record Command(ReportKey Key, string? Words);

    public async Task<Result<ReportRow>> RunAsync(Command command, IPAddress address, CancellationToken ct)
    {
        var shown = await followed.OpenAsync(command.Key, address, ct);
        if (!shown.TryGet(out var id))
        {
            return Result<ReportRow>.Refuse(shown.Refusals);
        }

        await using var work = await journal.OpenAsync(Reporter.Unnamed, Power.ReplyToQuestion, ct);
        var report = (await table.TakeAsync(work, id, ct))!;
        var step = command.Words is null ? "take-back" : "reply";
        if (report.Refuse(step) is { } refusal)
        {
            return refusal;
        }

        if (command.Words is { } words)
        {
            if (ReportTable.Problem(words, Longest, "words", "补充的内容", null) is { } problem)
            {
                return problem;
            }

            await seals.AddAsync(work, id, fromReporter: true, words, clock.Today, ct);
        }

        var gone = await report.GoAsync(step, report.Row, ct);
        if (!gone.IsRefused)
        {
            await work.CommitAsync(ct);
        }

        return gone;
    }
}
