using Xinheng.Model.Foundation;
using Xinheng.Model.Records;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Records.Moving;

/// <summary>
/// One record with the exact content of its latest revision, taken in hand by an act: its row is locked, and nobody
/// enters while the act runs.
/// </summary>
public sealed record RecordInHand(
    SubjectId Subject, RecordId Id, string Item, int Edition, int Revision, Standing Standing, Candidate Content, Entering Entering)
{
    /// <summary>Null when there is none. What a record is about never changes, so it may be asked before the turn to write comes.</summary>
    internal static async Task<RecordInHand?> TakeAsync(Work work, EnterRecords records, RecordId id, CancellationToken ct)
    {
        var item = await work.FindAsync<string>("select item from records.record where record_id = @Value", id, ct);
        if (item is null)
        {
            return null;
        }

        // The same turn as intake takes, before any row is locked: a file being entered meanwhile would find what we replace.
        var entering = await records.BeginAsync(work, item, 0, ct);
        return await TakeAsync(work, entering, id, ct);
    }

    /// <summary>Another one for the same act: all its revisions stand in one tree.</summary>
    internal static async Task<RecordInHand?> TakeAsync(Work work, Entering entering, RecordId id, CancellationToken ct) =>
        await work.FindAsync<LatestRevision>($"{LatestRevision.Select} where r.record_id = @Value for update of r", id, ct) is { } row
            ? new RecordInHand(new SubjectId(row.SubjectId), id, row.Item, row.Edition, row.Revision, row.Standing, row.ToCandidate(), entering)
            : null;

    /// <summary>Writes the next revision: the same content, split by the same edition, under another standing. Returns its number.</summary>
    internal async Task<int> ReviseAsync(Work work, Standing standing, object facts, CancellationToken ct)
    {
        var draft = Draft(standing);
        await Entering.WriteAsync([draft], ct);
        var tree = await Entering.FinishAsync(ct);
        work.Tell(new { record = Id.Value, item = Item, revision = draft.No, act = facts }, tree);
        await work.CommitAsync(ct);
        return draft.No;
    }

    internal RevisionDraft Draft(Standing standing) => new(Subject, Id, Revision + 1, Item, Edition, Content, standing, IsNew: false);
}
