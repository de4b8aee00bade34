using Xinheng.Model.Catalogue;
using Xinheng.Model.Journal;
using Xinheng.Model.Records;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Records;

/// <summary>Writes revisions and current state by binary COPY: the two tables that grow.</summary>
internal static class RecordTables
{
    public static async Task CopyRevisionsAsync(Work work, IReadOnlyList<RevisionDraft> drafts, CancellationToken ct)
    {
        await using var rows = await BinaryRowWriter.BeginAsync(work.Connection, """
            copy records.revision (subject_id, record_id, no, entry, leaf, edition, standing, open, closed, salt, closed_digest, commitment)
            from stdin (format binary)
            """, ct);
        var digest = new byte[Hash256.Length];
        foreach (var draft in drafts)
        {
            await rows.StartRowAsync(12, ct);
            rows.Write(draft.Subject.Value);
            rows.Write(draft.Record.Value);
            rows.Write(draft.No);
            rows.Write(work.Entry.Value);
            rows.Write(draft.Leaf);
            rows.Write(draft.Edition);
            rows.Write(draft.StandingText);
            rows.Write(draft.Candidate.OpenFields);
            rows.Write(draft.Candidate.ClosedFields);
            rows.Write(draft.Salt);
            draft.ClosedDigest.CopyTo(digest);
            rows.Write(digest);
            draft.Digest.CopyTo(digest);
            rows.Write(digest);
        }

        await rows.CompleteAsync(ct);
    }

    public static async Task CopyRecordsAsync(Work work, IReadOnlyList<RevisionDraft> drafts, CancellationToken ct)
    {
        await using var rows = await BinaryRowWriter.BeginAsync(work.Connection, """
            copy records.record (record_id, subject_id, item, nature, key, content, subject_kind, provider, authority, decided_on,
                                 public_until, severity, confirmed, impact, own_openness, state, held, contested, revision,
                                 entered_at, changed_at)
            from stdin (format binary)
            """, ct);
        foreach (var draft in drafts)
        {
            var standing = draft.Standing;
            await rows.StartRowAsync(21, ct);
            rows.Write(draft.Record.Value);
            rows.Write(draft.Subject.Value);
            rows.Write(draft.Item);
            rows.Write(CatalogueWords.Of(standing.Nature));
            rows.Write(draft.Candidate.Key);
            rows.Write(draft.Candidate.Content);
            rows.Write(Model.Subjects.SubjectKindWords.NameOf(draft.Candidate.Subject.Kind));
            rows.Write(standing.Provider);
            rows.Write(standing.Authority);
            rows.Write(standing.DecidedOn);
            rows.Write(standing.PublicUntil);
            rows.Write((short?)standing.Severity);
            rows.Write(standing.Confirmed);
            rows.Write(standing.Impact);
            rows.Write(standing.OwnOpenness is { } own ? CatalogueWords.Of(own) : null);
            rows.Write(Names.Of(standing.State));
            rows.Write(standing.Held);
            rows.Write(standing.Contested);
            rows.Write(draft.No);
            rows.Write(work.At);
            rows.Write(work.At);
        }

        await rows.CompleteAsync(ct);
    }

    public static Task UpdateRecordsAsync(Work work, IReadOnlyList<RevisionDraft> drafts, CancellationToken ct) =>
        work.ExecuteAsync("""
            update records.record r
               set nature = t.nature, content = t.content, decided_on = t.decided_on, public_until = t.public_until,
                   severity = t.severity, confirmed = t.confirmed, impact = t.impact, own_openness = t.own_openness,
                   state = t.state, held = t.held, contested = t.contested, authority = t.authority, revision = t.revision, changed_at = @At
              from unnest(@records, @subjects, @natures, @contents, @decided::date[], @until::date[], @severities::smallint[],
                          @confirmed, @impacts::boolean[], @openness, @states, @held, @contested, @authorities, @revisions)
                   as t (record_id, subject_id, nature, content, decided_on, public_until, severity, confirmed, impact,
                         own_openness, state, held, contested, authority, revision)
             where r.record_id = t.record_id and r.subject_id = t.subject_id
            """, new
        {
            work.At,
            records = drafts.Select(d => d.Record.Value).ToArray(),
            subjects = drafts.Select(d => d.Subject.Value).ToArray(),
            natures = drafts.Select(d => CatalogueWords.Of(d.Standing.Nature)).ToArray(),
            contents = drafts.Select(d => d.Candidate.Content).ToArray(),
            decided = drafts.Select(d => d.Standing.DecidedOn).ToArray(),
            until = drafts.Select(d => d.Standing.PublicUntil).ToArray(),
            severities = drafts.Select(d => (short?)d.Standing.Severity).ToArray(),
            confirmed = drafts.Select(d => d.Standing.Confirmed).ToArray(),
            impacts = drafts.Select(d => d.Standing.Impact).ToArray(),
            openness = drafts.Select(d => d.Standing.OwnOpenness is { } own ? CatalogueWords.Of(own) : null).ToArray(),
            states = drafts.Select(d => Names.Of(d.Standing.State)).ToArray(),
            held = drafts.Select(d => d.Standing.Held).ToArray(),
            contested = drafts.Select(d => d.Standing.Contested).ToArray(),
            authorities = drafts.Select(d => d.Standing.Authority).ToArray(),
            revisions = drafts.Select(d => d.No).ToArray(),
        }, ct);
}
