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

    private const int BlockLevel = 10;

    private readonly MerkleAccumulator tree;
    private readonly ArrayBufferWriter<byte> block = new(BlockLeaves * Hash256.Length);
    private readonly List<(byte[] Leaves, byte[] Root)> finished = [];
    private int storedBlocks;

    public EntryTree() => tree = new MerkleAccumulator(Completed);

    public TreeHead Head => tree.Head;

    /// <summary>Takes a committed draft in and tells it its place.</summary>
    public void Append(RevisionDraft draft)
    {
        draft.Leaf = (int)tree.Size;
        draft.Digest.CopyTo(block.GetSpan(Hash256.Length));
        block.Advance(Hash256.Length);
        tree.Append(draft.LeafHash);
    }

    /// <summary>Stores finished blocks; the last call also stores the unfinished one and the tree's head.</summary>
    public async Task StoreAsync(Work work, bool complete, CancellationToken ct)
    {
        if (complete && block.WrittenCount > 0)
        {
            FinishBlock(RootOf(block.WrittenSpan));
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

    /// <summary>Bytes of a revision's two salts.</summary>
    public const int SaltLength = 2 * Commitment.SaltLength;

    /// <summary>Fresh salts for so many revisions.</summary>
    public static byte[] Salts(int revisions) => RandomNumberGenerator.GetBytes(revisions * SaltLength);

    // A full block's root is the node of the whole tree above it: nothing is digested twice.
    private void Completed(int level, long index, Hash256 hash)
    {
        if (level == BlockLevel)
        {
            FinishBlock(hash);
        }
    }

    private void FinishBlock(Hash256 root)
    {
        finished.Add((block.WrittenSpan.ToArray(), root.ToArray()));
        block.ResetWrittenCount();
    }

    private static Hash256 RootOf(ReadOnlySpan<byte> commitments)
    {
        var part = new MerkleAccumulator();
        for (var i = 0; i < commitments.Length; i += Hash256.Length)
        {
            part.Append(MerkleTree.LeafHash(new Hash256(commitments.Slice(i, Hash256.Length))));
        }

        return part.Root;
    }
}
