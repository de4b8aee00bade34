using Npgsql;
using NpgsqlTypes;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Records;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Records;

/// <summary>Writes revisions and current state by binary COPY: the two tables that grow.</summary>
internal static class RecordTables
{
    public static async Task CopyRevisionsAsync(Work work, IReadOnlyList<RevisionDraft> drafts, CancellationToken ct)
    {
        await using var copy = await work.Connection.BeginBinaryImportAsync("""
            copy records.revision (subject_id, record_id, no, entry, leaf, edition, standing, open, closed, salt, closed_digest, commitment)
            from stdin (format binary)
            """, ct);
        foreach (var draft in drafts)
        {
            copy.StartRow();
            copy.Write(draft.Subject.Value, NpgsqlDbType.Uuid);
            copy.Write(draft.Record.Value, NpgsqlDbType.Uuid);
            copy.Write(draft.No, NpgsqlDbType.Integer);
            copy.Write(work.Entry.Value, NpgsqlDbType.Uuid);
            copy.Write(draft.Leaf, NpgsqlDbType.Integer);
            copy.Write(draft.Edition, NpgsqlDbType.Integer);
            copy.Write(draft.StandingText, NpgsqlDbType.Json);
            copy.Write(draft.Candidate.OpenFields, NpgsqlDbType.Json);
            copy.Write(draft.Candidate.ClosedFields, NpgsqlDbType.Json);
            copy.Write(draft.Salt, NpgsqlDbType.Bytea);
            copy.Write(draft.Commitment.ClosedDigest.ToArray(), NpgsqlDbType.Bytea);
            copy.Write(draft.Commitment.Digest.ToArray(), NpgsqlDbType.Bytea);
        }

        await copy.CompleteAsync(ct);
    }

    public static async Task CopyRecordsAsync(Work work, IReadOnlyList<RevisionDraft> drafts, CancellationToken ct)
    {
        await using var copy = await work.Connection.BeginBinaryImportAsync("""
            copy records.record (record_id, subject_id, item, nature, key, content, subject_kind, provider, authority, decided_on,
                                 public_until, severity, confirmed, impact, own_openness, state, held, contested, revision,
                                 entered_at, changed_at)
            from stdin (format binary)
            """, ct);
        foreach (var draft in drafts)
        {
            var standing = draft.Standing;
            copy.StartRow();
            copy.Write(draft.Record.Value, NpgsqlDbType.Uuid);
            copy.Write(draft.Subject.Value, NpgsqlDbType.Uuid);
            copy.Write(draft.Item, NpgsqlDbType.Text);
            copy.Write(CatalogueWords.Of(standing.Nature), NpgsqlDbType.Text);
            copy.Write(draft.Candidate.Key, NpgsqlDbType.Uuid);
            copy.Write(draft.Candidate.Content, NpgsqlDbType.Uuid);
            copy.Write(Model.Subjects.SubjectKindWords.NameOf(draft.Candidate.Subject.Kind), NpgsqlDbType.Text);
            copy.Write(standing.Provider, NpgsqlDbType.Text);
            WriteOptional(copy, standing.Authority);
            WriteOptional(copy, standing.DecidedOn);
            WriteOptional(copy, standing.PublicUntil);
            WriteOptional(copy, (short?)standing.Severity);
            copy.Write(standing.Confirmed, NpgsqlDbType.Boolean);
            WriteOptional(copy, standing.Impact);
            WriteOptional(copy, standing.OwnOpenness is { } own ? CatalogueWords.Of(own) : null);
            copy.Write(Names.Of(standing.State), NpgsqlDbType.Text);
            copy.Write(standing.Held, NpgsqlDbType.Boolean);
            copy.Write(standing.Contested, NpgsqlDbType.Boolean);
            copy.Write(draft.No, NpgsqlDbType.Integer);
            copy.Write(work.At, NpgsqlDbType.TimestampTz);
            copy.Write(work.At, NpgsqlDbType.TimestampTz);
        }

        await copy.CompleteAsync(ct);
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

    private static void WriteOptional<T>(NpgsqlBinaryImporter copy, T? value)
    {
        if (value is null)
        {
            copy.WriteNull();
        }
        else
        {
            copy.Write(value);
        }
    }
}
