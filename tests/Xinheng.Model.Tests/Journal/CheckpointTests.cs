using Xinheng.Model.Journal;

namespace Xinheng.Model.Tests.Journal;

public sealed class CheckpointTests
{
    private static readonly DateTimeOffset sealedAt = new(2026, 3, 31, 10, 15, 0, 123, TimeSpan.FromHours(8));

    private static readonly Checkpoint checkpoint =
        Checkpoint.Of("credit.example/log", new(3, MerkleTree.Root(Trees.Leaves(3))), sealedAt.AddTicks(4567));

    [Fact]
    public void The_body_is_four_plain_lines_with_the_time_in_utc_to_the_millisecond() => Assert.Equal(
        $"credit.example/log\n3\n{checkpoint.Head.Root.ToBase64()}\n2026-03-31T02:15:00.123Z\n", checkpoint.Body);

    [Fact]
    public void A_signed_checkpoint_survives_its_text_and_verifies()
    {
        using var key = SignatureSuite.Es256.CreateKey();
        var text = checkpoint.Sign(key).Text;

        var read = SignedCheckpoint.Parse(text).Value;

        Assert.Equal(text, read.Text);
        Assert.Equal(checkpoint, read.Verify(key.Public).Value);
        Assert.EndsWith("=\n", text, StringComparison.Ordinal);
        Assert.Contains($"\n\n— ES256 {key.Public.Id} ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_character_changed_is_noticed()
    {
        using var key = SignatureSuite.Es256.CreateKey();
        var text = checkpoint.Sign(key).Text;

        Assert.All(Enumerable.Range(0, text.Length), at =>
        {
            var changed = text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..];
            Assert.True(!SignedCheckpoint.Parse(changed).TryGet(out var read) || read.Verify(key.Public).IsRefused, changed);
        });
    }

    [Fact]
    public void Another_key_does_not_verify()
    {
        using var key = SignatureSuite.Es256.CreateKey();
        using var other = SignatureSuite.Es256.CreateKey();

        Assert.Equal("checkpoint.other-key", checkpoint.Sign(key).Verify(other.Public).Refusals.Single().Code);
    }

    [Fact]
    public void While_keys_change_hands_either_key_verifies()
    {
        using var old = SignatureSuite.Es256.CreateKey();
        using var young = SignatureSuite.Es256.CreateKey();

        var both = SignedCheckpoint.Parse(checkpoint.Sign(old).SignedAlsoBy(young).Text).Value;

        Assert.Equal(checkpoint, both.Verify(old.Public).Value);
        Assert.Equal(checkpoint, both.Verify(young.Public).Value);
    }

    [Theory]
    [InlineData("\n3\n", "\n03\n")]
    [InlineData("\n3\n", "\n+3\n")]
    [InlineData("\n3\n", "\n-3\n")]
    [InlineData("credit", " credit")]
    [InlineData("credit", "{\"credit")]
    [InlineData("credit.example/log", "信用")]
    [InlineData(".123Z", "Z")]
    [InlineData(".123Z", ".123+00:00")]
    [InlineData("2026-03-31", "2026-02-31")]
    [InlineData("\n3\n", "\n\n3\n")]
    [InlineData("\n3\n", "\r\n3\r\n")]
    public void A_body_in_another_spelling_is_refused(string part, string instead)
    {
        Assert.False(Checkpoint.Parse(checkpoint.Body).IsRefused);
        Assert.Equal(
            "checkpoint.unreadable", Checkpoint.Parse(checkpoint.Body.Replace(part, instead)).Refusals.Single().Code);
    }

    [Fact]
    public void A_checkpoint_without_signature_is_refused() =>
        Assert.Equal("checkpoint.unsigned", SignedCheckpoint.Parse(checkpoint.Body + "\n").Refusals.Single().Code);
}
