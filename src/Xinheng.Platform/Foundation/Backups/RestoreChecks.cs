using Dapper;
using Npgsql;
using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Foundation.Backups;

/// <summary>Everything that speaks against restoring, found before anything is written.</summary>
internal sealed class RestoreChecks(NpgsqlConnection connection, BackupFile backup, XinhengOptions options)
{
    private readonly List<Refusal> problems = [];

    public async Task<IReadOnlyList<Refusal>> RunAsync(IProgress<string>? progress, CancellationToken ct)
    {
        CheckSeal();
        CheckMigrations();
        await CheckEmptyAsync(ct);
        CheckCheckpoints();
        await CheckPartsAsync(progress, ct);
        return problems;
    }

    private void CheckSeal()
    {
        if (new BackupSeal(new KeyRing(options)).Fits(backup.ManifestBytes, backup.Seal) == false)
        {
            problems.Add(Refusal.Invalid("foundation.restore.seal-wrong", "备份的清单与校验印记不符：备份写成以后被改动过。请改用另一份备份。"));
        }
    }

    private void CheckMigrations()
    {
        var theirs = backup.Manifest.Migrations.ToHashSet();
        var ours = Migrations.Steps.Select(s => new BackupManifest.Migration(s.Room, s.Name, Convert.ToHexStringLower(s.Digest))).ToHashSet();
        if (!ours.SetEquals(theirs))
        {
            var different = ours.Except(theirs).Concat(theirs.Except(ours)).Select(m => $"{m.Room}/{m.Name}").Distinct().Order();
            problems.Add(Refusal.Conflict("foundation.restore.other-schema",
                $"备份由 xinheng {backup.Manifest.Program} 写成，它的数据库结构与本程序（{Backup.Program}）不同（{string.Join("、", different.Take(5))}）。" +
                $"请用 xinheng {backup.Manifest.Program} 恢复，再换用本程序并运行 xinheng migrate。"));
        }
    }

    private async Task CheckEmptyAsync(CancellationToken ct)
    {
        List<string> filled = [];
        foreach (var table in await TableList.ReadAsync(connection, ct))
        {
            if (await connection.ExecuteScalarAsync<bool>($"select exists (select from {table.Quoted})"))
            {
                filled.Add(table.FullName);
            }
        }

        if (filled.Count > 0)
        {
            problems.Add(Refusal.Conflict("foundation.restore.not-empty",
                $"数据库里已有内容（{string.Join("、", filled.Take(5))} 等 {filled.Count} 个表）。只能恢复到空库：请指定新的数据目录或新建的数据库。"));
        }
    }

    // They may testify to more than the backup has; whoever removes them should have looked.
    private void CheckCheckpoints()
    {
        var file = new FileInfo(Path.Combine(options.DataDirectory, "checkpoints.txt"));
        if (file is { Exists: true, Length: > 0 })
        {
            problems.Add(Refusal.Conflict("foundation.restore.checkpoints-there",
                $"已有检查点文件 {file.FullName}，它可能比备份更新。请先移到别处保存，恢复后可用 xinheng verify --witness 比对。"));
        }
    }

    private async Task CheckPartsAsync(IProgress<string>? progress, CancellationToken ct)
    {
        var wrong = backup.Foreign().Concat(backup.Manifest.Files.Select(f => f.Name).Where(n => !BackupFile.NamesOriginal(n, out _))).ToList();
        foreach (var part in backup.Manifest.Parts)
        {
            if (!await IsWholeAsync(part, ct))
            {
                wrong.Add(part.Name);
            }
        }

        progress?.Report($"已核对备份的各部分：{backup.Manifest.Parts.Count()} 个");
        if (wrong.Count > 0)
        {
            problems.Add(Refusal.Invalid("foundation.restore.part-wrong",
                $"备份有 {wrong.Count} 个部分与清单不符（{string.Join("、", wrong.Take(5))}）：缺失、损坏或被改动过。没有恢复任何内容，请改用另一份备份。"));
        }
    }

    private async Task<bool> IsWholeAsync(BackupManifest.Part part, CancellationToken ct)
    {
        try
        {
            await using var stream = await backup.OpenAsync(part, ct);
            // One byte more than announced is enough to know; a part is never unpacked further.
            return stream is not null
                && await Digesting.CopyAsync(stream, Stream.Null, ct, part.Bytes + 1) is var passed
                && passed.Bytes == part.Bytes && passed.Sha256 == part.Sha256;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return false;
        }
    }
}
