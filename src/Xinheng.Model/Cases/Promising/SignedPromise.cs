using System.Text;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;

namespace Xinheng.Model.Cases.Promising;

/// <summary>What the subject takes home: the whole text it signed, when and how, and under which entry the log knows it.</summary>
public sealed record PromiseProof
{
    private const string Kind = "xinheng.promise/1";

    /// <summary>承诺编码, twenty digits.</summary>
    public required string Number { get; init; }

    public required string Template { get; init; }

    public required int Version { get; init; }

    /// <summary>Code of the body that received it.</summary>
    public required string Body { get; init; }

    /// <summary>The subject in this platform; never a person's number.</summary>
    public required Guid Subject { get; init; }

    /// <summary><c>web</c>: confirmed by the signed-in account; <c>counter</c>: on paper, taken down by a clerk.</summary>
    public required string Way { get; init; }

    public required DateTimeOffset SignedAt { get; init; }

    public required string Text { get; init; }

    /// <summary>SHA-256 of the text.</summary>
    public required Hash256 Digest { get; init; }

    /// <summary>The entry of the journal.</summary>
    public required EntryId Entry { get; init; }

    /// <summary>The newest checkpoint at the signing: its holder becomes a witness of the log.</summary>
    public string? Checkpoint { get; init; }

    public byte[] ToCanonicalJson() => Envelope.Canonical(Write);

    public SignedPromise Sign(SigningKey key) => Envelope.Sign(this, ToCanonicalJson(), key, SignedPromise.Of);

    internal void Write(ref CanonicalJsonWriter writer)
    {
        writer.StartObject();
        writer.Text("kind", Kind);
        writer.Text("number", Number);
        writer.Text("template", Template);
        writer.Count("version", Version);
        writer.Text("body", Body);
        writer.Text("subject", Subject.ToString());
        writer.Text("way", Way);
        writer.Text("signedAt", CanonicalJson.Instant(SignedAt));
        writer.Text("text", Text);
        writer.Text("digest", Digest.ToString());
        writer.Text("entry", Entry.ToString());
        if (Checkpoint is not null)
        {
            writer.Text("checkpoint", Checkpoint);
        }

        writer.EndObject();
    }

    internal static PromiseProof Read(StrictObject members)
    {
        if (members.Text("kind") != Kind)
        {
            members.Refuse("kind", "promise.kind-unknown", $"承诺凭证的类型应为 {Kind}。");
        }

        var proof = new PromiseProof
        {
            Number = members.Text("number"),
            Template = members.Text("template"),
            Version = (int)members.Count("version"),
            Body = members.Text("body"),
            Subject = members.Id("subject"),
            Way = members.Text("way"),
            SignedAt = members.Instant("signedAt"),
            Text = members.Text("text"),
            Digest = members.HexHash("digest"),
            Entry = new(members.Id("entry")),
            Checkpoint = members.Has("checkpoint") ? members.Text("checkpoint") : null,
        };
        if (new PromiseText(proof.Text).Digest != proof.Digest)
        {
            members.Refuse("digest", "promise.digest-wrong", "承诺文本与其摘要不符：文本被改动过。");
        }

        return proof;
    }
}

/// <summary>The proof with the platform's signature: a file that anybody checks with the platform's public key, off line.</summary>
public sealed record SignedPromise(PromiseProof Promise, string Suite, string KeyId, string Signature)
{
    /// <summary>The promise, when this key signed it.</summary>
    public Result<PromiseProof> Verify(VerifyingKey key) => Envelope.Verify(Promise, Promise.ToCanonicalJson(), (Suite, KeyId, Signature), key,
        Refusal.Invalid("promise.other-key", $"承诺凭证由密钥 {KeyId}（{Suite}）签名，不是 {key.Id}（{key.Suite.Name}）。请换用对应的公钥。"),
        Refusal.Invalid("promise.signature-wrong", "承诺凭证的签名与内容不符：内容或签名被改动过。"));

    public byte[] ToCanonicalJson() => Envelope.Write("promise", Promise.Write, Suite, KeyId, Signature);

    public override string ToString() => Encoding.UTF8.GetString(ToCanonicalJson());

    public static Result<SignedPromise> Parse(ReadOnlyMemory<byte> json) =>
        Envelope.Parse(json, "promise", PromiseProof.Read, Of);

    internal static SignedPromise Of(PromiseProof content, string suite, string key, string signature) => new(content, suite, key, signature);
}
