using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Records;
using Xinheng.Platform.Cases.Objecting.Telling;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Records;
using Xinheng.Platform.Records.Moving;

namespace Xinheng.Platform.Cases.Objecting.Reviewing;

/// <summary>
/// What came of review or suit. A revoked decision takes its record out of every view in this one act; an objection that was open has nothing left to answer and is closed, and
/// whoever had read it is told. Basis: 行政处罚法 48 ¶2, 河南省社会信用条例 42 (V).
/// </summary>
public sealed class EndReview(Journal.Journal journal, CaseFiles cases, Standings standings, Deadlines deadlines, Clock clock)
{
    public const string Stands = "stands";
    public const string Ended = "ended";

    /// <summary>What the deadline of withdrawal is about, in the law's tables.</summary>
    public const string Kind = "revoked-decision";

    private const int Longest = 120;
    private const int LongestReasons = 512;

    /// <param name="Outcome"><see cref="Stands"/>, <see cref="Ended"/>, or the code of what became of a decision that no longer stands.</param>
    /// <param name="Judgment">Number of the document that decides it.</param>
    public sealed record Command(CaseId Case, string Outcome, string Judgment, DateOnly JudgedOn, string Reasons);

    private sealed record Row(Guid Record, DateOnly BegunOn);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var falls = WithdrawalWords.Read(command.Outcome) is { } kind && kind != WithdrawalKind.Mistake;
        var step = falls ? ReviewSteps.Revoke : command.Outcome == Stands ? ReviewSteps.Confirm : ReviewSteps.End;
        await using var work = await journal.OpenAsync(caller.Actor, Power.EndReview, ct);
        var taken = await cases.TakeAsync(work, ReviewSteps.Procedure, step, command.Case, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<Done>.Refuse(taken.Refusals);
        }

        var review = (await work.FindAsync<Row>("select record, begun_on as BegunOn from cases.review where case_id = @Value for update", command.Case, ct))!;
        if (Problems(command, review, falls) is { Count: > 0 } problems)
        {
            return Result<Done>.Refuse(problems);
        }

        var moved = await hand.GoAsync(step, command.Reasons, ct);
        if (moved.IsRefused)
        {
            return Result<Done>.Refuse(moved.Refusals);
        }

        var record = (await standings.TakeAsync(work, new RecordId(review.Record), ct))!;
        await work.ExecuteAsync("""
            update cases.review set outcome = @Outcome, judgment = @judgment, judged_on = @JudgedOn, reasons = @reasons, decided_in = @entry where case_id = @id
            """, new { command.Outcome, judgment = command.Judgment.Trim(), command.JudgedOn, reasons = command.Reasons.Trim(), entry = work.Entry.Value, id = command.Case.Value }, ct);
        var (tree, told, closed) = falls
            ? await RevokeAsync(work, command, hand, record, ct)
            : (await UnmarkAsync(work, command, record, ct), [], null);
        await hand.TellSubjectAsync($"{hand.File.Number}：{step.Name}（{command.Judgment.Trim()}）。", ct);
        await hand.CommitAsync(new
        {
            record = review.Record, outcome = command.Outcome, judgment = command.Judgment.Trim(), judged = command.JudgedOn, told, overtaken = closed,
            kind = falls ? command.Outcome : null, basis = falls ? command.Judgment.Trim() : null, basisOn = falls ? command.JudgedOn : (DateOnly?)null,
        }, ct, tree);
        return default(Done);
    }

    private async Task<(TreeHead? Tree, IReadOnlyList<string> Told, Guid? Closed)> RevokeAsync(
        Work work, Command command, CaseInHand hand, RecordInHand record, CancellationToken ct)
    {
        // How late it is is counted from the document, not from when somebody noted it.
        if ((await deadlines.SetAsync(work, new Deadlines.Start(Kind, command.Case.Value, ReviewSteps.Removal, "原决定被撤销", command.JudgedOn), ct)).TryGet(out var due))
        {
            await Deadlines.MeetAsync(work, due.Key, clock.Today, ct);
        }

        var open = await work.FindAsync<Guid?>("select case_id from cases.objection where record = @Value and ended_on is null", record.Id, ct);
        if (open is { } id)
        {
            await work.EnqueueAsync(OvertakeObjection.Job, new { id }, ct);
        }

        var tree = record.Standing.State is RecordState.Current or RecordState.Shielded
            ? await Standings.ReviseAsync(record, record.Standing.Withdraw(RecordGrounds.Text(command.Reasons, command.Judgment)), ct)
            : (TreeHead?)null;
        var since = await WhoRead.KeptSinceAsync(work, record.Id, ct);
        var told = await TellReaders.RunAsync(hand, record, new("原决定被撤销，记录已撤下", [], since ?? work.At.UtcDateTime), ct);
        return (tree, told, open);
    }

    private static async Task<TreeHead?> UnmarkAsync(Work work, Command command, RecordInHand record, CancellationToken ct) =>
        record.Standing.Contested && !await Marks.StayAsync(work, record.Id, command.Case, ct)
            ? await Standings.ReviseAsync(record, record.Standing.Contest(false), ct)
            : null;

    private List<Refusal> Problems(Command command, Row review, bool falls)
    {
        List<Refusal> problems =
        [
            .. ObjectionText.TextProblems(command.Judgment, Longest, "judgment", "结案文书号"),
            .. ObjectionText.TextProblems(command.Reasons, LongestReasons, "reasons", "说明"),
        ];
        if (!falls && command.Outcome is not (Stands or Ended))
        {
            problems.Add(Refusal.Invalid("cases.review-outcome", "请选择结果：原决定被撤销、维持，或者终止。", "outcome"));
        }

        if (command.JudgedOn > clock.Today || command.JudgedOn < review.BegunOn)
        {
            problems.Add(Refusal.Invalid("cases.review-judged", "结案日期不能早于受理，也不能晚于今天。请照结案文书填写。", "judged"));
        }

        return problems;
    }
}
