using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Collection.Passes;

namespace Xinheng.Platform.Collection.Rehearsing;

/// <summary>
/// One submission's original, read twice side by side: as the edition in force reads it, and as the draft would. What people
/// settled in place is left out on both sides: the question is what departments hand in.
/// </summary>
internal sealed class RehearsalWalk(
    SubmissionPasses passes, Submission submission, int edition, CatalogueItem? before, CatalogueItem? after)
{
    private static readonly SubmissionPasses.Settled Nothing = new(new Dictionary<long, string?[]>(), new HashSet<long>());

    private readonly Submission asFirst = submission with { Rounds = 0 };

    public async Task<RehearsalTally> RunAsync(Func<long, Task> report, CancellationToken ct)
    {
        var tally = new RehearsalTally(after ?? before);
        if (before is not { IsActive: true } old)
        {
            return tally; // what could not be handed in before is not refused anew
        }

        if (after is not { } @new)
        {
            var closed = RowChecks.ToProblem(Refusal.Conflict("catalogue.item-inactive", "E10 草稿停用了这个信息项，整份文件都会退回。"));
            await WholeAsync(old, tally, closed, report, ct);
            return tally;
        }

        var then = passes.Rows(asFirst, passes.Terms(asFirst, @new, edition), Nothing, enters: false);
        var now = passes.Rows(asFirst, passes.Terms(asFirst, old, edition), Nothing, enters: false);
        await using var thenChunks = then.ChunksAsync(ct).GetAsyncEnumerator(ct);
        await using var nowChunks = now.ChunksAsync(ct).GetAsyncEnumerator(ct);
        while (await nowChunks.MoveNextAsync() & await thenChunks.MoveNextAsync())
        {
            tally.Add(nowChunks.Current, thenChunks.Current);
            await report(tally.Rows);
        }

        if (then.Refusals.Count > 0 && now.Refusals.Count == 0)
        {
            var whole = new RehearsalTally(old);
            await WholeAsync(old, whole, RowChecks.ToProblem(then.Refusals[0]), report, ct);
            return whole;
        }

        if (now.Refusals.Count > 0)
        {
            tally.IsUnread = then.Refusals.Count > 0;
        }

        return tally;
    }

    // The file goes back as a whole: every row that is read today would stay out.
    private async Task WholeAsync(CatalogueItem old, RehearsalTally tally, Problem because, Func<long, Task> report, CancellationToken ct)
    {
        var now = passes.Rows(asFirst, passes.Terms(asFirst, old, edition), Nothing, enters: false);
        await foreach (var chunk in now.ChunksAsync(ct))
        {
            tally.Add(chunk, [.. chunk.Select(row => new ReadRow(row.Number, row.Given, null, [.. row.Problems, because]))]);
            await report(tally.Rows);
        }

        tally.IsUnread = now.Refusals.Count > 0;
    }
}
