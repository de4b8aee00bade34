using System.Security.Cryptography;
using Xinheng.Model.Journal;
using Xinheng.Model.Records;

namespace Xinheng.Model.Tests.Records;

public sealed class CommitmentTests
{
    private static readonly byte[] salts = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void It_is_the_digest_of_two_salted_digests()
    {
        var open = SHA256.HashData([.. salts[..16], .. "{\"a\":1}"u8]);
        var closed = SHA256.HashData([.. salts[16..], .. "{\"b\":2}"u8]);

        var commitment = Commitment.Of("{\"a\":1}"u8, "{\"b\":2}"u8, salts);

        Assert.Equal(new Hash256(SHA256.HashData([2, .. open, .. closed])), commitment.Digest);
        Assert.Equal(MerkleTree.LeafHash(commitment.Digest.ToArray()), commitment.LeafHash);
    }

    [Fact]
    public void Whoever_holds_the_open_part_and_its_salt_recomputes_it_without_the_closed_part()
    {
        var whole = Commitment.Of("open"u8, "closed"u8, salts);

        var recomputed = new Commitment(Commitment.PartDigest(salts.AsSpan(0, 16), "open"u8), whole.ClosedDigest);

        Assert.Equal(whole.Digest, recomputed.Digest);
    }

    [Fact]
    public void A_right_guess_of_the_closed_part_under_the_open_salt_does_not_show() => Assert.NotEqual(
        Commitment.Of("open"u8, "closed"u8, salts).ClosedDigest,
        Commitment.PartDigest(salts.AsSpan(0, 16), "closed"u8));

    [Theory]
    [InlineData(0)]
    [InlineData(1007)]
    [InlineData(1008)]
    [InlineData(1009)]
    [InlineData(100_000)]
    public void A_part_of_any_length_is_salted_alike(int length)
    {
        var part = new byte[length];
        Array.Fill(part, (byte)'x');

        Assert.Equal(new Hash256(SHA256.HashData([.. salts[..16], .. part])), Commitment.PartDigest(salts.AsSpan(0, 16), part));
    }

    [Fact]
    public void Moving_a_field_from_open_to_closed_changes_it()
    {
        var one = Commitment.Of("{\"a\":1}"u8, "{}"u8, salts);
        var other = Commitment.Of("{}"u8, "{\"a\":1}"u8, salts);

        Assert.NotEqual(one.Digest, other.Digest);
    }

    [Fact]
    public void Salts_of_another_length_are_a_bug() =>
        Assert.Throws<ArgumentException>(() => Commitment.Of("a"u8, "b"u8, salts.AsSpan(0, 31)));
}
