using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.Journal;

namespace Xinheng.Model.Tests.Journal;

/// <summary>Trees for the tests: numbered leaves, and generators of a tree with places in it.</summary>
internal static class Trees
{
    public static Hash256 Leaf(long number) => MerkleTree.LeafHash(BitConverter.GetBytes(number));

    public static List<Hash256> Leaves(int count) => [.. Enumerable.Range(0, count).Select(i => Leaf(i))];

    public static Hash256 Flip(Hash256 hash, int bit)
    {
        var bytes = hash.ToArray();
        bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        return new(bytes);
    }

    /// <summary>A size up to 300 and a place below it.</summary>
    public static Arbitrary<(int Size, int Place, int Bit)> Places { get; } = Arb.From(
        from size in Gen.Choose(1, 300)
        from place in Gen.Choose(0, size - 1)
        from bit in Gen.Choose(0, 255)
        select (size, place, bit));

    /// <summary>The plain recursive definition of RFC 6962, 2.1, as something to compare with.</summary>
    public static Hash256 RootByDefinition(IReadOnlyList<Hash256> leaves)
    {
        if (leaves.Count <= 1)
        {
            return leaves.Count == 0 ? MerkleTree.EmptyRoot : leaves[0];
        }

        var split = 1;
        while (split * 2 < leaves.Count)
        {
            split *= 2;
        }

        return MerkleTree.NodeHash(
            RootByDefinition([.. leaves.Take(split)]), RootByDefinition([.. leaves.Skip(split)]));
    }
}
