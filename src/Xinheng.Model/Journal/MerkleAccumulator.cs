using System.Numerics;

namespace Xinheng.Model.Journal;

/// <summary>
/// A tree that grows leaf by leaf and remembers only its frontier: one root for each full subtree, at most 63.
/// A sealer stores the frontier and continues from it; a submission of millions of rows needs no more memory than one of ten.
/// </summary>
public sealed class MerkleAccumulator
{
    private readonly Hash256[] frontier = new Hash256[64];
    private readonly Action<int, long, Hash256>? completed;
    private long size;

    /// <param name="completed">Told of every node that will never change (level, index, hash), for those who store them.</param>
    public MerkleAccumulator(Action<int, long, Hash256>? completed = null) => this.completed = completed;

    public long Size => size;

    /// <summary>The roots of the full subtrees, greatest first: one for each bit set in <see cref="Size"/>.</summary>
    public ReadOnlySpan<Hash256> Frontier => frontier.AsSpan(0, BitOperations.PopCount((ulong)Size));

    public TreeHead Head => new(Size, Root);

    public Hash256 Root
    {
        get
        {
            var peaks = Frontier;
            if (peaks.IsEmpty)
            {
                return MerkleTree.EmptyRoot;
            }

            var root = peaks[^1];
            for (var i = peaks.Length - 2; i >= 0; i--)
            {
                root = MerkleTree.NodeHash(peaks[i], root);
            }

            return root;
        }
    }

    /// <summary>Continues a stored tree; a frontier that does not fit its size is a bug or a damaged row.</summary>
    public static MerkleAccumulator Resume(
        long size, ReadOnlySpan<Hash256> frontier, Action<int, long, Hash256>? completed = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (frontier.Length != BitOperations.PopCount((ulong)size))
        {
            throw new ArgumentException($"{frontier.Length} subtrees do not make a tree of {size} leaves.", nameof(frontier));
        }

        var tree = new MerkleAccumulator(completed) { size = size };
        frontier.CopyTo(tree.frontier);
        return tree;
    }

    /// <summary>Continues a tree from the bytes of <see cref="FrontierBytes"/>.</summary>
    public static MerkleAccumulator Resume(
        long size, ReadOnlySpan<byte> frontier, Action<int, long, Hash256>? completed = null)
    {
        if (frontier.Length % Hash256.Length != 0)
        {
            throw new ArgumentException($"A frontier is whole digests, not {frontier.Length} bytes.", nameof(frontier));
        }

        var peaks = new Hash256[frontier.Length / Hash256.Length];
        for (var i = 0; i < peaks.Length; i++)
        {
            peaks[i] = new(frontier.Slice(i * Hash256.Length, Hash256.Length));
        }

        return Resume(size, peaks, completed);
    }

    /// <summary>The frontier as stored: its digests one after the other.</summary>
    public byte[] FrontierBytes()
    {
        var peaks = Frontier;
        var bytes = new byte[peaks.Length * Hash256.Length];
        for (var i = 0; i < peaks.Length; i++)
        {
            peaks[i].CopyTo(bytes.AsSpan(i * Hash256.Length));
        }

        return bytes;
    }

    public void Append(in Hash256 leafHash)
    {
        var top = BitOperations.PopCount((ulong)Size);
        var node = leafHash;
        completed?.Invoke(0, Size, node);

        // Each bit set at the low end of the size is a full subtree that the new leaf completes to one twice as large.
        for (var level = 0; (Size >> level & 1) == 1; level++)
        {
            node = MerkleTree.NodeHash(frontier[--top], node);
            completed?.Invoke(level + 1, Size >> (level + 1), node);
        }

        frontier[top] = node;
        size++;
    }
}
