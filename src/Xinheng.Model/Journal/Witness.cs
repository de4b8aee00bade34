using System.Globalization;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Journal;

/// <summary>
/// Holds a log against checkpoints seen before: reads its leaves once, in order, and refuses a log that is shorter
/// than what was seen, forked from it, or not what its own head says.
/// </summary>
public sealed class Witness
{
    private readonly string origin;
    private readonly List<Checkpoint> awaited;
    private readonly List<Refusal> problems = [];
    private readonly MerkleAccumulator log = new();
    private int next;

    public Witness(string origin, IEnumerable<Checkpoint> seen)
    {
        this.origin = origin;
        awaited = [.. seen.OrderBy(checkpoint => checkpoint.Head.Size)];
        foreach (var foreign in awaited.Where(checkpoint => checkpoint.Origin != origin).Select(c => c.Origin).Distinct())
        {
            problems.Add(Refusal.Invalid(
                "witness.other-log", $"检查点属于日志“{foreign}”，现在核对的是“{origin}”。请使用同一日志的检查点文件。"));
        }

        awaited.RemoveAll(checkpoint => checkpoint.Origin != origin);
        Compare();
    }

    public void Append(in Hash256 leafHash)
    {
        log.Append(leafHash);
        Compare();
    }

    /// <summary>All that is wrong, once every leaf has been read; otherwise how many checkpoints were met.</summary>
    public Result<int> Finish(TreeHead present)
    {
        if (log.Head != present)
        {
            problems.Add(Refusal.Conflict(
                "witness.head-wrong",
                Text($"日志自称有 {present.Size} 条、根哈希 {present.Root.ToBase64()}，")
                + Text($"实际读到 {log.Size} 条、根哈希 {log.Root.ToBase64()}。")));
        }

        // All those still awaited are longer than the log; the longest says it best.
        if (next < awaited.Count)
        {
            var lost = awaited[^1];
            problems.Add(Refusal.Conflict(
                "witness.log-shorter",
                Text($"日志“{origin}”在 {CanonicalJson.Instant(lost.Time)} 已有 {lost.Head.Size} 条，现在只有 {log.Size} 条：有条目被删除。")));
        }

        return problems.Count == 0 ? awaited.Count : Result<int>.Refuse(problems);
    }

    /// <summary>The whole comparison for a log that can be enumerated.</summary>
    public static Result<int> Compare(
        string origin, IEnumerable<Checkpoint> seen, TreeHead present, IEnumerable<Hash256> leafHashes)
    {
        var witness = new Witness(origin, seen);
        foreach (var leaf in leafHashes)
        {
            witness.Append(leaf);
        }

        return witness.Finish(present);
    }

    private void Compare()
    {
        for (; next < awaited.Count && awaited[next].Head.Size == log.Size; next++)
        {
            var seen = awaited[next];
            if (seen.Head.Root != log.Root)
            {
                problems.Add(Refusal.Conflict(
                    "witness.log-forked",
                    Text($"日志“{origin}”前 {seen.Head.Size} 条的根哈希与 {CanonicalJson.Instant(seen.Time)} 的检查点不同：其中有条目被改动或替换。")));
            }
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
