namespace Xinheng.Model.Journal;

/// <summary>Shows that one leaf stands at its place in a tree: the hashes beside its way to the root (RFC 6962, 2.1.1).</summary>
/// <param name="Index">The leaf's place, counted from 0.</param>
/// <param name="Size">How many leaves the tree had.</param>
/// <param name="Path">Neighbouring hashes, from the leaf upwards.</param>
public sealed record InclusionProof(long Index, long Size, IReadOnlyList<Hash256> Path)
{
    public static InclusionProof Of(IReadOnlyList<Hash256> leafHashes, long index) =>
        Of(MerkleTree.NodesOf(leafHashes), index, leafHashes.Count);

    public static InclusionProof Of(MerkleNodes nodes, long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);

        var path = new List<Hash256>();
        var (start, end) = (0L, size);
        while (end - start > 1)
        {
            var split = start + MerkleTree.Split(end - start);
            if (index < split)
            {
                path.Add(MerkleTree.RangeRoot(nodes, split, end));
                end = split;
            }
            else
            {
                path.Add(MerkleTree.RangeRoot(nodes, start, split));
                start = split;
            }
        }

        path.Reverse();
        return new(index, size, path);
    }

    public bool Holds(in Hash256 leafHash, in Hash256 root) => RootFrom(leafHash) is { } computed && computed == root;

    /// <summary>The only root for which the proof holds; null when path and place do not fit a tree of that size.</summary>
    public Hash256? RootFrom(in Hash256 leafHash)
    {
        if (Index < 0 || Index >= Size)
        {
            return null;
        }

        var (node, last, hash) = (Index, Size - 1, leafHash);
        foreach (var neighbour in Path)
        {
            if (last == 0)
            {
                return null;
            }

            if ((node & 1) == 1 || node == last)
            {
                hash = MerkleTree.NodeHash(neighbour, hash);

                // On the right edge of an uneven tree a node rises without a neighbour until it is a right child.
                while ((node & 1) == 0 && node != 0)
                {
                    (node, last) = (node >> 1, last >> 1);
                }
            }
            else
            {
                hash = MerkleTree.NodeHash(hash, neighbour);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 ? hash : null;
    }
}
