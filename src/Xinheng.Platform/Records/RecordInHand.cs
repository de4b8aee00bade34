using Xinheng.Model.Foundation;
using Xinheng.Model.Records;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Records;

/// <summary>
/// One record with the exact content of its latest revision, taken in hand by an act: its row is locked, and nobody
/// enters while the act runs.
/// </summary>
internal sealed record RecordInHand(
    SubjectId Subject, RecordId Id, string Item, int Edition, int Revision, Standing Standing, Candidate Content, Entering Entering)
{
    /// <summary>Null when there is none. What a record is about never changes, so it may be asked before the turn to write comes.</summary>
    public static async Task<RecordInHand?> TakeAsync(Work work, EnterRecords records, RecordId id, CancellationToken ct)
    {
        var item = await work.FindAsync<string>("select item from records.record where record_id = @Value", id, ct);
        if (item is null)
        {
            return null;
        }

        // The same turn as intake takes, before any row is locked: a file being entered meanwhile would find what we replace.
        var entering = await records.BeginAsync(work, item, 0, ct);
        var row = (await work.FindAsync<LatestRevision>($"{LatestRevision.Select} where r.record_id = @Value for update of r", id, ct))!;
        return new RecordInHand(
            new SubjectId(row.SubjectId), id, row.Item, row.Edition, row.Revision, row.Standing, row.ToCandidate(), entering);
    }

    /// <summary>Writes the next revision: the same content, split by the same edition, under another standing. Returns its number.</summary>
    public async Task<int> ReviseAsync(Work work, Standing standing, object facts, CancellationToken ct)
    {
        var draft = new RevisionDraft(Subject, Id, Revision + 1, Item, Edition, Content, standing, IsNew: false);
        await Entering.WriteAsync([draft], ct);
        var tree = await Entering.FinishAsync(ct);
        work.Tell(new { record = Id.Value, item = Item, revision = draft.No, act = facts }, tree);
        await work.CommitAsync(ct);
        return draft.No;
    }
}
