using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Platform.Collection.Passes;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Records;

namespace Xinheng.Platform.Collection;

/// <summary>
/// Enters an approved submission: the same bytes read by the same edition again, all its good rows in one transaction with
/// one journal entry. A crash at any point leaves nothing half-entered; the job runs again.
/// </summary>
public sealed class EnterSubmission(Journal.Journal journal, SubmissionPasses passes, EnterRecords records, Receipts receipts)
{
    public const string Job = "collection.enter";

    public async Task RunAsync(SubmissionId id, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(Actor.TheProgram, Power.EnterRecords, ct);
        var submission = await Submissions.ForUpdateAsync(work, id, ct);
        if (submission is not { Where: SubmissionState.Approved })
        {
            return; // it ran before
        }

        var terms = (await passes.TermsAsync(submission, submission.Edition, ct)).Value;
        var settled = await passes.SettledAsync(submission, terms, ct);
        if (!CheckDigest.Of(submission, terms.Edition, settled).AsSpan().SequenceEqual(submission.CheckDigest))
        {
            throw new InvalidOperationException($"Submission {submission.Id} is not what was approved.");
        }

        var (tally, tree) = await EnterAsync(work, submission, terms, settled, ct);
        await SettleAsync(work, submission, tree, ct);
        work.Tell(new
        {
            submission = submission.Id, item = submission.Item, edition = terms.Edition, round = submission.Rounds + 1,
            entered = tally.Entered, corrected = tally.Corrected, unchanged = tally.Unchanged, held = tally.Held, refused = tally.Refused,
        }, tree);
        await work.CommitAsync(ct);
    }

    public JobKind AsJob() => new(Job, (payload, ct) => RunAsync(new SubmissionId(payload.GetProperty("id").GetGuid()), ct));

    // Between check and approval somebody else's rows may have entered: then a row stays out after all, and says so.
    private async Task<(Tally Tally, TreeHead Tree)> EnterAsync(
        Work work, Submission submission, SubmissionTerms terms, SubmissionPasses.Settled settled, CancellationToken ct)
    {
        var entering = await records.BeginAsync(work, terms.Item.Code, terms.Edition, ct);
        var ledger = await PassLedger.OpenAsync(work.Connection, submission, terms.Item, await passes.KeyAsync(submission, ct), ct);
        var pass = new Pass(passes, submission, terms, settled, enters: true);
        await pass.WalkAsync(ledger, rows => entering.EnterAsync(rows, ct), null, ct);
        if (pass.Refusals.Count > 0)
        {
            throw new InvalidOperationException($"Submission {submission.Id} cannot be read again: {pass.Refusals[0].Code}");
        }

        await ledger.SettleAsync(pass.Tally, ct);
        return (pass.Tally, await entering.FinishAsync(ct));
    }

    private async Task SettleAsync(Work work, Submission submission, TreeHead tree, CancellationToken ct)
    {
        var counted = (await Submissions.ForUpdateAsync(work, submission.Key, ct))!;
        var counts = new ReceiptCounts(
            counted.Rows, counted.Entered, counted.Corrected, counted.Unchanged, counted.Held, counted.Refused);
        await receipts.IssueAsync(work, submission, new ReceiptOutcome(counts, work.Entry, tree), ct);
        await work.ExecuteAsync(
            "update collection.submission set state = 'entered', entered_at = @At, rounds = rounds + 1 where id = @Id",
            new { submission.Id, work.At }, ct);
    }
}
