using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Records;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Records.Moving;

/// <summary>
/// What a decided case does to records, within the case's own act: taken in hand, revised, and out of every view when the act
/// commits. Which move is lawful is the procedure's business; how a standing moves is said in <see cref="StandingMoves"/>.
/// </summary>
public sealed class Standings(EnterRecords records)
{
    /// <summary>One record, locked; null when there is none. Nobody enters records until the act ends.</summary>
    public Task<RecordInHand?> TakeAsync(Work work, RecordId id, CancellationToken ct) => RecordInHand.TakeAsync(work, records, id, ct);

    /// <summary>Several, locked; those that do not exist are left out.</summary>
    public async Task<IReadOnlyList<RecordInHand>> TakeAsync(Work work, IReadOnlyList<RecordId> ids, CancellationToken ct)
    {
        var entering = await records.BeginAsync(work, "", 0, ct);
        List<RecordInHand> taken = [];
        foreach (var id in ids.OrderBy(id => id.Value).Distinct())
        {
            if (await RecordInHand.TakeAsync(work, entering, id, ct) is { } record)
            {
                taken.Add(record);
            }
        }

        return taken;
    }

    /// <summary>Writes the next revision of one; the act tells the journal with the tree returned.</summary>
    public static Task<TreeHead> ReviseAsync(RecordInHand record, Standing standing, CancellationToken ct) =>
        ReviseAsync([(record, standing)], ct);

    /// <summary>Writes the next revision of each, all taken in hand together.</summary>
    public static async Task<TreeHead> ReviseAsync(IReadOnlyList<(RecordInHand Record, Standing Standing)> revised, CancellationToken ct)
    {
        var entering = revised[0].Record.Entering;
        await entering.WriteAsync([.. revised.Select(r => r.Record.Draft(r.Standing))], ct);
        return await entering.FinishAsync(ct);
    }

    /// <summary>The same fact with other content, checked by an edition of the catalogue.</summary>
    public static async Task<TreeHead> CorrectAsync(RecordInHand record, Candidate content, int edition, Standing standing, CancellationToken ct)
    {
        var draft = new RevisionDraft(record.Subject, record.Id, record.Revision + 1, record.Item, edition, content, standing, IsNew: false);
        await record.Entering.WriteAsync([draft], ct);
        return await record.Entering.FinishAsync(ct);
    }
}
