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

        var terms = await passes.TermsAsync(submission, submission.Edition, ct);
        var settled = await passes.SettledAsync(submission, terms, ct);
        if (!CheckDigest.Of(submission, terms.Edition, settled).AsSpan().SequenceEqual(submission.CheckDigest))
        {
            throw new InvalidOperationException($"Submission {submission.Id} is not what was approved.");
        }

        var tally = new Tally(terms.Item, new Timeliness(terms));
        var entering = await records.BeginAsync(work, terms.Item.Code, terms.Edition, ct);
        await EnterAsync(work, submission, terms, settled, entering, tally, ct);
        var tree = await entering.FinishAsync(ct);
        await SettleAsync(work, submission, tally, tree, ct);
        work.Tell(new
        {
            submission = submission.Id, item = submission.Item, edition = terms.Edition, round = submission.Rounds + 1,
            entered = tally.Entered, corrected = tally.Corrected, unchanged = tally.Unchanged, held = tally.Held, refused = tally.Refused,
        }, tree);
        await work.CommitAsync(ct);
    }

    public JobKind AsJob() => new(Job, (payload, ct) => RunAsync(new SubmissionId(payload.GetProperty("id").GetGuid()), ct));

    private async Task EnterAsync(
        Work work, Submission submission, SubmissionTerms terms, SubmissionPasses.Settled settled, Entering entering, Tally tally,
        CancellationToken ct)
    {
        var rows = passes.Rows(submission, terms, settled);
        var key = await passes.KeyAsync(submission, ct);
        await foreach (var chunk in rows.ChunksAsync(ct))
        {
            foreach (var row in chunk)
            {
                if (row.Candidate is null)
                {
                    tally.AddKept(row);
                }
                else if (row.Repeats)
                {
                    tally.AddRepeat(row);
                }
            }

            var good = chunk.FindAll(r => r is { Candidate: not null, Repeats: false });
            var matched = await entering.EnterAsync([.. good.Select(r => r.Candidate!)], ct);
            for (var i = 0; i < matched.Length; i++)
            {
                // Between check and approval somebody else's rows may have entered: then a row stays out after all, and says so.
                if (tally.AddMatched(good[i], matched[i]) is { } stays)
                {
                    await KeepAsync(work, submission, stays, KeptRow.Of(terms.Item, stays).Seal(key), ct);
                }
            }

            await passes.ReportAsync(submission, tally.Rows, ct);
        }

        if (rows.Refusals.Count > 0)
        {
            throw new InvalidOperationException($"Submission {submission.Id} cannot be read again: {rows.Refusals[0].Code}");
        }
    }

    private static Task KeepAsync(Work work, Submission submission, ReadRow row, byte[] content, CancellationToken ct) =>
        work.ExecuteAsync("""
            insert into collection.kept_row (submission, row, state, content) values (@Id, @Number, @state, @content)
                on conflict (submission, row) do nothing
            """, new { submission.Id, row.Number, state = row.IsHeld ? "held" : "refused", content }, ct);

    private async Task SettleAsync(Work work, Submission submission, Tally tally, TreeHead tree, CancellationToken ct)
    {
        var first = submission.Rounds == 0;
        var rows = first ? tally.Rows : submission.Rows;
        var entered = submission.DoneEntered + tally.Entered;
        var corrected = submission.DoneCorrected + tally.Corrected;
        var (held, refused) = first ? (tally.Held, tally.Refused) : (submission.Held, submission.Refused);
        var counts = new ReceiptCounts(rows, entered, corrected, rows - entered - corrected - held - refused, held, refused);
        await receipts.IssueAsync(work, submission, new ReceiptOutcome(counts, work.Entry, tree), ct);
        await work.ExecuteAsync("""
            update collection.submission
               set state = 'entered', entered_at = @At, rounds = rounds + 1, rows = @Rows, entered = @Entered, corrected = @Corrected,
                   unchanged = @Unchanged, held = @Held, refused = @Refused, done_entered = @Entered, done_corrected = @Corrected
             where id = @Id;
            delete from collection.kept_row k using collection.settled_row s
             where k.submission = @Id and s.submission = @Id and s.row = k.row
            """, new
        {
            submission.Id, work.At, counts.Rows, counts.Entered, counts.Corrected, counts.Unchanged, counts.Held, counts.Refused,
        }, ct);
    }
}
