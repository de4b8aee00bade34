using Xinheng.Model.Journal;

namespace Xinheng.Model.Records;

/// <summary>
/// What the log knows of a revision: one digest over its open fields and its closed ones, each under a salt of its own.
/// A leaf of the submission's tree.
/// </summary>
/// <remarks>
/// Two salts, because a stranger gets the open one: with it the public part can be recomputed. Were it also the
/// salt of the closed part, whoever holds it could try every birthday or number until the closed digest fits.
/// Erasing a revision destroys content and salts, and what remains says nothing about anybody.
/// </remarks>
public readonly record struct Commitment(Hash256 OpenDigest, Hash256 ClosedDigest)
{
    public const int SaltLength = 16;

    /// <summary>SHA-256 over 02 (neither leaf nor node of a tree), the open digest and the closed one.</summary>
    public Hash256 Digest
    {
        get
        {
            Span<byte> bytes = stackalloc byte[1 + (2 * Hash256.Length)];
            bytes[0] = 0x02;
            OpenDigest.CopyTo(bytes[1..]);
            ClosedDigest.CopyTo(bytes[(1 + Hash256.Length)..]);
            return Hash256.Of(bytes);
        }
    }

    /// <summary>The commitment's hash as a leaf of its submission's tree.</summary>
    public Hash256 LeafHash => MerkleTree.LeafHash(Digest);

    /// <param name="open">Canonical JSON of the open members.</param>
    /// <param name="closed">Canonical JSON of the closed members.</param>
    /// <param name="salts">32 random bytes: the open salt, then the closed one.</param>
    public static Commitment Of(ReadOnlySpan<byte> open, ReadOnlySpan<byte> closed, ReadOnlySpan<byte> salts) =>
        salts.Length == 2 * SaltLength
            ? new(PartDigest(salts[..SaltLength], open), PartDigest(salts[SaltLength..], closed))
            : throw new ArgumentException($"Two salts have 32 bytes, not {salts.Length}.", nameof(salts));

    /// <summary>The digest of one part under its salt.</summary>
    public static Hash256 PartDigest(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> part) => salt.Length == SaltLength
        ? Hash256.Of(salt, part)
        : throw new ArgumentException($"A salt has 16 bytes, not {salt.Length}.", nameof(salt));
}
