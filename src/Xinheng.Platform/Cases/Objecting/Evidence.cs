using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Objecting;

/// <summary>
/// Papers on the way to an objection: kept encrypted from the first byte, seen by nobody until it is filed, then passed on to whoever decides exactly
/// as they came. What nobody files within a day is gone.
/// </summary>
public sealed class Evidence(Database database, CaseDocuments documents, Clock clock)
{
    public const int MostMegabytes = CaseDocuments.MostBytes / (1024 * 1024);
    public const int MostFiles = CaseDocuments.Most;

    private static readonly TimeSpan Waits = TimeSpan.FromHours(20);

    public sealed record Kept(Guid Id, string Name, long Length);

    private sealed record Row(Guid Id, string Name, string MediaType, long Length, byte[] Digest, int KeyVersion, byte[] WrappedKey);

    public async Task<Result<Guid>> KeepAsync(string name, Stream content, SubjectId subject, RecordId record, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var there = await connection.ExecuteScalarAsync<int>(new CommandDefinition("""
            delete from cases.evidence where kept_at < @old;
            select count(*)::int from cases.evidence where subject = @subject
            """, new { old = clock.Now - Waits, subject = subject.Value }, cancellationToken: ct));
        if (there >= MostFiles)
        {
            return Refusal.TooMuch("cases.evidence-many", $"一件异议最多附 {MostFiles} 份材料。多的请合成一份 PDF。") with { Field = "file" };
        }

        var kept = await documents.KeepAsync([new(name, content)], ct);
        if (!kept.TryGet(out var papers))
        {
            return Result<Guid>.Refuse([.. kept.Refusals.Select(refusal => refusal with { Field = "file" })]);
        }

        var (paper, file) = (papers[0], papers[0].File);
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into cases.evidence (id, subject, record, name, media_type, length, digest, key_version, wrapped_key, kept_at)
            values (@Id, @subject, @record, @Name, @MediaType, @Length, @Digest, @KeyVersion, @WrappedKey, @now)
            """, new
        {
            file.Id, subject = subject.Value, record = record.Value, paper.Name, paper.MediaType, file.Length, file.Digest, file.KeyVersion, file.WrappedKey,
            now = clock.Now,
        }, cancellationToken: ct));
        return file.Id;
    }

    /// <summary>Those of the ids that are this subject's, about this record.</summary>
    public async Task<IReadOnlyList<Kept>> OfAsync(IReadOnlyList<Guid> ids, SubjectId subject, RecordId record, CancellationToken ct)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<Kept>(new CommandDefinition("""
            select id, name, length from cases.evidence where id = any (@ids) and subject = @subject and record = @record order by kept_at, id
            """, new { ids = ids.ToArray(), subject = subject.Value, record = record.Value }, cancellationToken: ct))];
    }

    /// <summary>Taken for filing, within the act; whatever the subject left lying about another attempt is let go of.</summary>
    internal async Task<Result<IReadOnlyList<CaseDocuments.Kept>>> TakeAsync(
        Work work, IReadOnlyList<Guid> ids, SubjectId subject, RecordId record, CancellationToken ct)
    {
        var rows = await work.ListAsync<Row>("""
            delete from cases.evidence where id = any (@ids) and subject = @subject and record = @record and kept_at >= @old
            returning id, name, media_type as MediaType, length, digest, key_version as KeyVersion, wrapped_key as WrappedKey
            """, new { ids = ids.ToArray(), subject = subject.Value, record = record.Value, old = clock.Now - Waits }, ct);
        return rows.Count < ids.Distinct().Count()
            ? Refusal.Conflict("cases.evidence-gone", "附上的材料放了太久，已经不在了。请回到第二步重新附上，再提交。")
            : Result<IReadOnlyList<CaseDocuments.Kept>>.Of([.. rows.OrderBy(row => row.Id).Select(row => new CaseDocuments.Kept(
                row.Name, row.MediaType, new FileStore.Written(row.Id, row.Digest, row.Length, row.KeyVersion, row.WrappedKey)))]);
    }
}
