using System.Buffers;
using System.Security.Cryptography;
using Xinheng.Model.Journal;
using Xinheng.Model.Records;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Records;

/// <summary>The tree of the commitments one act enters, growing as rows are written, stored block by block.</summary>
internal sealed class EntryTree
{
    /// <summary>A power of two, so that a block's root is a node of the whole tree.</summary>
    public const int BlockLeaves = 1024;

    private readonly MerkleAccumulator tree = new();
    private readonly ArrayBufferWriter<byte> block = new(BlockLeaves * Hash256.Length);
    private MerkleAccumulator blockTree = new();
    private readonly List<(byte[] Leaves, byte[] Root)> finished = [];
    private int storedBlocks;

    public TreeHead Head => tree.Head;

    /// <summary>Returns the leaf's place.</summary>
    public int Append(in Commitment commitment)
    {
        var leaf = commitment.LeafHash;
        tree.Append(leaf);
        blockTree.Append(leaf);
        commitment.Digest.CopyTo(block.GetSpan(Hash256.Length));
        block.Advance(Hash256.Length);
        if (blockTree.Size == BlockLeaves)
        {
            FinishBlock();
        }

        return (int)(tree.Size - 1);
    }

    /// <summary>Stores finished blocks; the last call also stores the unfinished one and the tree's head.</summary>
    public async Task StoreAsync(Work work, bool complete, CancellationToken ct)
    {
        if (complete && blockTree.Size > 0)
        {
            FinishBlock();
        }

        if (finished.Count > 0)
        {
            await work.ExecuteAsync("""
                insert into records.tree_block (entry, no, leaves, root)
                select @entry, @from + n - 1, leaves, root from unnest(@leaves, @roots) with ordinality as t (leaves, root, n)
                """, new
            {
                entry = work.Entry.Value, from = storedBlocks,
                leaves = finished.Select(b => b.Leaves).ToArray(), roots = finished.Select(b => b.Root).ToArray(),
            }, ct);
            storedBlocks += finished.Count;
            finished.Clear();
        }

        if (complete)
        {
            await work.ExecuteAsync("insert into records.entry_tree (entry, leaves, root) values (@entry, @leaves, @root)",
                new { entry = work.Entry.Value, leaves = (int)tree.Size, root = tree.Root.ToArray() }, ct);
        }
    }

    /// <summary>Fresh salts for so many revisions, 32 bytes each.</summary>
    public static byte[] Salts(int revisions) => RandomNumberGenerator.GetBytes(revisions * 2 * Commitment.SaltLength);

    private void FinishBlock()
    {
        finished.Add((block.WrittenSpan.ToArray(), blockTree.Root.ToArray()));
        block.ResetWrittenCount();
        blockTree = new MerkleAccumulator();
    }
}
