using System.Globalization;
using System.Security.Cryptography;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;

namespace Xinheng.Model.Publication;

/// <summary>
/// The table of contents of the open data: every record anybody may read on one day, in parts by subject, each file with its
/// digest. It stands on a checkpoint of the log and names where the change feed goes on from it.
/// </summary>
public sealed record SnapshotManifest
{
    private const string Kind = "xinheng.snapshot/1";

    /// <summary>The platform's name in its log.</summary>
    public required string Origin { get; init; }

    /// <summary>The legal day whose public state this is.</summary>
    public required DateOnly Day { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>The newest checkpoint when it was written: everything the log had by then is in. Null while nothing was sealed.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Where the change feed continues this snapshot.</summary>
    public required string Cursor { get; init; }

    /// <summary>In their order, none left out; their number is a power of two.</summary>
    public required IReadOnlyList<SnapshotPart> Parts { get; init; }

    public long Records => Parts.Sum(part => part.Records);

    /// <summary>One digest of all: SHA-256 over the 32 bytes of each part's digest, in their order.</summary>
    public Hash256 Digest => DigestOf(Parts.Select(part => part.Digest));

    public static Hash256 DigestOf(IEnumerable<Hash256> parts)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            digest.AppendData(part.ToArray());
        }

        return new Hash256(digest.GetHashAndReset());
    }

    /// <summary>The statement that is signed.</summary>
    public byte[] ToCanonicalJson() => Envelope.Canonical(Write);

    public SignedSnapshot Sign(SigningKey key) => Envelope.Sign(this, ToCanonicalJson(), key, SignedSnapshot.Of);

    internal void Write(ref CanonicalJsonWriter writer)
    {
        writer.StartObject();
        writer.Text("kind", Kind);
        writer.Text("origin", Origin);
        writer.Text("day", Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        writer.Text("writtenAt", CanonicalJson.Instant(WrittenAt));
        if (Checkpoint is not null)
        {
            writer.Text("checkpoint", Checkpoint);
        }

        writer.Text("cursor", Cursor);
        writer.Count("records", Records);
        writer.Text("digest", Digest.ToString());
        writer.Key("parts");
        writer.StartArray();
        foreach (var part in Parts)
        {
            part.Write(ref writer);
        }

        writer.EndArray();
        writer.EndObject();
    }

    internal static SnapshotManifest Read(StrictObject members)
    {
        if (members.Text("kind") != Kind)
        {
            members.Refuse("kind", "snapshot.kind-unknown", $"文件类型应为 {Kind}。");
        }

        var manifest = new SnapshotManifest
        {
            Origin = members.Text("origin"),
            Day = SnapshotPart.Day(members, "day"),
            WrittenAt = members.Instant("writtenAt"),
            Checkpoint = members.Has("checkpoint") ? members.Text("checkpoint") : null,
            Cursor = members.Text("cursor"),
            Parts = members.Objects("parts", SnapshotPart.Read),
        };
        if (members.Count("records") != manifest.Records || members.HexHash("digest") != manifest.Digest
            || !SubjectPart.IsNumberOfParts(manifest.Parts.Count))
        {
            members.Refuse("parts", "snapshot.does-not-add-up", "各分卷的条数、摘要与总数不符，或者卷数不是 2 的幂。");
        }

        return manifest;
    }
}

/// <summary>A manifest with the platform's signature (base64, over its canonical JSON).</summary>
public sealed record SignedSnapshot(SnapshotManifest Manifest, string Suite, string KeyId, string Signature)
{
    /// <summary>The manifest, when one of these keys signed it.</summary>
    public Result<SnapshotManifest> Verify(IReadOnlyList<VerifyingKey> keys)
    {
        if (keys.FirstOrDefault(key => key.Id == KeyId && key.Suite.Name == Suite) is not { } signer)
        {
            return Refusal.Invalid("snapshot.other-key", $"清单由密钥 {KeyId}（{Suite}）签名，不在所给的公钥之中。");
        }

        return signer.Verify(Manifest.ToCanonicalJson(), Convert.FromBase64String(Signature))
            ? Manifest
            : Refusal.Invalid("snapshot.signature-wrong", "清单的签名与内容不符：内容或签名被改动过。");
    }

    public byte[] ToCanonicalJson() => Envelope.Write("manifest", Manifest.Write, Suite, KeyId, Signature);

    public static Result<SignedSnapshot> Parse(ReadOnlyMemory<byte> json) =>
        Envelope.Parse(json, "manifest", SnapshotManifest.Read, Of);

    internal static SignedSnapshot Of(SnapshotManifest content, string suite, string key, string signature) => new(content, suite, key, signature);
}
