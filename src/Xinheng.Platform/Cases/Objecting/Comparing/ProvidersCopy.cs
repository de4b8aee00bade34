using System.Text.Json;
using Dapper;
using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Foundation;
using Xinheng.Model.Records;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Subjects;

namespace Xinheng.Platform.Cases.Objecting.Comparing;

/// <summary>
/// Holds a record against what its provider handed in: the very row of the kept original, read again by the edition it entered by; or what the
/// provider itself said later, in answering an objection. Basis: 深圳经济特区社会信用条例 51 (V).
/// </summary>
public sealed class ProvidersCopy(Database database, SubmissionPasses passes)
{
    /// <param name="Row">As a clerk counts; null where no row of a file is meant.</param>
    /// <param name="Differences">Ours first, the provider's second.</param>
    public sealed record Held(CopyVerdict Verdict, SubmissionId? Submission, long? Row, IReadOnlyList<FieldChange> Differences)
    {
        /// <summary>The revision it was held against.</summary>
        public int Revision { get; init; }

        /// <summary>What the provider handed in, to be written in the place of what differs, and by which edition.</summary>
        internal Candidate? Theirs { get; init; }

        internal int Edition { get; init; }
    }

    private sealed record Stated(
        string Item, Guid Key, Guid SubjectId, int Revision, int Edition, string Open, string Closed, int? StatedIn, string? Power, Guid? Submission, string? StatedOpen,
        string? StatedClosed);

    private static readonly Held Nothing = new(CopyVerdict.Gone, null, null, []);

    public async Task<Held> CompareAsync(RecordId record, CancellationToken ct)
    {
        if (await StatedAsync(record, ct) is not { } stated)
        {
            return Nothing;
        }

        var nothing = Nothing with { Revision = stated.Revision };
        if (stated.StatedIn is null)
        {
            return nothing;
        }

        if (stated.Submission is null)
        {
            return Compared(stated, Fields(stated.StatedOpen!, stated.StatedClosed!), null, null, null);
        }

        var submission = new SubmissionId(stated.Submission.Value);
        try
        {
            return await FindRowAsync(stated, submission, ct) is var (row, candidate)
                ? Compared(stated, Fields(Text(candidate.OpenFields), Text(candidate.ClosedFields)), submission, row, candidate)
                : nothing with { Submission = submission };
        }
        catch (UnusableException)
        {
            return nothing with { Submission = submission }; // its key was destroyed when its time was over
        }
    }

    // The newest revision in which the provider itself said what is so: a row it handed in, or its answer to an objection.
    private async Task<Stated?> StatedAsync(RecordId record, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<Stated>(new CommandDefinition("""
            select r.item, r.key, r.subject_id as SubjectId, r.revision, coalesce(s.edition, n.edition) as Edition, n.open::text as Open, n.closed::text as Closed, s.no as StatedIn, s.power,
                   s.submission, s.open as StatedOpen, s.closed as StatedClosed
              from records.record r
              join records.revision n on (n.subject_id, n.record_id, n.no) = (r.subject_id, r.record_id, r.revision)
              left join lateral (
                select v.no, v.edition, e.power, (e.content->'facts'->>'submission')::uuid as submission, v.open::text as open, v.closed::text as closed
                  from records.revision v join journal.entry e on e.id = v.entry
                 where v.subject_id = r.subject_id and v.record_id = r.record_id
                   and (e.power = 'records.enter' and e.content->'facts'->>'submission' is not null
                     or e.power = 'cases.answer-objection' and e.content #>> '{facts,act,outcome}' in ('correct', 'add'))
                 order by v.no desc limit 1) s on true
             where r.record_id = @Value
            """, record, cancellationToken: ct));
    }

    private async Task<(long Row, Candidate Candidate)?> FindRowAsync(Stated stated, SubmissionId id, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var submission = await Submissions.GetAsync(connection, id, ct);
        var looked = await passes.TermsAsync(submission, submission.Edition, ct);
        if (!looked.TryGet(out var terms))
        {
            return null;
        }

        var rows = passes.Rows(submission with { Rounds = 0 }, terms, await SettledRows.EverAsync(connection, passes, submission, terms, ct), enters: false);
        (long, Candidate)? found = null;
        await foreach (var chunk in rows.ChunksAsync(ct))
        {
            var alike = chunk.Where(row => row.Candidate is { } candidate && candidate.Key == stated.Key).ToList();
            var subjects = await SubjectLookup.FindAsync(connection, [.. alike.Select(row => row.Candidate!.Subject)], ct);
            for (var i = 0; i < alike.Count; i++)
            {
                if (subjects[i]?.Value == stated.SubjectId)
                {
                    // Once more by itself, this time with what it says.
                    var read = await passes.CheckAsync(terms, alike[i].Number, alike[i].Given, isReleased: true, ct, keepsFields: true);
                    found = read.Candidate is { } candidate ? (alike[i].Number, candidate) : found; // a later row of the same fact counts
                }
            }
        }

        return found;
    }

    private static Held Compared(Stated stated, IReadOnlyDictionary<string, string> theirs, SubmissionId? submission, long? row, Candidate? candidate)
    {
        var differences = FieldChange.Between(Fields(stated.Open, stated.Closed), theirs);
        return new Held(differences.Count == 0 ? CopyVerdict.Same : CopyVerdict.Differs, submission, row, differences)
        {
            Revision = stated.Revision, Theirs = candidate, Edition = stated.Edition,
        };
    }

    internal static Dictionary<string, string> Fields(params string[] texts) => texts
        .SelectMany(text => JsonSerializer.Deserialize<Dictionary<string, string>>(text)!)
        .ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal);

    private static string Text(byte[] json) => System.Text.Encoding.UTF8.GetString(json);
}
