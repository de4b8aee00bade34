using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.Journal;

namespace Xinheng.Model.Tests.Journal;

public sealed class MerkleTreeTests
{
    [Fact]
    public void A_tree_without_leaves_has_the_digest_of_nothing() =>
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", MerkleTree.EmptyRoot.ToString());

    [Fact]
    public void A_leaf_never_passes_for_a_node()
    {
        var (left, right) = (Trees.Leaf(1), Trees.Leaf(2));

        Assert.NotEqual(MerkleTree.NodeHash(left, right), MerkleTree.LeafHash([.. left.ToArray(), .. right.ToArray()]));
    }

    [Fact]
    public void A_digest_as_a_leaf_hashes_like_its_bytes() =>
        Assert.Equal(MerkleTree.LeafHash(Trees.Leaf(7).ToArray()), MerkleTree.LeafHash(Trees.Leaf(7)));

    [Fact]
    public void A_leaf_too_long_for_the_stack_hashes_like_any_other()
    {
        var leaf = new byte[5000];
        leaf[4999] = 1;

        Assert.Equal(Hash256.Of([0, .. leaf]), MerkleTree.LeafHash(leaf));
    }

    [Fact]
    public void Growing_leaf_by_leaf_gives_the_root_of_the_definition_at_every_size()
    {
        var tree = new MerkleAccumulator();
        for (var size = 0; size <= 70; size++)
        {
            Assert.Equal(new TreeHead(size, Trees.RootByDefinition(Trees.Leaves(size))), tree.Head);
            tree.Append(Trees.Leaf(size));
        }
    }

    [Fact]
    public void A_sealer_continues_from_the_stored_frontier() => Prop.ForAll(Trees.Places, tree =>
    {
        var leaves = Trees.Leaves(tree.Size);
        var before = new MerkleAccumulator();
        leaves.Take(tree.Place).ToList().ForEach(leaf => before.Append(leaf));

        var after = MerkleAccumulator.Resume(before.Size, before.FrontierBytes());
        leaves.Skip(tree.Place).ToList().ForEach(leaf => after.Append(leaf));

        return after.Head == new TreeHead(tree.Size, MerkleTree.Root(leaves));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_frontier_that_does_not_fit_its_size_is_not_continued()
    {
        Assert.Throws<ArgumentException>(() => MerkleAccumulator.Resume(5, [Trees.Leaf(0)]));
        Assert.Throws<ArgumentException>(() => MerkleAccumulator.Resume(1, new byte[31]));
    }

    [Fact]
    public void Whoever_stores_the_finished_nodes_can_prove_without_the_leaves()
    {
        var leaves = Trees.Leaves(77);
        var stored = new Dictionary<(int, long), Hash256>();
        var tree = new MerkleAccumulator((level, index, hash) => stored.Add((level, index), hash));
        leaves.ForEach(leaf => tree.Append(leaf));

        Hash256 Stored(int level, long index) => stored[(level, index)];

        Assert.All(Enumerable.Range(0, 77), index =>
            Assert.True(InclusionProof.Of(Stored, index, 77).Holds(leaves[index], tree.Root)));
        Assert.All(Enumerable.Range(1, 77), size =>
            Assert.Equal(MerkleTree.Root(leaves.Take(size)), MerkleTree.RootAt(Stored, size)));
    }

    [Fact]
    public void A_digest_survives_every_spelling() => Prop.ForAll(Trees.Places, place =>
    {
        var hash = Trees.Leaf(place.Place);
        return Hash256.TryParseHex(hash.ToString(), out var fromHex) && fromHex == hash
            && Hash256.TryParseBase64(hash.ToBase64(), out var fromBase64) && fromBase64 == hash
            && new Hash256(hash.ToArray()) == hash
            && Trees.Flip(hash, place.Bit) != hash;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=", "unused bits are set")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU", "padding is missing")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF =", "a blank stands inside")]
    public void A_digest_has_one_spelling_in_base64(string text, string because) =>
        Assert.False(Hash256.TryParseBase64(text, out _), because);

    [Fact]
    public void Upper_case_hexadecimal_is_another_spelling() =>
        Assert.False(Hash256.TryParseHex(MerkleTree.EmptyRoot.ToString().ToUpperInvariant(), out _));
}
