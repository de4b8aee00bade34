using Dapper;
using Microsoft.Extensions.Logging;
using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Foundation;

/// <summary>
/// Removes what crashes left of originals: files older than a day that no row knows, or whose key is destroyed, or that
/// were never finished. Done once a day.
/// </summary>
public sealed class FileSweep(Database database, Clock clock, XinhengOptions options, ILogger<FileSweep> logger)
{
    public const string Kind = "foundation.sweep-files";

    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    /// <summary>How many files were removed; nothing is when most are unknown: then it is another installation's folder.</summary>
    public async Task<Result<int>> RunAsync(CancellationToken ct)
    {
        List<string> rubbish = [];
        var known = 0;
        foreach (var folder in Folders())
        {
            var old = Old(folder).ToList();
            var kept = await KeptAsync(old, ct);
            known += kept.Count;
            rubbish.AddRange(old.Where(f => !(IdOf(f) is { } id && kept.Contains(id))).Select(f => f.FullName));
        }

        if (rubbish.Count > known)
        {
            return Refusal.Conflict("foundation.files.other-database",
                $"{FileStore.Folder(options)} 中有 {rubbish.Count} 份原件不在册，在册的只有 {known} 份：数据目录与数据库可能不是一套。没有删除任何文件。");
        }

        rubbish.ForEach(File.Delete);
        return rubbish.Count;
    }

    /// <summary>A refusal is the operator's to read and no reason to try again today.</summary>
    public JobKind AsJob() => new(Kind, async (_, ct) =>
    {
        var swept = await RunAsync(ct);
        if (!swept.TryGet(out var removed))
        {
            Log.SweepRefused(logger, swept.Refusals[0].Code);
        }
        else if (removed > 0)
        {
            Log.Swept(logger, removed);
        }
    });

    private IEnumerable<DirectoryInfo> Folders() =>
        new DirectoryInfo(FileStore.Folder(options)) is { Exists: true } files ? files.EnumerateDirectories() : [];

    private IEnumerable<FileInfo> Old(DirectoryInfo folder) => folder.EnumerateFiles()
        .Where(f => f.LastWriteTimeUtc < clock.Now - Grace && (IdOf(f) is not null || f.Extension == ".part"));

    private async Task<HashSet<Guid>> KeptAsync(List<FileInfo> files, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var ids = files.Select(IdOf).OfType<Guid>().ToArray();
        return [.. await connection.QueryAsync<Guid>(new CommandDefinition(
            "select id from foundation.file where id = any (@ids) and wrapped_key is not null", new { ids }, cancellationToken: ct))];
    }

    private static Guid? IdOf(FileInfo file) => Guid.TryParseExact(file.Name, "N", out var id) ? id : null;
}
