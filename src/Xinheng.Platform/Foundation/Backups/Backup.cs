using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using System.Text;
using Dapper;
using Npgsql;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation.Postgres;

namespace Xinheng.Platform.Foundation.Backups;

/// <summary>
/// Saves the whole installation as it was at one moment, while it goes on working: every table, every original as it
/// lies encrypted on disk, the checkpoints. Keys are never in it; they have their own escrow.
/// </summary>
public sealed class Backup(Database database, XinhengOptions options, Clock clock)
{
    /// <summary>What this program calls itself in a manifest.</summary>
    internal static string Program { get; } = typeof(Backup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        .InformationalVersion.Split('+')[0];

    /// <summary>Writes the file whole or not at all; an earlier one of that name stays until then.</summary>
    public async Task<BackupSummary> RunAsync(string file, IProgress<string>? progress, CancellationToken ct)
    {
        var unfinished = file + ".part";
        try
        {
            var manifest = await WriteAsync(unfinished, progress, ct);
            File.Move(unfinished, file, overwrite: true);
            return BackupSummary.Of(file, manifest, Notes(manifest));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new UnusableException(Refusal.Forbidden("foundation.backup.not-written",
                $"备份文件 {Path.GetFullPath(file)} 没有写成：文件夹不存在、不能写入，或磁盘已满（{e.Message}）。没有留下不完整的备份。"));
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private async Task<BackupManifest> WriteAsync(string file, IProgress<string>? progress, CancellationToken ct)
    {
        await using var stream = new FileStream(file, new FileStreamOptions
        {
            Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        BackupManifest manifest;
        await using (var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, ct))
        {
            // Before the snapshot: every checkpoint in the file then belongs to an entry that is in the tables.
            var checkpoints = await AddCheckpointsAsync(zip, ct);
            await using var connection = await Snapshot.ConnectAsync(database, ct);
            await connection.ExecuteAsync("begin transaction isolation level repeatable read, read only");
            manifest = await AddContentAsync(zip, connection, checkpoints, progress, ct);
            await AddManifestAsync(zip, manifest, ct);
        }

        stream.Flush(flushToDisk: true);
        return manifest;
    }

    private async Task<BackupManifest> AddContentAsync(
        ZipArchive zip, NpgsqlConnection connection, BackupManifest.Part? checkpoints, IProgress<string>? progress, CancellationToken ct)
    {
        var tables = await TableList.ReadAsync(connection, ct);
        if (tables.Count == 0)
        {
            throw new UnusableException(Refusal.Conflict("foundation.backup.nothing-there",
                "数据库里还没有任何表，没有可备份的内容。请核对 XINHENG__Database 或 XINHENG__DataDirectory。"));
        }

        // As a schema change would pull the tables from under a copy that takes hours.
        await connection.ExecuteAsync($"lock table {string.Join(", ", tables.Select(t => t.Quoted))} in access share mode");
        var (files, missing) = (new List<BackupManifest.Part>(), new List<Guid>());
        var saved = new List<BackupManifest.Table>();
        foreach (var table in tables)
        {
            saved.Add(await AddTableAsync(zip, connection, table, ct));
            progress?.Report(string.Create(CultureInfo.InvariantCulture, $"已备份 {table.FullName}：{saved[^1].Rows} 行"));
        }

        await AddFilesAsync(zip, connection, files, missing, ct);
        progress?.Report($"已备份原件：{files.Count} 份");
        return new BackupManifest
        {
            Format = BackupManifest.CurrentFormat, Program = Program, CreatedAt = clock.Now, Tables = saved,
            Migrations = [.. (await connection.QueryAsync<(string Room, string Name, byte[] Digest)>(
                "select room, name, digest from foundation.migration order by room, name"))
                .Select(m => new BackupManifest.Migration(m.Room, m.Name, Convert.ToHexStringLower(m.Digest)))],
            Sequences = [.. await connection.QueryAsync<BackupManifest.Sequence>("""
                select schemaname::text as Schema, sequencename::text as Name, last_value as LastValue from pg_sequences
                 where schemaname = any (@Schemas) and last_value is not null order by 1, 2
                """, new { TableList.Schemas })],
            Files = files, MissingFiles = missing, Checkpoints = checkpoints,
            Keys = new BackupSeal(new KeyRing(options)).Marks(),
        };
    }

    private static async Task<BackupManifest.Table> AddTableAsync(
        ZipArchive zip, NpgsqlConnection connection, ListedTable table, CancellationToken ct)
    {
        var name = $"tables/{table.FullName}.copy";
        using var rows = await connection.BeginTextExportAsync($"copy {table.Quoted} ({table.QuotedColumns}) to stdout", ct);
        var (passed, part) = await AddAsync(zip, name, ((StreamReader)rows).BaseStream, CompressionLevel.Fastest, ct);
        return new BackupManifest.Table(table.Schema, table.Name, table.Columns, passed.Lines, part);
    }

    private async Task AddFilesAsync(
        ZipArchive zip, NpgsqlConnection connection, List<BackupManifest.Part> files, List<Guid> missing, CancellationToken ct)
    {
        foreach (var id in await connection.QueryAsync<Guid>("select id from foundation.file where wrapped_key is not null order by id"))
        {
            try
            {
                await using var original = File.OpenRead(FileStore.PathIn(options, id));
                // Encrypted bytes do not get smaller.
                files.Add((await AddAsync(zip, BackupFile.NameOf(id), original, CompressionLevel.NoCompression, ct)).Part);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                missing.Add(id);
            }
        }
    }

    // Read between two appends, never within one, and only as far as the file reached then.
    private async Task<BackupManifest.Part?> AddCheckpointsAsync(ZipArchive zip, CancellationToken ct)
    {
        var path = Path.Combine(options.DataDirectory, "checkpoints.txt");
        if (!File.Exists(path))
        {
            return null;
        }

        long length;
        await using (await FolderLock.TakeAsync(path, ct))
        {
            length = new FileInfo(path).Length;
        }

        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return (await AddAsync(zip, "checkpoints.txt", file, CompressionLevel.Fastest, ct, length)).Part;
    }

    private async Task AddManifestAsync(ZipArchive zip, BackupManifest manifest, CancellationToken ct)
    {
        var bytes = manifest.Write();
        await AddAsync(zip, BackupManifest.EntryName, new MemoryStream(bytes), CompressionLevel.Fastest, ct);
        if (new BackupSeal(new KeyRing(options)).Seal(bytes) is { } seal)
        {
            await AddAsync(zip, BackupSeal.EntryName, new MemoryStream(Encoding.ASCII.GetBytes(seal)), CompressionLevel.NoCompression, ct);
        }
    }

    private static async Task<(Digesting.Passed Passed, BackupManifest.Part Part)> AddAsync(
        ZipArchive zip, string name, Stream content, CompressionLevel level, CancellationToken ct, long most = long.MaxValue)
    {
        await using var target = await zip.CreateEntry(name, level).OpenAsync(ct);
        var passed = await Digesting.CopyAsync(content, target, ct, most);
        return (passed, new BackupManifest.Part(name, passed.Bytes, passed.Sha256));
    }

    private static List<string> Notes(BackupManifest manifest)
    {
        List<string> notes = ["密钥不在备份中：请用 xinheng keys escrow 另行托管；没有密钥，恢复后原件和自然人号码无法读取。"];
        if (manifest.Keys.Count == 0)
        {
            notes.Add("本平台还没有密钥，备份没有加盖校验印记：恢复时只能发现损坏，不能发现蓄意改动。");
        }

        if (manifest.MissingFiles.Count > 0)
        {
            notes.Add($"有 {manifest.MissingFiles.Count} 份原件登记在册而磁盘上没有，未能备份，例如 {manifest.MissingFiles[0]}。");
        }

        return notes;
    }
}
