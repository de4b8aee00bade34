using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.Collection.Passes;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People.Tracing;

namespace Xinheng.Platform.Collection.Reviewing;

/// <summary>
/// The rows of a submission that stay out, as they are at this moment: what somebody corrected in place is already in, with the
/// verdict on it, before the whole is checked again.
/// </summary>
public sealed class RowsToFix(Database database, Submissions submissions, SubmissionPasses passes, Trace trace)
{
    /// <param name="Number">As a clerk counts.</param>
    /// <param name="State"><c>refused</c> or <c>held</c>.</param>
    /// <param name="Content">What it says now, and what is wrong with that.</param>
    /// <param name="IsMended">Corrected or let pass: it may enter with the next check.</param>
    public sealed record Row(long Number, string State, KeptRow Content, bool IsMended);

    /// <param name="Items">After the number asked for.</param>
    /// <param name="Next">Where the next page begins; null on the last.</param>
    /// <param name="Mended">How many of all rows to fix have been corrected so far.</param>
    /// <param name="All">How many rows to fix there are.</param>
    public sealed record Page(IReadOnlyList<Row> Items, long? Next, long Mended, long All);

    public async Task<Result<Page>> PageAsync(SubmissionId id, long after, int most, Caller caller, CancellationToken ct)
    {
        var found = await submissions.FindAsync(id, caller, ct);
        if (!found.TryGet(out var submission))
        {
            return Result<Page>.Refuse(found.Refusals);
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var rows = (await connection.QueryAsync<(long Row, string State, byte[] Content, string? Kind, byte[]? Settled)>(new CommandDefinition("""
            select k.row, k.state, k.content, s.kind, s.content as settled
              from collection.kept_row k
              left join collection.settled_row s on s.submission = k.submission and s.row = k.row and s.round = @Rounds
             where k.submission = @Id and k.row > @after and k.state <> 'settled'
             order by k.row limit @limit
            """, new { submission.Id, submission.Rounds, after, limit = most + 1 }, cancellationToken: ct))).AsList();
        if (rows.Count == 0)
        {
            return new Page([], null, 0, 0);
        }

        var items = await OpenAsync(submission, [.. rows.Take(most)], ct);
        var (all, touched) = await CountAsync(submission, ct);
        await trace.WriteAsync(new Look(LookKind.Handle, null, [submission.Item], "查看报送中未入库的行", null, null, LookResult.Answered, items.Count)
        {
            IsMatterDue = false,
        }, caller, ct);
        return new Page(items, rows.Count > most ? items[^1].Number : null, touched - items.Count(row => IsTouched(rows, row)) + items.Count(row => row.IsMended), all);
    }

    /// <summary>How many rows there are to fix, and how many of them somebody has worked on.</summary>
    public async Task<(long All, long Touched)> CountAsync(Submission submission, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleAsync<(long, long)>(new CommandDefinition("""
            select count(*), count(s.row)
              from collection.kept_row k
              left join collection.settled_row s on s.submission = k.submission and s.row = k.row and s.round = @Rounds
             where k.submission = @Id and k.state <> 'settled'
            """, submission, cancellationToken: ct));
    }

    /// <summary>One of them.</summary>
    public async Task<Row?> FindAsync(SubmissionId id, long number, Caller caller, CancellationToken ct) =>
        (await PageAsync(id, number - 1, 1, caller, ct)).TryGet(out var page) && page.Items is [var row] && row.Number == number ? row : null;

    private static bool IsTouched(List<(long Row, string State, byte[] Content, string? Kind, byte[]? Settled)> rows, Row row) =>
        rows.Exists(one => one.Row == row.Number && one.Kind is not null);

    // A reviewer objects to what somebody had corrected: until it says something else, it is not mended.
    private static bool IsSentBack(KeptRow kept, KeptRow settled) =>
        kept.Problems.Any(problem => problem.Code == ReturnSubmission.Code)
        && kept.Values.Count == settled.Values.Count && kept.Values.All(v => settled.Values.GetValueOrDefault(v.Key) == v.Value);

    private async Task<List<Row>> OpenAsync(
        Submission submission, List<(long Row, string State, byte[] Content, string? Kind, byte[]? Settled)> rows, CancellationToken ct)
    {
        var key = await passes.KeyAsync(submission, ct);
        var terms = await passes.TermsAsync(submission, submission.Edition, ct);
        List<Row> open = [];
        foreach (var (number, state, content, kind, settled) in rows)
        {
            var kept = KeptRow.Open(key, content);
            if (kind is null || terms.IsRefused || IsSentBack(kept, KeptRow.Open(key, settled!)))
            {
                open.Add(new Row(number, state, kept, false));
            }
            else if (kind == "released")
            {
                open.Add(new Row(number, state, kept, true));
            }
            else
            {
                var now = await passes.CheckAsync(terms.Value, (int)number, KeptRow.Open(key, settled!).Aligned(terms.Value.Item), isReleased: false, ct);
                open.Add(new Row(number, now.Candidate is null && now.IsHeld ? "held" : "refused", KeptRow.Of(terms.Value.Item, now), now.Candidate is not null));
            }
        }

        return open;
    }
}
