using System.Buffers.Binary;
using System.Security.Cryptography;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Collection.Reviewing;
using Xinheng.Model.Records;
using Xinheng.Platform.Records;

namespace Xinheng.Platform.Collection.Passes;

/// <summary>
/// Finds, while a check walks, the rows a reviewer should look at by themselves, and keeps them, with a few ordinary ones as a
/// sample: always the same for the same file, so that nobody chooses it.
/// </summary>
internal sealed class RowsForReview
{
    /// <summary>Beyond this many, unusual rows are counted but not laid out one by one.</summary>
    private const int MostRows = 2_000;

    private const int SampleRows = 20;

    private readonly NpgsqlConnection connection;
    private readonly Submission submission;
    private readonly CatalogueItem item;
    private readonly SubmissionPasses.Settled settled;
    private readonly byte[] key;
    private readonly HashSet<string> bodies;
    private readonly List<Kept> kept = [];
    private readonly PriorityQueue<ReadRow, ulong> sample = new(Comparer<ulong>.Create((one, other) => other.CompareTo(one)));

    private sealed record Kept(ReadRow Row, IReadOnlyList<string> Kinds, bool NeedsArticle, Guid? Record);

    private RowsForReview(
        NpgsqlConnection connection, Submission submission, CatalogueItem item, SubmissionPasses.Settled settled, byte[] key, HashSet<string> bodies) =>
        (this.connection, this.submission, this.item, this.settled, this.key, this.bodies) = (connection, submission, item, settled, key, bodies);

    public static async Task<RowsForReview> OpenAsync(
        NpgsqlConnection connection, Submission submission, CatalogueItem item, SubmissionPasses.Settled settled, byte[] key, CancellationToken ct) =>
        new(connection, submission, item, settled, key, (await connection.QueryAsync<string>(new CommandDefinition(
            "select body from collection.body_seen where item = @Item", submission, cancellationToken: ct))).ToHashSet());

    /// <summary>For each row of a chunk the reasons to look at it; rows that do not enter are shown elsewhere.</summary>
    public async Task<IReadOnlyList<string>[]> LookAsync(List<ReadRow> rows, MatchedCandidate[] matched, CancellationToken ct)
    {
        var near = await NearAsync(matched, ct);
        var reasons = new IReadOnlyList<string>[rows.Count];
        for (var i = 0; i < reasons.Length; i++)
        {
            reasons[i] = matched[i].Verdict.Outcome is EntryOutcome.Entered or EntryOutcome.Corrected
                ? Look(rows[i], matched[i], near)
                : [];
        }

        return reasons;
    }

    /// <summary>What was kept takes the place of what an earlier check kept.</summary>
    public async Task KeepAsync(CancellationToken ct)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            "delete from collection.review_row where submission = @Id", submission, cancellationToken: ct));
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy collection.review_row (submission, row, kinds, needs_article, record, content) from stdin (format binary)", ct);
        foreach (var one in kept.Concat(sample.UnorderedItems.Select(s => new Kept(s.Element, [], false, null))))
        {
            copy.StartRow();
            copy.Write(submission.Id, NpgsqlDbType.Uuid);
            copy.Write((long)one.Row.Number, NpgsqlDbType.Bigint);
            copy.Write(one.Kinds.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
            copy.Write(one.NeedsArticle, NpgsqlDbType.Boolean);
            if (one.Record is { } record)
            {
                copy.Write(record, NpgsqlDbType.Uuid);
            }
            else
            {
                copy.WriteNull();
            }

            copy.Write(KeptRow.Of(item, one.Row).Seal(key), NpgsqlDbType.Bytea);
        }

        await copy.CompleteAsync(ct);
    }

    private IReadOnlyList<string> Look(ReadRow row, MatchedCandidate matched, Near near)
    {
        var standing = row.Candidate!.Standing;
        var facts = new RowFacts
        {
            Outcome = matched.Verdict.Outcome, Operation = standing.Operation, Nature = standing.Nature,
            Subject = row.Candidate.Subject.Kind, Severity = standing.Severity, Confirmed = standing.Confirmed,
            IsNewSubject = matched.Subject is null,
            IsFirstOfBody = !bodies.Contains(standing.Authority ?? standing.Provider),
            ResemblesWithdrawn = matched.Subject is { } one && near.Withdrawn.Contains((one.Value, standing.DecidedOn)),
            HasNearTwin = matched is { Subject: { } two, Known: null } && standing.Nature == Nature.Adverse
                && near.Current.Contains((two.Value, standing.DecidedOn, standing.Authority)),
            IsSettled = settled.Edited.ContainsKey(row.Number),
        };
        var reasons = UnusualRule.Of(facts);
        if (reasons.Count == 0)
        {
            Sample(row);
        }
        else if (kept.Count < MostRows || UnusualRule.AsksForArticle(facts))
        {
            kept.Add(new Kept(row, reasons, UnusualRule.AsksForArticle(facts), matched.Known?.Id.Value));
        }

        return reasons;
    }

    // The smallest digests of file and number: spread over the file, and nobody's choice.
    private void Sample(ReadRow row)
    {
        Span<byte> text = stackalloc byte[40];
        submission.Digest.AsSpan(0, 32).CopyTo(text);
        BinaryPrimitives.WriteInt64BigEndian(text[32..], row.Number);
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(text, digest);
        var place = BinaryPrimitives.ReadUInt64BigEndian(digest);
        if (sample.Count < SampleRows)
        {
            sample.Enqueue(row, place);
        }
        else
        {
            sample.EnqueueDequeue(row, place);
        }
    }

    private sealed record Near(HashSet<(Guid, DateOnly?)> Withdrawn, HashSet<(Guid, DateOnly?, string?)> Current);

    private async Task<Near> NearAsync(MatchedCandidate[] matched, CancellationToken ct)
    {
        var known = matched.Where(m => m is { Subject: not null, Known: null, Candidate.Standing.DecidedOn: not null }).ToList();
        Near near = new([], []);
        if (known.Count == 0)
        {
            return near;
        }

        foreach (var (subject, decidedOn, authority, state) in await connection.QueryAsync<(Guid, DateOnly, string?, string)>(new CommandDefinition("""
            select r.subject_id, r.decided_on, r.authority, r.state
              from unnest(@subjects) as t (id)
             cross join lateral (select * from records.record c where c.subject_id = t.id and c.item = @Item offset 0) r
             where r.decided_on = any (@dates) and r.state in ('current', 'withdrawn')
            """, new
        {
            submission.Item, subjects = known.Select(m => m.Subject!.Value.Value).Distinct().ToArray(),
            dates = known.Select(m => m.Candidate.Standing.DecidedOn!.Value).Distinct().ToArray(),
        }, cancellationToken: ct)))
        {
            if (state == "withdrawn")
            {
                near.Withdrawn.Add((subject, decidedOn));
            }
            else
            {
                near.Current.Add((subject, decidedOn, authority));
            }
        }

        return near;
    }
}
