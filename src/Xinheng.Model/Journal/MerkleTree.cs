using System.Numerics;

namespace Xinheng.Model.Journal;

/// <summary>What a log or a submission amounts to at one moment: how many leaves, and their root.</summary>
public readonly record struct TreeHead(long Size, Hash256 Root);

/// <summary>
/// Reads the root of a full subtree: the 2^<paramref name="level"/> leaves from <paramref name="index"/> · 2^level on.
/// Level 0 is a leaf's hash. Whoever stores upper levels answers without reading every leaf.
/// </summary>
public delegate Hash256 MerkleNodes(int level, long index);

/// <summary>The tree of RFC 6962 over SHA-256: leaves prefixed 00, nodes 01, so that neither passes for the other.</summary>
public static class MerkleTree
{
    /// <summary>The root of a tree without leaves: the digest of nothing.</summary>
    public static Hash256 EmptyRoot { get; } = Hash256.Of([]);

    public static Hash256 LeafHash(ReadOnlySpan<byte> leaf) => Hash256.Of([0x00], leaf);

    /// <summary>The hash of a leaf that is itself a digest, as the commitments of a submission are.</summary>
    public static Hash256 LeafHash(in Hash256 leaf)
    {
        Span<byte> bytes = stackalloc byte[1 + Hash256.Length];
        bytes[0] = 0x00;
        leaf.CopyTo(bytes[1..]);
        return Hash256.Of(bytes);
    }

    public static Hash256 NodeHash(in Hash256 left, in Hash256 right)
    {
        Span<byte> bytes = stackalloc byte[1 + (2 * Hash256.Length)];
        bytes[0] = 0x01;
        left.CopyTo(bytes[1..]);
        right.CopyTo(bytes[(1 + Hash256.Length)..]);
        return Hash256.Of(bytes);
    }

    public static Hash256 Root(IEnumerable<Hash256> leafHashes)
    {
        var tree = new MerkleAccumulator();
        foreach (var leaf in leafHashes)
        {
            tree.Append(leaf);
        }

        return tree.Root;
    }

    /// <summary>Reads subtrees from leaf hashes in memory; every answer is computed anew.</summary>
    public static MerkleNodes NodesOf(IReadOnlyList<Hash256> leafHashes)
    {
        return Node;

        Hash256 Node(int level, long index) => level == 0
            ? leafHashes[checked((int)index)]
            : NodeHash(Node(level - 1, 2 * index), Node(level - 1, (2 * index) + 1));
    }

    /// <summary>The root that the tree had when it held <paramref name="size"/> leaves.</summary>
    public static Hash256 RootAt(MerkleNodes nodes, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return size == 0 ? EmptyRoot : RangeRoot(nodes, 0, size);
    }

    /// <summary>The root of leaves [start, end); start is a multiple of the greatest power of two the range holds.</summary>
    internal static Hash256 RangeRoot(MerkleNodes nodes, long start, long end)
    {
        var count = end - start;
        if (BitOperations.IsPow2(count))
        {
            var level = BitOperations.Log2((ulong)count);
            return nodes(level, start >> level);
        }

        var split = start + Split(count);
        return NodeHash(RangeRoot(nodes, start, split), RangeRoot(nodes, split, end));
    }

    /// <summary>The greatest power of two below <paramref name="count"/>, where RFC 6962 divides a tree.</summary>
    internal static long Split(long count) => 1L << BitOperations.Log2((ulong)count - 1);
}
