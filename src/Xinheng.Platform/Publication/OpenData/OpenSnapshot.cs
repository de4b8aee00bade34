using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;
using Xinheng.Model.Journal;
using Xinheng.Model.Publication;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Foundation.Postgres;
using Xinheng.Platform.Publication.Authentic;

namespace Xinheng.Platform.Publication.OpenData;

/// <summary>
/// Writes the parts in which something changed since the manifest, then the manifest; until then the old one stands. What the
/// manifest does not know, a damaged or missing file, another division, a day that ended: all are only further parts to write.
/// </summary>
public sealed class OpenSnapshot(
    Database database, OpenFolder folder, PublishedFiles published, NoteTampering tampering, PublicItems items, CatalogueInForce catalogue, Clock clock,
    XinhengOptions options)
{
    // Read anew at each look, wherever time and length say that nothing changed: all of it in turn.
    private const long ReadAnew = 32 * 1024 * 1024;

    private int turnOf;

    private sealed record State(Guid Feed, long Last, DateOnly Day, long Shown, string? Checkpoint);

    /// <summary>Returns how many parts were written; 0 when the snapshot was as it should be.</summary>
    public async Task<int> WriteAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(options.DataDirectory);
        await using var turn = await FolderLock.TakeAsync(folder.LockFile, ct);
        var before = folder.Current?.Manifest;
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        if (await StateAsync(connection, ct) is not { } state)
        {
            return 0;
        }

        var parts = SubjectPart.PartsFor(state.Shown, before?.Parts.Count ?? 0);
        var kept = before is not null && before.Parts.Count == parts && before.Origin == options.Origin
            && OpenCursor.Parse(before.Cursor) is { } cursor && cursor.Feed == state.Feed && cursor.After <= state.Last ? before : null;
        List<ChangedFile> damaged = kept is null ? folder.Unsigned : Damaged(kept);
        HashSet<int> stale = kept is null ? [.. Enumerable.Range(0, parts)] : await StaleAsync(connection, kept, state, damaged, ct);
        if (kept is not null && stale.Count == 0 && kept.Day == state.Day && kept.Cursor == new OpenCursor(state.Feed, state.Last).ToString())
        {
            return 0;
        }

        var written = new SnapshotPart[parts];
        kept?.Parts.ToArray().CopyTo(written, 0);
        foreach (var part in stale)
        {
            written[part] = await WritePartAsync(connection, part, parts, ct);
        }

        var manifest = new SnapshotManifest
        {
            Origin = options.Origin, Day = state.Day, WrittenAt = clock.Now, Checkpoint = state.Checkpoint,
            Cursor = new OpenCursor(state.Feed, state.Last).ToString(), Parts = written,
        };
        await folder.PublishAsync(manifest, ct);
        if (damaged.Count > 0)
        {
            await tampering.RunAsync(damaged, ct);
        }

        await published.ReplaceAsync(
            "snapshot/", [.. written.SelectMany(p => p.Files).Select(f => ($"snapshot/{f.Name}", f.Sha256)),
                ("snapshot/manifest", Hash256.Of(folder.Current!.Bytes))], ct);
        return stale.Count;
    }

    private static async Task<State?> StateAsync(NpgsqlConnection connection, CancellationToken ct) =>
        await connection.QuerySingleOrDefaultAsync<State>(new CommandDefinition("""
            select f.id as Feed, f.last as Last, foundation.today() as Day,
                   (select count(*) from publication.open_item i where i.digest is not null) as Shown,
                   (select c.note from journal.checkpoint c order by c.size desc limit 1) as Checkpoint
              from publication.open_feed f
            """, cancellationToken: ct));

    private static async Task<HashSet<int>> StaleAsync(NpgsqlConnection connection, SnapshotManifest kept, State state, List<ChangedFile> damaged, CancellationToken ct)
    {
        var changed = await connection.QueryAsync<short>(new CommandDefinition(
            "select bucket from publication.open_bucket where no > @After", OpenCursor.Parse(kept.Cursor)!.Value, cancellationToken: ct));
        return
        [
            .. changed.Select(bucket => SubjectPart.PartOf(bucket, kept.Parts.Count)),
            .. Enumerable.Range(0, kept.Parts.Count).Where(p => kept.Parts[p].Until <= state.Day || kept.Parts[p].Files.Any(f => damaged.Exists(d => d.Name == f.Name))),
        ];
    }

    private List<ChangedFile> Damaged(SnapshotManifest kept)
    {
        var files = kept.Parts.SelectMany(p => p.Files).ToList();
        var damaged = files.FindAll(file => !folder.IsSound(file));
        for (var (looked, read) = (0, 0L); looked < files.Count && read < ReadAnew; looked++)
        {
            var file = files[turnOf = (turnOf + 1) % files.Count];
            read += file.Bytes;
            if (!damaged.Contains(file) && !folder.IsSound(file, again: true))
            {
                damaged.Add(file);
            }
        }

        return [.. damaged.Select(file => new ChangedFile(file.Name, file.Sha256.ToString(), folder.DigestOf(file.Name), Mended: true))];
    }

    private async Task<SnapshotPart> WritePartAsync(NpgsqlConnection connection, int part, int parts, CancellationToken ct)
    {
        var (from, to) = SubjectPart.BucketsOf(part, parts);
        var inForce = await catalogue.CurrentAsync(ct);
        var (lines, csv) = (new MemoryStream(), new StringBuilder().Append('\uFEFF').AppendJoin(',', OpenLine.CsvColumns).Append("\r\n"));
        var (count, until) = (0L, (DateOnly?)null);
        foreach (var row in await connection.QueryAsync<PublicRow>(new CommandDefinition($"""
            select {PublicRow.Columns}
              from (select i.record_id, i.subject_id from publication.open_item i
                     where i.digest is not null and i.bucket >= @from and i.bucket < @to order by i.record_id offset 0) i
             cross join lateral (select * from publication.record r where (r.record_id, r.subject_id) = (i.record_id, i.subject_id) offset 0) r
             order by r.record_id
            """, new { from, to }, cancellationToken: ct)))
        {
            var line = OpenLine.Of(row, inForce, items);
            lines.Write(line.Json);
            lines.WriteByte((byte)'\n');
            line.AppendCsv(csv);
            until = line.Record.PublicUntil is { } end && (until is null || end < until) ? end : until;
            count++;
        }

        var plain = lines.ToArray();
        return new SnapshotPart
        {
            Records = count, Until = until, Digest = Hash256.Of(plain),
            Files =
            [
                await WriteFileAsync(SnapshotFile.JsonLines, part, parts, plain, ct),
                await WriteFileAsync(SnapshotFile.Csv, part, parts, Encoding.UTF8.GetBytes(csv.ToString()), ct),
            ],
        };
    }

    private async Task<SnapshotFile> WriteFileAsync(string format, int part, int parts, byte[] plain, CancellationToken ct)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            await gzip.WriteAsync(plain, ct);
        }

        var bytes = packed.ToArray();
        var digest = new Hash256(SHA256.HashData(bytes));
        var name = string.Create(CultureInfo.InvariantCulture, $"records-{part:0000}-of-{parts:0000}.{digest.ToString()[..16]}.{format}.gz");
        await folder.WriteAsync(name, bytes, ct);
        return new SnapshotFile(format, name, bytes.Length, digest);
    }
}
