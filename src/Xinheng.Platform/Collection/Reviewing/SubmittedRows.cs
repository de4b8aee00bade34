using Xinheng.Platform.Collection.Passes;

namespace Xinheng.Platform.Collection.Reviewing;

/// <summary>
/// Rows of a submission as its file has them, found by reading it again: nothing lies about in clear to be looked up. What
/// was settled in place stands in their place.
/// </summary>
public sealed class SubmittedRows(SubmissionPasses passes)
{
    /// <summary>A row of the file with what the check says of it by itself.</summary>
    public sealed record Row(long Number, KeptRow Content, bool MayEnter);

    /// <summary>The rows of these numbers that the file has.</summary>
    internal async Task<IReadOnlyDictionary<long, KeptRow>> ReadAsync(Submission submission, IReadOnlyCollection<long> numbers, CancellationToken ct)
    {
        Dictionary<long, KeptRow> found = [];
        var last = numbers.Max();
        await foreach (var row in AllAsync(submission, ct))
        {
            if (numbers.Contains(row.Number))
            {
                found[row.Number] = row.Content;
            }

            if (row.Number >= last)
            {
                break;
            }
        }

        return found;
    }

    /// <summary>So many rows after a number, for somebody who wants to read on.</summary>
    public async Task<IReadOnlyList<Row>> AfterAsync(Submission submission, long after, int most, CancellationToken ct)
    {
        List<Row> page = [];
        await foreach (var row in AllAsync(submission, ct))
        {
            if (row.Number > after)
            {
                page.Add(row);
            }

            if (page.Count == most)
            {
                break;
            }
        }

        return page;
    }

    private async IAsyncEnumerable<Row> AllAsync(Submission submission, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var terms = (await passes.TermsAsync(submission, submission.Edition, ct)).Value;
        var settled = await passes.SettledAsync(submission, terms, ct);
        // All rows of the file, also in a later round.
        await foreach (var chunk in passes.Rows(submission with { Rounds = 0 }, terms, settled, enters: false).ChunksAsync(ct))
        {
            foreach (var row in chunk)
            {
                yield return new Row(row.Number, KeptRow.Of(terms.Item, row), row.Candidate is not null);
            }
        }
    }
}
