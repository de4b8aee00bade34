using System.Text;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Journal;

/// <summary>Counts of a submission's rows, which always add up.</summary>
public sealed record ReceiptCounts(long Rows, long Entered, long Corrected, long Unchanged, long Held, long Refused)
{
    public bool AddUp => Rows == Entered + Corrected + Unchanged + Held + Refused;
}

/// <summary>
/// What a department holds in hand: that these bytes were received, and later what became of their rows.
/// The platform cannot deny it afterwards, nor quietly lose the file.
/// </summary>
public sealed record Receipt
{
    private const string ReceivedKind = "xinheng.receipt.received/1";
    private const string EnteredKind = "xinheng.receipt.entered/1";

    public required SubmissionId Submission { get; init; }

    /// <summary>SHA-256 of the bytes as they came; written in hexadecimal, as <c>sha256sum</c> prints it.</summary>
    public required Hash256 Digest { get; init; }

    public required long Bytes { get; init; }

    /// <summary>The catalogue item's code.</summary>
    public required string Item { get; init; }

    /// <summary>The provider's code.</summary>
    public required string Provider { get; init; }

    /// <summary>To the millisecond, in UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What became of the rows; null while the submission is only received.</summary>
    public ReceiptOutcome? Outcome { get; init; }

    /// <summary>The newest checkpoint when the receipt was written: its holder becomes a witness of the log.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>The statement that is signed.</summary>
    public byte[] ToCanonicalJson() => Envelope.Canonical(Write);

    public SignedReceipt Sign(SigningKey key) => Envelope.Sign(this, ToCanonicalJson(), key, SignedReceipt.Of);

    internal void Write(ref CanonicalJsonWriter writer)
    {
        writer.StartObject();
        writer.Text("kind", Outcome is null ? ReceivedKind : EnteredKind);
        writer.Text("submission", Submission.ToString());
        writer.Text("digest", Digest.ToString());
        writer.Count("bytes", Bytes);
        writer.Text("item", Item);
        writer.Text("provider", Provider);
        writer.Text("receivedAt", CanonicalJson.Instant(ReceivedAt));
        if (Outcome is { } outcome)
        {
            writer.Key("outcome");
            outcome.Write(ref writer);
        }

        if (Checkpoint is not null)
        {
            writer.Text("checkpoint", Checkpoint);
        }

        writer.EndObject();
    }

    internal static Receipt Read(StrictObject members)
    {
        var kind = members.Text("kind");
        var known = kind is ReceivedKind or EnteredKind;
        if (!known || (kind == EnteredKind) != members.Has("outcome"))
        {
            members.Refuse("kind", "receipt.kind-unknown", $"回执类型应为 {ReceivedKind}，或带处理结果的 {EnteredKind}。");
        }

        return new()
        {
            Submission = new(members.Id("submission")),
            Digest = members.HexHash("digest"),
            Bytes = members.Count("bytes"),
            Item = members.Text("item"),
            Provider = members.Text("provider"),
            ReceivedAt = members.Instant("receivedAt"),
            Outcome = members.Has("outcome") ? members.Object("outcome", ReceiptOutcome.Read) : null,
            Checkpoint = members.Has("checkpoint") ? members.Text("checkpoint") : null,
        };
    }
}

/// <summary>What became of a submission's rows, and where the log says so.</summary>
/// <param name="Counts">All rows, by what became of them.</param>
/// <param name="Entry">The journal entry by which the rows entered.</param>
/// <param name="Tree">The tree of the commitments that entered.</param>
public sealed record ReceiptOutcome(ReceiptCounts Counts, EntryId Entry, TreeHead Tree)
{
    internal void Write(ref CanonicalJsonWriter writer)
    {
        writer.StartObject();
        writer.Count("rows", Counts.Rows);
        writer.Count("entered", Counts.Entered);
        writer.Count("corrected", Counts.Corrected);
        writer.Count("unchanged", Counts.Unchanged);
        writer.Count("held", Counts.Held);
        writer.Count("refused", Counts.Refused);
        writer.Text("entry", Entry.ToString());
        writer.Count("leaves", Tree.Size);
        writer.Text("root", Tree.Root.ToBase64());
        writer.EndObject();
    }

    internal static ReceiptOutcome Read(StrictObject members)
    {
        var counts = new ReceiptCounts(
            members.Count("rows"), members.Count("entered"), members.Count("corrected"),
            members.Count("unchanged"), members.Count("held"), members.Count("refused"));
        if (!counts.AddUp)
        {
            members.Refuse("rows", "receipt.counts-do-not-add-up", "行数应等于入库、更正、未变、待核、退回各数之和。");
        }

        return new(counts, new(members.Id("entry")), new(members.Count("leaves"), members.Hash("root")));
    }
}

/// <summary>A receipt with the platform's signature (base64, over its canonical JSON): the file that a department keeps.</summary>
public sealed record SignedReceipt(Receipt Receipt, string Suite, string KeyId, string Signature)
{
    /// <summary>The receipt, when this key signed it.</summary>
    public Result<Receipt> Verify(VerifyingKey key) => Envelope.Verify(Receipt, Receipt.ToCanonicalJson(), (Suite, KeyId, Signature), key,
        Refusal.Invalid("receipt.other-key", $"回执由密钥 {KeyId}（{Suite}）签名，不是 {key.Id}（{key.Suite.Name}）。请换用对应的公钥。"),
        Refusal.Invalid("receipt.signature-wrong", "回执的签名与内容不符：内容或签名被改动过。"));

    public byte[] ToCanonicalJson() => Envelope.Write("receipt", Receipt.Write, Suite, KeyId, Signature);

    public override string ToString() => Encoding.UTF8.GetString(ToCanonicalJson());

    public static Result<SignedReceipt> Parse(ReadOnlyMemory<byte> json) =>
        Envelope.Parse(json, "receipt", Receipt.Read, Of);

    internal static SignedReceipt Of(Receipt content, string suite, string key, string signature) => new(content, suite, key, signature);
}
