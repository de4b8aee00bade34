using System.Text;
using System.Text.Json;
using Dapper;
using Npgsql;
using Xinheng.Model.Journal;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Journal;

/// <summary>
/// Recomputes the log from its entries: numbering without gaps, every leaf from its text, every checkpoint's root and
/// signature, and the checkpoints kept outside the database.
/// </summary>
public sealed class JournalVerification(SigningKeys keys, CheckpointFile file, XinhengOptions options) : IVerification
{
    /// <summary>Checkpoints somebody else kept, to hold the log against.</summary>
    public IReadOnlyList<SignedCheckpoint> Witnessed { get; set; } = [];

    private sealed record Leaf(long No, Guid Entry, byte[] Hash, string? Content, DateTime? At, string? Power);

    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        var stored = (await snapshot.QueryAsync<(long Size, DateTime At, string Note)>(
            "select size, at, note from journal.checkpoint order by size")).AsList();
        var seen = stored.Select(s => Read(s.Note, report)).OfType<SignedCheckpoint>().ToList();
        foreach (var (checkpoint, (size, at, _)) in seen.Zip(stored))
        {
            if (checkpoint.Checkpoint.Head.Size != size || checkpoint.Checkpoint.Time.UtcDateTime != at)
            {
                report.Find("journal.checkpoint-columns", $"检查点 {size} 的列与签名文本不符。");
            }
        }

        await ReadLogAsync(snapshot, report, [.. seen, .. Outside(report), .. Witnessed], seen.LastOrDefault(), ct);
        await LooseEntriesAsync(snapshot, report);
        report.Count("checkpoints", stored.Count);
    }

    private async Task ReadLogAsync(
        NpgsqlConnection snapshot, VerificationReport report, List<SignedCheckpoint> seen, SignedCheckpoint? newest, CancellationToken ct)
    {
        var witness = new Witness(options.Origin, seen.Select(s => s.Checkpoint));
        var log = new MerkleAccumulator();
        await foreach (var leaf in snapshot.QueryUnbufferedAsync<Leaf>("""
            select l.no, l.entry, l.hash, e.content::text as content, e.at, e.power
              from journal.leaf l left join journal.entry e on e.id = l.entry order by l.no
            """).WithCancellation(ct))
        {
            Check(leaf, log.Size, report);
            var hash = leaf.Content is null ? new Hash256(leaf.Hash) : MerkleTree.LeafHash(Encoding.UTF8.GetBytes(leaf.Content));
            log.Append(hash);
            witness.Append(hash);
        }

        report.Count("entries", log.Size);
        if (log.Size > 0 && newest is null)
        {
            report.Find("journal.no-checkpoint", "日志有条目而没有检查点。");
        }

        foreach (var refusal in witness.Finish(newest?.Checkpoint.Head ?? log.Head).Refusals)
        {
            report.Find(refusal.Code, refusal.Message);
        }
    }

    private static void Check(Leaf leaf, long expected, VerificationReport report)
    {
        if (leaf.No != expected)
        {
            report.Find("journal.gap", $"日志编号不连续：应为 {expected}，实为 {leaf.No}。");
        }

        if (leaf.Content is null)
        {
            report.Find("journal.entry-missing", $"日志第 {leaf.No} 条（{leaf.Entry}）的内容被删除。");
            return;
        }

        if (!MerkleTree.LeafHash(Encoding.UTF8.GetBytes(leaf.Content)).ToArray().AsSpan().SequenceEqual(leaf.Hash))
        {
            report.Find("journal.entry-changed", $"日志第 {leaf.No} 条（{leaf.Entry}）的内容与编号时不同。");
        }

        using var content = JsonDocument.Parse(leaf.Content);
        var root = content.RootElement;
        if (root.GetProperty("id").GetGuid() != leaf.Entry || root.GetProperty("power").GetString() != leaf.Power
            || root.GetProperty("at").GetDateTimeOffset().UtcDateTime != leaf.At)
        {
            report.Find("journal.entry-columns", $"日志第 {leaf.No} 条（{leaf.Entry}）的列与内容不符。");
        }
    }

    private static async Task LooseEntriesAsync(NpgsqlConnection snapshot, VerificationReport report)
    {
        foreach (var id in await snapshot.QueryAsync<Guid>("""
            select e.id from journal.entry e
             where not exists (select from journal.leaf l where l.entry = e.id)
               and not exists (select from journal.unsealed u where u.entry = e.id)
            """))
        {
            report.Find("journal.entry-unnumbered", $"条目 {id} 既未编号也不在待编号之列：它是绕过程序写入的。");
        }

        foreach (var id in await snapshot.QueryAsync<Guid>(
            "select u.entry from journal.unsealed u left join journal.entry e on e.id = u.entry where e.id is null"))
        {
            report.Find("journal.entry-missing", $"待编号的条目 {id} 被删除。");
        }

        report.Count("awaiting-seal", await snapshot.ExecuteScalarAsync<long>("select count(*) from journal.unsealed"));
    }

    private IEnumerable<SignedCheckpoint> Outside(VerificationReport report)
    {
        if (!File.Exists(file.FullPath))
        {
            return [];
        }

        var read = WitnessFile.Parse(File.ReadAllText(file.FullPath));
        foreach (var refusal in read.Refusals)
        {
            report.Find(refusal.Code, $"检查点文件：{refusal.Message}");
        }

        return read.TryGet(out var outside) ? outside.Checkpoints.Where(c => IsSigned(c, report)) : [];
    }

    private SignedCheckpoint? Read(string note, VerificationReport report)
    {
        var read = SignedCheckpoint.Parse(note);
        if (!read.TryGet(out var checkpoint))
        {
            report.Find("journal.checkpoint-unreadable", read.Refusals[0].Message);
            return null;
        }

        IsSigned(checkpoint, report);
        return checkpoint;
    }

    private bool IsSigned(SignedCheckpoint checkpoint, VerificationReport report)
    {
        var refusal = keys.Public.Select(k => checkpoint.Verify(k)).FirstOrDefault(v => !v.IsRefused) is null
            ? checkpoint.Verify(keys.Current.Public).Refusals[0]
            : null;
        if (refusal is not null)
        {
            report.Find(refusal.Code, $"大小为 {checkpoint.Checkpoint.Head.Size} 的检查点：{refusal.Message}");
        }

        return refusal is null;
    }
}
