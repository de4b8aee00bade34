using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.Collection.Passes;
using Xinheng.Platform.People.Tracing;

namespace Xinheng.Platform.Collection.Reviewing;

/// <summary>
/// Rows of a submission as its file has them, found by reading it again: nothing lies about in clear to be looked up. What
/// was settled in place stands in their place.
/// </summary>
public sealed class SubmittedRows(SubmissionPasses passes, Trace trace)
{
    private const int LookedAt = 1_000;

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

    /// <summary>So many rows after a number, for somebody who wants to read on; traced.</summary>
    public async Task<IReadOnlyList<Row>> AfterAsync(Submission submission, long after, int most, Caller caller, CancellationToken ct)
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

        await TraceAsync(submission, page.Count, caller, ct);
        return page;
    }

    /// <summary>The first row that may enter, to show what it will look like; null where there is none near the beginning.</summary>
    public async Task<Row?> FirstGoodAsync(Submission submission, Caller caller, CancellationToken ct)
    {
        var looked = 0;
        await foreach (var row in AllAsync(submission, ct))
        {
            if (row.MayEnter)
            {
                await TraceAsync(submission, 1, caller, ct);
                return row;
            }

            if (++looked == LookedAt)
            {
                break;
            }
        }

        return null;
    }

    private Task TraceAsync(Submission submission, int rows, Caller caller, CancellationToken ct) =>
        trace.WriteAsync(new Look(LookKind.Handle, null, [submission.Item], "查看报送的行", null, null, LookResult.Answered, rows) { IsMatterDue = false }, caller, ct);

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
