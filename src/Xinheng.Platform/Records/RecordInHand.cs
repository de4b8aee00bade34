using System.Text;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Foundation;
using Xinheng.Model.Records;
using Xinheng.Model.Subjects;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Records;

/// <summary>
/// One record with the exact content of its latest revision, taken in hand by an act: its row is locked, and nobody
/// enters while the act runs.
/// </summary>
internal sealed record RecordInHand(
    SubjectId Subject, RecordId Id, string Item, int Edition, int Revision, Standing Standing, Candidate Content, Entering Entering)
{
    private sealed record Row(
        Guid SubjectId, string Item, string Nature, Guid Key, Guid Content, string SubjectKind, string Provider, string? Authority,
        DateOnly? DecidedOn, DateOnly? PublicUntil, short? Severity, bool Confirmed, bool? Impact, string? OwnOpenness, string State,
        bool Held, bool Contested, int Revision, int Edition, string Open, string Closed);

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
        var row = (await work.FindAsync<Row>("""
            select r.subject_id as SubjectId, r.item, r.nature, r.key, r.content, r.subject_kind as SubjectKind, r.provider, r.authority,
                   r.decided_on as DecidedOn, r.public_until as PublicUntil, r.severity, r.confirmed, r.impact,
                   r.own_openness as OwnOpenness, r.state, r.held, r.contested, r.revision, v.edition,
                   v.open::text as Open, v.closed::text as Closed
              from records.record r
              join records.revision v on (v.subject_id, v.record_id, v.no) = (r.subject_id, r.record_id, r.revision)
             where r.record_id = @Value
               for update of r
            """, id, ct))!;
        var standing = new Standing
        {
            Operation = Operation.Enter, // each act says its own
            State = Names.State(row.State),
            Nature = WordOf(row.Nature, Enum.GetValues<Nature>(), CatalogueWords.Of),
            Provider = row.Provider,
            Authority = row.Authority,
            DecidedOn = row.DecidedOn,
            PublicUntil = row.PublicUntil,
            Severity = (Severity?)row.Severity,
            Confirmed = row.Confirmed,
            Impact = row.Impact,
            OwnOpenness = row.OwnOpenness is null ? null : WordOf(row.OwnOpenness, Enum.GetValues<Openness>(), CatalogueWords.Of),
            Held = row.Held,
            Contested = row.Contested,
        };
        var about = new SubjectReference(WordOf(row.SubjectKind, Enum.GetValues<SubjectKind>(), SubjectKindWords.NameOf), "", "", "", null);
        var content = new Candidate(
            0, about, row.Key, row.Content, standing, Encoding.UTF8.GetBytes(row.Open), Encoding.UTF8.GetBytes(row.Closed));
        return new RecordInHand(new SubjectId(row.SubjectId), id, row.Item, row.Edition, row.Revision, standing, content, entering);
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

    private static T WordOf<T>(string word, T[] values, Func<T, string> wordOf) => values.Single(value => wordOf(value) == word);
}
