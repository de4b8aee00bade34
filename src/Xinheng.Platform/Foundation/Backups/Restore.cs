using System.Globalization;
using Dapper;
using Npgsql;
using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Foundation.Backups;

/// <summary>
/// Puts a backup back into an empty installation. Everything is checked first; then all tables come in one
/// transaction, so that an interrupted restore leaves an empty database and may simply be run again.
/// </summary>
public sealed class Restore(Database database, XinhengOptions options)
{
    public async Task<Result<BackupSummary>> RunAsync(string file, IProgress<string>? progress, CancellationToken ct)
    {
        var opened = await BackupFile.OpenAsync(file, ct);
        if (!opened.TryGet(out var backup))
        {
            return Result<BackupSummary>.Refuse(opened.Refusals);
        }

        await using (backup)
        {
            await using var connection = await Snapshot.ConnectAsync(database, ct);
            var problems = await new RestoreChecks(connection, backup, options).RunAsync(progress, ct);
            if (problems.Count > 0)
            {
                return Result<BackupSummary>.Refuse(problems);
            }

            await new Migrations(database).RunAsync(ct);
            if (await PutBackAsync(connection, backup, progress, ct) is { } refusal)
            {
                return refusal;
            }

            return BackupSummary.Of(file, backup.Manifest, Notes(backup));
        }
    }

    private async Task<Refusal?> PutBackAsync(
        NpgsqlConnection connection, BackupFile backup, IProgress<string>? progress, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var tables = await TableList.ReadAsync(connection, ct);
        var saved = backup.Manifest.Tables.ToDictionary(t => $"{t.Schema}.{t.Name}");
        if (tables.FirstOrDefault(t => !saved.TryGetValue(t.FullName, out var s) || !s.Columns.SequenceEqual(t.Columns)) is { } other
            || tables.Count != saved.Count)
        {
            return Refusal.Conflict("foundation.restore.other-tables",
                "备份中的表与数据库的表不一致，虽然两边的结构脚本相同：有人在脚本之外改动过结构。没有恢复任何内容。");
        }

        // Rows that migrations brought are in the backup, too; and whoever writes meanwhile waits.
        await connection.ExecuteAsync($"truncate {string.Join(", ", tables.Select(t => t.Quoted))}");
        foreach (var table in tables)
        {
            await PutTableAsync(connection, backup, table, saved[table.FullName], ct);
            progress?.Report(string.Create(CultureInfo.InvariantCulture, $"已恢复 {table.FullName}：{saved[table.FullName].Rows} 行"));
        }

        foreach (var sequence in backup.Manifest.Sequences)
        {
            await connection.ExecuteAsync("select setval(format('%I.%I', @Schema, @Name)::regclass, @LastValue)", sequence);
        }

        var checkpoints = await PutFilesAsync(backup, progress, ct);
        await transaction.CommitAsync(CancellationToken.None);
        if (checkpoints is not null)
        {
            // Last: if this is cut off, the sealer writes the file anew from the tables.
            File.Move(checkpoints, Path.Combine(options.DataDirectory, "checkpoints.txt"), overwrite: true);
        }

        return null;
    }

    private static async Task PutTableAsync(
        NpgsqlConnection connection, BackupFile backup, ListedTable table, BackupManifest.Table saved, CancellationToken ct)
    {
        await connection.ExecuteAsync($"alter table {table.Quoted} disable trigger user");
        await using (var rows = await backup.OpenAsync(saved.Part, ct))
        {
            var target = await connection.BeginTextImportAsync($"copy {table.Quoted} ({table.QuotedColumns}) from stdin", ct);
            await using (target)
            {
                var passed = await Digesting.CopyAsync(rows!, ((StreamWriter)target).BaseStream, ct);
                if (passed.Sha256 != saved.Part.Sha256)
                {
                    throw new InvalidDataException($"{saved.Part.Name} changed while it was restored.");
                }
            }
        }

        await connection.ExecuteAsync($"alter table {table.Quoted} enable trigger user");
    }

    // Written before the commit: a file without a row is swept one day, a row without its file would be a loss.
    private async Task<string?> PutFilesAsync(BackupFile backup, IProgress<string>? progress, CancellationToken ct)
    {
        foreach (var part in backup.Manifest.Files)
        {
            if (BackupFile.NamesOriginal(part.Name, out var id))
            {
                await PutFileAsync(backup, part, FileStore.PathIn(options, id), ct);
            }
        }

        progress?.Report($"已恢复原件：{backup.Manifest.Files.Count} 份");
        if (backup.Manifest.Checkpoints is not { } checkpoints)
        {
            return null;
        }

        var waiting = Path.Combine(options.DataDirectory, "checkpoints.txt.restored");
        await PutFileAsync(backup, checkpoints, waiting, ct);
        return waiting;
    }

    private static async Task PutFileAsync(BackupFile backup, BackupManifest.Part part, string path, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (var from = await backup.OpenAsync(part, ct))
        await using (var to = new FileStream(path + ".part", FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, true))
        {
            await Digesting.CopyAsync(from!, to, ct);
            to.Flush(flushToDisk: true);
        }

        File.Move(path + ".part", path, overwrite: true);
    }

    private List<string> Notes(BackupFile backup)
    {
        var seal = new BackupSeal(new KeyRing(options));
        var here = seal.Marks().Select(k => (k.Purpose, k.Mark)).ToHashSet();
        var missing = backup.Manifest.Keys.Where(k => !here.Contains((k.Purpose, k.Mark))).Select(k => $"{k.Purpose} {k.Version}").ToList();
        List<string> notes = [];
        if (missing.Count > 0)
        {
            notes.Add($"备份不含密钥，这里缺少当时的密钥：{string.Join("、", missing)}。请从托管文件放回 {options.Keys}，否则原件和自然人号码无法读取。");
        }

        if (seal.Fits(backup.ManifestBytes, backup.Seal) is null)
        {
            notes.Add("没有核对备份的校验印记：印记所用的密钥不在这里。各部分的摘要均已核对。");
        }

        if (backup.Manifest.MissingFiles.Count > 0)
        {
            notes.Add($"有 {backup.Manifest.MissingFiles.Count} 份原件在备份时就不在磁盘上，例如 {backup.Manifest.MissingFiles[0]}。");
        }

        return notes;
    }
}
