using System.Buffers;
using System.Text;
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

    private readonly record struct Record(string Item, int Revision, Guid Content);

    // Places in a revision's row, after record, number, entry, leaf and edition.
    private const int Standing = 5;
    private const int Open = 6;
    private const int Closed = 7;
    private const int Salt = 8;
    private const int ClosedDigest = 9;
    private const int Stored = 10;
    private const int Columns = 11;

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
            var blocks = await snapshot.QueryAsync<byte[]>(
                "select leaves from records.tree_block where entry = @entry order by no", new { entry });
            var bytes = blocks.AsList() switch { [] => [], [var one] => one, var several => Joined(several) };
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
        var records = await RecordsAsync(snapshot, ct);
        var buffer = new ArrayBufferWriter<byte>(8192);
        long revisions = 0;
        long bytes = 0;
        await using var rows = await BinaryRowReader.BeginAsync(snapshot, """
            copy records.revision (record_id, no, entry, leaf, edition, standing, open, closed, salt, closed_digest, commitment)
            to stdout (format binary)
            """, Columns, ct);
        while (await rows.ReadAsync(ct))
        {
            var (id, no) = (rows.Id(0), rows.Number(1));
            revisions++;
            bytes += rows.Bytes(Standing).Length + rows.Bytes(Open).Length + rows.Bytes(Closed).Length;
            if (!records.TryGetValue(id, out var record))
            {
                report.Find("records.record-missing", $"记录 {id} 的现状被删除，只留下第 {no} 版。");
            }

            if (record is { Item: null } || !IsWhole(buffer, id, no, record.Item, rows))
            {
                report.Find("records.revision-changed", $"记录 {id} 第 {no} 版的内容与入库时的承诺不符。");
            }

            if (no == record.Revision && RevisionContent.ContentOf(rows.Bytes(Open), rows.Bytes(Closed)) != record.Content)
            {
                report.Find("records.state-changed", $"记录 {id} 的现状与最近一版不符（content）。");
            }

            var (entry, leaf) = (rows.Id(2), rows.Number(3));
            if (!trees.TryGetValue(entry, out var tree) || leaf < 0 || leaf >= tree.Found.Length || tree.Found[leaf]
                || !tree.Leaves.AsSpan(leaf * Hash256.Length, Hash256.Length).SequenceEqual(rows.Bytes(Stored)))
            {
                report.Find("records.revision-foreign", $"记录 {id} 第 {no} 版不在日志所记的入库之列：它是绕过程序写入的。");
                continue;
            }

            tree.Found[leaf] = true;
        }

        report.Count("revisions", revisions);
        report.Count("revision-bytes", bytes);
    }

    // What every revision is held against; items are few, so their names are kept once.
    private static async Task<Dictionary<Guid, Record>> RecordsAsync(NpgsqlConnection snapshot, CancellationToken ct)
    {
        Dictionary<Guid, Record> records = new(await snapshot.ExecuteScalarAsync<int>("select count(*)::int from records.record"));
        List<string> items = [];
        await using var rows = await BinaryRowReader.BeginAsync(snapshot,
            "copy records.record (record_id, item, revision, content) to stdout (format binary)", 4, ct);
        while (await rows.ReadAsync(ct))
        {
            records[rows.Id(0)] = new Record(ItemOf(items, rows.Bytes(1)), rows.Number(2), rows.Id(3));
        }

        return records;
    }

    private static string ItemOf(List<string> known, ReadOnlySpan<byte> code)
    {
        foreach (var item in known)
        {
            if (Ascii.Equals(code, item))
            {
                return item;
            }
        }

        known.Add(Encoding.UTF8.GetString(code));
        return known[^1];
    }

    private static byte[] Joined(List<byte[]> blocks)
    {
        var bytes = new byte[blocks.Sum(b => b.Length)];
        var at = 0;
        foreach (var block in blocks)
        {
            block.CopyTo(bytes, at);
            at += block.Length;
        }

        return bytes;
    }

    private static bool IsWhole(ArrayBufferWriter<byte> buffer, Guid record, int no, string item, BinaryRowReader rows)
    {
        var salt = rows.Bytes(Salt);
        var closedDigest = rows.Bytes(ClosedDigest);
        var stored = rows.Bytes(Stored);
        if (salt.Length != 2 * Commitment.SaltLength || stored.Length != Hash256.Length || closedDigest.Length != Hash256.Length)
        {
            return false;
        }

        buffer.ResetWrittenCount();
        RevisionContent.WriteOpen(buffer, record, no, item, rows.Number(4), rows.Bytes(Standing), rows.Bytes(Open));
        var commitment = Commitment.Of(buffer.WrittenSpan, rows.Bytes(Closed), salt);
        return commitment.Digest == new Hash256(stored) && commitment.ClosedDigest == new Hash256(closedDigest);
    }
}
