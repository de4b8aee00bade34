using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.Journal;

namespace Xinheng.Model.Tests.Journal;

public sealed class ProofTests
{
    [Fact]
    public void Every_leaf_of_every_tree_can_be_proved() => Prop.ForAll(Trees.Places, tree =>
    {
        var leaves = Trees.Leaves(tree.Size);
        return InclusionProof.Of(leaves, tree.Place).Holds(leaves[tree.Place], MerkleTree.Root(leaves));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_inclusion_proof_with_one_bit_changed_fails() => Prop.ForAll(Trees.Places, tree =>
    {
        var leaves = Trees.Leaves(tree.Size);
        var root = MerkleTree.Root(leaves);
        var proof = InclusionProof.Of(leaves, tree.Place);
        var leaf = leaves[tree.Place];

        return !proof.Holds(Trees.Flip(leaf, tree.Bit), root)
            && !proof.Holds(leaf, Trees.Flip(root, tree.Bit))
            && Mutations(proof.Path, tree.Bit).All(path => !(proof with { Path = path }).Holds(leaf, root));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_leaf_cannot_be_proved_at_another_place() => Prop.ForAll(Trees.Places, tree =>
    {
        var leaves = Trees.Leaves(tree.Size);
        var root = MerkleTree.Root(leaves);
        var proof = InclusionProof.Of(leaves, tree.Place);

        return Enumerable.Range(-1, tree.Size + 2)
            .Where(place => place != tree.Place)
            .All(place => !(proof with { Index = place }).Holds(leaves[tree.Place], root));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_log_is_consistent_with_each_of_its_beginnings() => Prop.ForAll(Trees.Places, tree =>
    {
        var leaves = Trees.Leaves(tree.Size);
        var from = tree.Place + 1;
        return ConsistencyProof.Of(leaves, from)
            .Holds(MerkleTree.Root(leaves.Take(from)), MerkleTree.Root(leaves));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_consistency_proof_with_anything_changed_fails() => Prop.ForAll(Trees.Places, tree =>
    {
        var leaves = Trees.Leaves(tree.Size);
        var from = tree.Place + 1;
        var (earlier, later) = (MerkleTree.Root(leaves.Take(from)), MerkleTree.Root(leaves));
        var proof = ConsistencyProof.Of(leaves, from);

        return !proof.Holds(Trees.Flip(earlier, tree.Bit), later)
            && !proof.Holds(earlier, Trees.Flip(later, tree.Bit))
            && !(proof with { From = 0 }).Holds(earlier, later)
            && !(proof with { From = tree.Size + 1 }).Holds(earlier, later)
            && Mutations(proof.Path, tree.Bit).All(path => !(proof with { Path = path }).Holds(earlier, later));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_proof_joins_a_log_to_one_whose_early_entry_was_replaced() => Prop.ForAll(Trees.Places, tree =>
    {
        var seen = Trees.Leaves(tree.Size);
        var forked = Trees.Leaves(tree.Size + 5);
        forked[tree.Place] = Trees.Flip(forked[tree.Place], tree.Bit);

        return !ConsistencyProof.Of(forked, tree.Size).Holds(MerkleTree.Root(seen), MerkleTree.Root(forked));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_proof_from_an_empty_log_shows_nothing_and_does_not_hold()
    {
        Assert.False(new ConsistencyProof(0, 0, []).Holds(MerkleTree.EmptyRoot, MerkleTree.EmptyRoot));
        Assert.False(new ConsistencyProof(0, 1, []).Holds(MerkleTree.EmptyRoot, Trees.Leaf(0)));
    }

    private static IEnumerable<IReadOnlyList<Hash256>> Mutations(IReadOnlyList<Hash256> path, int bit)
    {
        for (var i = 0; i < path.Count; i++)
        {
            yield return [.. path.Take(i), Trees.Flip(path[i], bit), .. path.Skip(i + 1)];
            yield return [.. path.Take(i), .. path.Skip(i + 1)];
        }

        yield return [.. path, Trees.Leaf(bit)];
        yield return [Trees.Leaf(bit), .. path];
    }
}
