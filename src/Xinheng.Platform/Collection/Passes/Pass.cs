using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Model.Records;
using Xinheng.Platform.Records;

namespace Xinheng.Platform.Collection.Passes;

/// <summary>
/// One walk over a submission's rows. Checking and entering walk alike and differ only in what is done with the good rows,
/// so that what a reviewer saw is what enters.
/// </summary>
internal sealed class Pass(
    SubmissionPasses passes, Submission submission, SubmissionTerms terms, SubmissionPasses.Settled settled, bool enters)
{
    private readonly RowStream rows = passes.Rows(submission, terms, settled, enters);

    public Tally Tally { get; } = new(terms.Item, new Timeliness(terms));

    /// <summary>Why the file as a whole is refused; known when the walk has ended.</summary>
    public IReadOnlyList<Refusal> Refusals => rows.Refusals.Count > 0 || submission.Rounds > 0 || Tally.Rows > 0 ? rows.Refusals : [NoRows];

    public IReadOnlyList<FileNote> Notes => rows.Notes;

    private static Refusal NoRows => Refusal.Invalid("collection.no-rows", "文件里只有表头，没有数据行。请检查导出是否完成，再重新报送。");

    /// <param name="ledger">Takes the rows that stay.</param>
    /// <param name="match">Holds candidates against the record, and enters them where that is the pass's business.</param>
    /// <param name="review">Where a reviewer is to see it: notes which rows are unusual, and why.</param>
    /// <param name="ct">Stops the walk.</param>
    public async Task WalkAsync(
        PassLedger ledger, Func<IReadOnlyList<Candidate>, Task<MatchedCandidate[]>> match, RowsForReview? review, CancellationToken ct)
    {
        await foreach (var chunk in rows.ChunksAsync(ct))
        {
            List<ReadRow> staying = [];
            List<ReadRow> good = new(chunk.Count);
            foreach (var row in chunk)
            {
                if (row.Candidate is null)
                {
                    Tally.AddKept(row);
                    staying.Add(row);
                }
                else if (!row.Repeats)
                {
                    good.Add(row);
                }
            }

            await MatchAsync(ledger, good, staying, match, review, ct);
            foreach (var row in chunk)
            {
                if (row is { Candidate: not null, Repeats: true } && Tally.AddRepeat(row) is { } stays)
                {
                    staying.Add(stays);
                }
            }

            await ledger.KeepAsync(staying, ct);
            await passes.ReportAsync(submission, Tally.Rows, ct);
        }
    }

    private async Task MatchAsync(
        PassLedger ledger, List<ReadRow> good, List<ReadRow> staying, Func<IReadOnlyList<Candidate>, Task<MatchedCandidate[]>> match,
        RowsForReview? review, CancellationToken ct)
    {
        var candidates = new Candidate[good.Count];
        for (var i = 0; i < candidates.Length; i++)
        {
            candidates[i] = good[i].Candidate!;
        }

        var matched = await match(candidates);
        var unusual = review is null ? null : await review.LookAsync(good, matched, ct);
        for (var i = 0; i < matched.Length; i++)
        {
            if (Tally.AddMatched(good[i], matched[i], unusual?[i] ?? []) is { } stays)
            {
                staying.Add(stays);
            }
            else if (settled.Edited.ContainsKey(good[i].Number))
            {
                ledger.Remember(good[i]);
            }
        }
    }
}
