using System.Numerics;
using Dapper;
using Npgsql;
using Xinheng.Model.Journal;

namespace Xinheng.Platform.Records;

/// <summary>The tree of commitments that a journal entry named, as it is stored: the places of its leaves can be proved from it.</summary>
public static class StoredTree
{
    private static readonly int BlockLevel = BitOperations.Log2(EntryTree.BlockLeaves);

    private sealed record Block(int No, byte[]? Leaves, byte[] Root);

    /// <summary>Reads the leaf's own block and the last one, and of the others their roots.</summary>
    public static async Task<InclusionProof> ProveAsync(NpgsqlConnection connection, Guid entry, int leaf, CancellationToken ct)
    {
        var size = await connection.QuerySingleAsync<int>(new CommandDefinition(
            "select leaves from records.entry_tree where entry = @entry", new { entry }, cancellationToken: ct));
        var whole = new[] { leaf / EntryTree.BlockLeaves, (size - 1) / EntryTree.BlockLeaves };
        var blocks = (await connection.QueryAsync<Block>(new CommandDefinition("""
            select no, case when no = any (@whole) then leaves end as leaves, root from records.tree_block where entry = @entry order by no
            """, new { entry, whole }, cancellationToken: ct))).ToDictionary(b => b.No);
        return InclusionProof.Of(Node, leaf, size);

        Hash256 Node(int level, long index) =>
            level == BlockLevel ? new Hash256(blocks[(int)index].Root)
            : level > 0 ? MerkleTree.NodeHash(Node(level - 1, 2 * index), Node(level - 1, (2 * index) + 1))
            : LeafHash((int)index);

        Hash256 LeafHash(int index) => MerkleTree.LeafHash(new Hash256(
            blocks[index / EntryTree.BlockLeaves].Leaves.AsSpan(index % EntryTree.BlockLeaves * Hash256.Length, Hash256.Length)));
    }
}
