using System.Buffers;
using System.Text.Json;
using Dapper;
using Npgsql;
using Xinheng.Model.Journal;
using Xinheng.Model.Records;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Records;

/// <summary>
/// Recomputes every revision's commitment from its content, every tree the journal names from the commitments, and the
/// current state of every record from its latest revision.
/// </summary>
public sealed class RecordsVerification : IVerification
{
    /// <summary>The leaves of one entry's tree, and which of them a revision was found for.</summary>
    private sealed record Tree(byte[] Leaves, bool[] Found);

    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        var trees = await TreesAsync(snapshot, report, ct);
        await RevisionsAsync(snapshot, trees, report, ct);
        foreach (var (entry, tree) in trees)
        {
            foreach (var leaf in Enumerable.Range(0, tree.Found.Length).Where(i => !tree.Found[i]))
            {
                report.Find("records.revision-missing", $"条目 {entry} 入库的第 {leaf} 条（从 0 起）记录版本被删除。");
            }
        }

        await CurrentState.CompareAsync(snapshot, report, ct);
    }

    private static async Task<Dictionary<Guid, Tree>> TreesAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        Dictionary<Guid, Tree> trees = [];
        foreach (var (entry, leaves, root, content) in await snapshot.QueryAsync<(Guid, int, byte[], string?)>("""
            select t.entry, t.leaves, t.root, e.content::text from records.entry_tree t left join journal.entry e on e.id = t.entry
            """))
        {
            var blocks = (await snapshot.QueryAsync<byte[]>(
                "select leaves from records.tree_block where entry = @entry order by no", new { entry })).AsList();
            byte[] bytes = [.. blocks.SelectMany(block => block)];
            var tree = new MerkleAccumulator();
            for (var i = 0; i + Hash256.Length <= bytes.Length; i += Hash256.Length)
            {
                tree.Append(MerkleTree.LeafHash(new Hash256(bytes.AsSpan(i, Hash256.Length))));
            }

            if (tree.Size != leaves || !tree.Root.ToArray().AsSpan().SequenceEqual(root) || !Names(content, tree.Head))
            {
                report.Find("records.tree-changed", $"条目 {entry} 的承诺树与日志所记的根不符。");
            }

            trees[entry] = new Tree(bytes, new bool[bytes.Length / Hash256.Length]);
        }

        foreach (var entry in await snapshot.QueryAsync<Guid>("""
            select e.id from journal.entry e
             where e.content->>'root' is not null and not exists (select from records.entry_tree t where t.entry = e.id)
            """))
        {
            report.Find("records.tree-missing", $"条目 {entry} 的承诺树被删除。");
        }

        ct.ThrowIfCancellationRequested();
        return trees;
    }

    private static bool Names(string? content, TreeHead head)
    {
        if (content is null)
        {
            return false;
        }

        using var entry = JsonDocument.Parse(content);
        return entry.RootElement.TryGetProperty("root", out var root) && root.GetString() == head.Root.ToBase64()
            && entry.RootElement.GetProperty("leaves").GetInt64() == head.Size;
    }

    private static async Task RevisionsAsync(
        NpgsqlConnection snapshot, Dictionary<Guid, Tree> trees, VerificationReport report, CancellationToken ct)
    {
        var items = (await snapshot.QueryAsync<(Guid, string)>("select record_id, item from records.record")).ToDictionary(r => r.Item1, r => r.Item2);
        var buffer = new ArrayBufferWriter<byte>(8192);
        long bytes = 0;
        await using var copy = await snapshot.BeginBinaryExportAsync("""
            copy records.revision (record_id, no, entry, leaf, edition, standing, open, closed, salt, closed_digest, commitment)
            to stdout (format binary)
            """, ct);
        while (await copy.StartRowAsync(ct) > 0)
        {
            var record = copy.Read<Guid>();
            var no = copy.Read<int>();
            var entry = copy.Read<Guid>();
            var leaf = copy.Read<int>();
            var edition = copy.Read<int>();
            var (standing, open, closed) = (copy.Read<byte[]>(), copy.Read<byte[]>(), copy.Read<byte[]>());
            var (salt, closedDigest, stored) = (copy.Read<byte[]>(), copy.Read<byte[]>(), copy.Read<byte[]>());
            report.Count("revisions");
            bytes += standing.Length + open.Length + closed.Length;
            if (!items.TryGetValue(record, out var item))
            {
                report.Find("records.record-missing", $"记录 {record} 的现状被删除，只留下第 {no} 版。");
                item = "";
            }

            buffer.ResetWrittenCount();
            if (item.Length == 0 || !IsWhole(buffer, record, no, item, edition, standing, open, closed, salt, closedDigest, stored))
            {
                report.Find("records.revision-changed", $"记录 {record} 第 {no} 版的内容与入库时的承诺不符。");
            }

            if (!trees.TryGetValue(entry, out var tree) || leaf < 0 || leaf >= tree.Found.Length || tree.Found[leaf]
                || !tree.Leaves.AsSpan(leaf * Hash256.Length, Hash256.Length).SequenceEqual(stored))
            {
                report.Find("records.revision-foreign", $"记录 {record} 第 {no} 版不在日志所记的入库之列：它是绕过程序写入的。");
                continue;
            }

            tree.Found[leaf] = true;
        }

        report.Count("revision-bytes", bytes);
    }

    private static bool IsWhole(
        ArrayBufferWriter<byte> buffer, Guid record, int no, string item, int edition,
        byte[] standing, byte[] open, byte[] closed, byte[] salt, byte[] closedDigest, byte[] stored)
    {
        if (salt.Length != 2 * Commitment.SaltLength || stored.Length != Hash256.Length || closedDigest.Length != Hash256.Length)
        {
            return false;
        }

        RevisionContent.WriteOpen(buffer, record, no, item, edition, standing, open);
        var commitment = Commitment.Of(buffer.WrittenSpan, closed, salt);
        return commitment.Digest == new Hash256(stored) && commitment.ClosedDigest == new Hash256(closedDigest);
    }
}
