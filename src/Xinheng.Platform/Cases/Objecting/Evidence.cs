using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Cases.Objecting;

/// <summary>
/// Papers a subject hands in on the way to an objection: kept encrypted from the first byte, seen by nobody else until the objection is filed, and
/// then passed on to whoever decides exactly as they are. What never becomes part of a case is destroyed.
/// </summary>
public sealed class Evidence(Database database, FileStore files, Clock clock)
{
    public const int MostMegabytes = 10;
    public const int MostFiles = 10;

    private const long Most = MostMegabytes * 1024L * 1024;
    private const int LongestName = 120;

    private static readonly (byte[] Head, string Type, string Extension)[] Types =
    [
        ("%PDF-"u8.ToArray(), "application/pdf", ".pdf"), ([0xFF, 0xD8, 0xFF], "image/jpeg", ".jpg"), ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png", ".png"),
    ];

    public sealed record Kept(Guid Id, string Name, string Type, long Length);

    /// <summary>Keeps one file; its kind is told from its bytes, whatever its name says.</summary>
    public async Task<Result<Guid>> KeepAsync(string name, Stream content, SubjectId subject, RecordId record, CancellationToken ct)
    {
        using var whole = new MemoryStream();
        if (!await FitsAsync(content, whole, ct))
        {
            return Refusal.TooMuch("cases.evidence-large", $"一份材料不超过 {MostMegabytes} MB。请压缩，或者分成几份。") with { Field = "file" };
        }

        var found = Array.Find(Types, type => whole.GetBuffer().AsSpan(0, (int)whole.Length).StartsWith(type.Head));
        if (found.Type is null)
        {
            return Refusal.Invalid("cases.evidence-type", "这份文件不是 PDF、JPG 或 PNG。请另存为这三种之一，或者拍照后再附上。", "file");
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        if (await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "select count(*)::int from cases.evidence where subject = @subject and record = @record and case_id is null",
            new { subject = subject.Value, record = record.Value }, cancellationToken: ct)) >= MostFiles)
        {
            return Refusal.TooMuch("cases.evidence-many", $"一件异议最多附 {MostFiles} 份材料。多的请合成一份 PDF。");
        }

        whole.Position = 0;
        var written = await files.WriteAsync(whole, Most, ct);
        if (!written.TryGet(out var file))
        {
            return Result<Guid>.Refuse(written.Refusals);
        }

        await using var transaction = await connection.BeginTransactionAsync(ct);
        await files.RecordAsync(transaction, file, ct);
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into cases.evidence (id, subject, record, name, type, length, digest, kept_at)
            values (@Id, @subject, @record, @name, @Type, @Length, @Digest, @now)
            """, new
        {
            file.Id, subject = subject.Value, record = record.Value, name = NameOf(name, found.Extension), found.Type, file.Length, file.Digest, now = clock.Now,
        }, transaction, cancellationToken: ct));
        await transaction.CommitAsync(CancellationToken.None);
        return file.Id;
    }

    /// <summary>Those of the ids that are this subject's, about this record, and not yet part of a case.</summary>
    public async Task<IReadOnlyList<Kept>> OfAsync(IReadOnlyList<Guid> ids, SubjectId subject, RecordId record, CancellationToken ct)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<Kept>(new CommandDefinition("""
            select id, name, type, length from cases.evidence
             where id = any (@ids) and subject = @subject and record = @record and case_id is null order by kept_at, id
            """, new { ids = ids.ToArray(), subject = subject.Value, record = record.Value }, cancellationToken: ct))];
    }

    /// <summary>What nobody filed within two days.</summary>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var left = (await connection.QueryAsync<Guid>(new CommandDefinition(
            "delete from cases.evidence where case_id is null and kept_at < @old returning id", new { old = clock.Now.AddDays(-2) }, cancellationToken: ct))).AsList();
        foreach (var id in left)
        {
            await files.DestroyAsync(id, ct);
        }

        return left.Count;
    }

    // Letters of a name as people gave it; nothing that means something in a path or a header.
    private static string NameOf(string given, string extension)
    {
        var name = new string([.. Path.GetFileNameWithoutExtension(given.Replace('\\', '/')).Where(c => !char.IsControl(c) && !"\"<>:|?*/".Contains(c, StringComparison.Ordinal))]).Trim();
        name = name.Length == 0 ? "材料" : name.Length > LongestName ? name[..LongestName] : name;
        return name + extension;
    }

    private static async Task<bool> FitsAsync(Stream content, MemoryStream whole, CancellationToken ct)
    {
        var buffer = new byte[1 << 16];
        int read;
        while (whole.Length <= Most && (read = await content.ReadAsync(buffer, ct)) > 0)
        {
            whole.Write(buffer, 0, read);
        }

        return whole.Length <= Most;
    }
}
