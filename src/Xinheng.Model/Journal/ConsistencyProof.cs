using System.Numerics;

namespace Xinheng.Model.Journal;

/// <summary>Shows that a log only grew: the earlier one is the beginning of the later one (RFC 6962, 2.1.2).</summary>
/// <param name="From">How many leaves the earlier log had.</param>
/// <param name="To">How many the later one has.</param>
/// <param name="Path">Roots of subtrees, from the seam between the two upwards.</param>
public sealed record ConsistencyProof(long From, long To, IReadOnlyList<Hash256> Path)
{
    public static ConsistencyProof Of(IReadOnlyList<Hash256> leafHashes, long from) =>
        Of(MerkleTree.NodesOf(leafHashes), from, leafHashes.Count);

    public static ConsistencyProof Of(MerkleNodes nodes, long from, long to)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, to);

        var path = new List<Hash256>();
        var (start, end) = (0L, to);
        while (from != end)
        {
            var split = start + MerkleTree.Split(end - start);
            if (from <= split)
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

        // A beginning that is itself a full subtree is known to the reader: it is the earlier root.
        if (start != 0)
        {
            path.Add(MerkleTree.RangeRoot(nodes, start, end));
        }

        path.Reverse();
        return new(from, to, path);
    }

    /// <summary>An empty log is the beginning of every log: a proof from it would show nothing, and does not hold.</summary>
    public bool Holds(in Hash256 earlier, in Hash256 later) => From > 0 && From <= To
        && (From == To ? Path.Count == 0 && earlier == later : Climbs(earlier, later));

    private bool Climbs(in Hash256 earlier, in Hash256 later)
    {
        var known = BitOperations.IsPow2(From);
        if (!known && Path.Count == 0)
        {
            return false;
        }

        var (node, last) = (From - 1, To - 1);
        while ((node & 1) == 1)
        {
            (node, last) = (node >> 1, last >> 1);
        }

        var before = known ? earlier : Path[0];
        var after = before;
        for (var i = known ? 0 : 1; i < Path.Count; i++)
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                before = MerkleTree.NodeHash(Path[i], before);
                after = MerkleTree.NodeHash(Path[i], after);
                while ((node & 1) == 0 && node != 0)
                {
                    (node, last) = (node >> 1, last >> 1);
                }
            }
            else
            {
                after = MerkleTree.NodeHash(after, Path[i]);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && before == earlier && after == later;
    }
}
