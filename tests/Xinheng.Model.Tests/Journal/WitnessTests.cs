using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.Journal;

namespace Xinheng.Model.Tests.Journal;

public sealed class WitnessTests
{
    private const string Log = "credit.example/log";

    private static readonly DateTimeOffset first = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_log_that_only_grew_meets_every_checkpoint() => Prop.ForAll(Trees.Places, tree =>
    {
        var leaves = Trees.Leaves(tree.Size);
        Checkpoint[] seen = [Seen(leaves, tree.Size), Seen(leaves, tree.Place), Seen(leaves, 0), Seen(leaves, tree.Place)];

        return Witness.Compare(Log, seen, Head(leaves), leaves).Value == 4;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_log_shorter_than_what_was_seen_is_refused() => Prop.ForAll(Trees.Places, tree =>
    {
        var leaves = Trees.Leaves(tree.Size);
        var shorter = leaves[..tree.Place];

        return Codes(Witness.Compare(Log, [Seen(leaves, tree.Size)], Head(shorter), shorter)) == "witness.log-shorter";
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_log_with_one_bit_of_one_entry_changed_is_refused() => Prop.ForAll(Trees.Places, tree =>
    {
        var leaves = Trees.Leaves(tree.Size);
        var forked = Trees.Leaves(tree.Size + 3);
        forked[tree.Place] = Trees.Flip(forked[tree.Place], tree.Bit);

        return Codes(Witness.Compare(Log, [Seen(leaves, tree.Size)], Head(forked), forked)) == "witness.log-forked";
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_deleted_entry_is_noticed_even_when_another_is_added_at_the_end()
    {
        var leaves = Trees.Leaves(20);
        List<Hash256> without = [.. leaves.Take(7), .. leaves.Skip(8), Trees.Leaf(99)];

        Assert.Equal("witness.log-forked", Codes(Witness.Compare(Log, [Seen(leaves, 20)], Head(without), without)));
    }

    [Fact]
    public void A_head_that_is_not_the_logs_own_is_refused()
    {
        var leaves = Trees.Leaves(5);

        Assert.Equal("witness.head-wrong", Codes(Witness.Compare(Log, [], Head(Trees.Leaves(4)), leaves)));
    }

    [Fact]
    public void A_checkpoint_of_another_log_is_refused()
    {
        var leaves = Trees.Leaves(5);
        var foreign = Checkpoint.Of("other.example/log", Head(leaves), first);

        Assert.Equal("witness.other-log", Codes(Witness.Compare(Log, [foreign], Head(leaves), leaves)));
    }

    [Fact]
    public void A_witness_file_is_read_as_it_was_appended_and_a_torn_end_is_named()
    {
        using var key = SignatureSuite.Es256.CreateKey();
        List<SignedCheckpoint> notes = [.. Enumerable.Range(1, 3).Select(size => Seen(Trees.Leaves(3), size).Sign(key))];
        var text = string.Concat(notes.Select(WitnessFile.Entry));
        var twoNotes = WitnessFile.Entry(notes[0]).Length + WitnessFile.Entry(notes[1]).Length;

        Assert.Equal(notes.Select(note => note.Text), WitnessFile.Parse(text).Value.Checkpoints.Select(note => note.Text));
        Assert.Equal("", WitnessFile.Parse(text).Value.Torn);
        Assert.All(Enumerable.Range(twoNotes, notes[2].Text.Length), length =>
        {
            var torn = WitnessFile.Parse(text[..length]).Value;
            Assert.Equal(2, torn.Checkpoints.Count);
            Assert.Equal(text[twoNotes..length], torn.Torn);
        });
        Assert.Equal(3, WitnessFile.Parse(text[..^1]).Value.Checkpoints.Count);
    }

    [Fact]
    public void A_damaged_note_before_the_end_is_refused_by_its_number()
    {
        using var key = SignatureSuite.Es256.CreateKey();
        var note = WitnessFile.Entry(Seen(Trees.Leaves(3), 3).Sign(key));

        var refusal = Assert.Single(WitnessFile.Parse(note + note.Replace("\n3\n", "\nthree\n", StringComparison.Ordinal) + note).Refusals);

        Assert.Equal("checkpoint.unreadable", refusal.Code);
        Assert.StartsWith("第 2 个检查点", refusal.Message, StringComparison.Ordinal);
    }

    private static TreeHead Head(List<Hash256> leaves) => new(leaves.Count, MerkleTree.Root(leaves));

    private static Checkpoint Seen(List<Hash256> leaves, int size) =>
        Checkpoint.Of(Log, Head(leaves[..size]), first.AddMinutes(size));

    private static string Codes(Xinheng.Model.Foundation.Result<int> result) =>
        string.Join(' ', result.Refusals.Select(refusal => refusal.Code));
}
