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

    // Places in a revision's row, after record, number, entry, leaf, edition and subject.
    private const int Standing = 6;
    private const int Open = 7;
    private const int Closed = 8;
    private const int Salt = 9;
    private const int ClosedDigest = 10;
    private const int Stored = 11;
    private const int Columns = 12;

    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        var trees = await TreesAsync(snapshot, report, ct);
        var records = await KnownRecords.ReadAsync(
            snapshot, await snapshot.ExecuteScalarAsync<int>("select count(*)::int from records.record"), ct);
        await RevisionsAsync(snapshot, trees, records, report, ct);
        foreach (var (entry, tree) in trees)
        {
            foreach (var leaf in Enumerable.Range(0, tree.Found.Length).Where(i => !tree.Found[i]))
            {
                report.Find("records.revision-missing", $"条目 {entry} 入库的第 {leaf} 条（从 0 起）记录版本被删除。");
            }
        }

        await CurrentState.NameAsync(snapshot, records.Differing, report, ct);
        report.Count("records", records.Count);
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
        NpgsqlConnection snapshot, Dictionary<Guid, Tree> trees, KnownRecords records, VerificationReport report, CancellationToken ct)
    {
        var buffer = new ArrayBufferWriter<byte>(8192);
        long revisions = 0;
        long bytes = 0;
        await using var rows = await BinaryRowReader.BeginAsync(snapshot, """
            copy records.revision (record_id, no, entry, leaf, edition, subject_id, standing, open, closed, salt, closed_digest, commitment)
            to stdout (format binary)
            """, Columns, ct);
        while (await rows.ReadAsync(ct))
        {
            var (id, no) = (rows.Id(0), rows.Number(1));
            revisions++;
            bytes += rows.Bytes(Standing).Length + rows.Bytes(Open).Length + rows.Bytes(Closed).Length;
            var record = records.Find(id);
            if (record is null)
            {
                report.Find("records.record-missing", $"记录 {id} 的现状被删除，只留下第 {no} 版。");
            }
            else if (no == record.Value.Revision)
            {
                records.Meet(id, rows.Id(5), RevisionContent.ContentOf(rows.Bytes(Open), rows.Bytes(Closed)), rows.Bytes(Standing));
            }
            else if (no > record.Value.Revision)
            {
                report.Find("records.state-behind", $"记录 {id} 的现状落后于它的第 {no} 版。");
            }

            if (record is null || !IsWhole(buffer, id, no, record.Value.Item, rows))
            {
                report.Find("records.revision-changed", $"记录 {id} 第 {no} 版的内容与入库时的承诺不符。");
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
