using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;

namespace Xinheng.Model.Publication;

/// <summary>One copy as it was asked about: shown today as it stands there, or not. Why not is never said.</summary>
public sealed record CheckedCopy(string Asked, bool IsCurrent);

/// <summary>The platform's word on which of the copies somebody holds are current and which are to be removed, to be handed on.</summary>
public sealed record CopiesStatement
{
    private const string Kind = "xinheng.copies/1";
    private const string Current = "current";
    private const string NotCurrent = "not-current";

    public required string Origin { get; init; }

    public required DateTimeOffset At { get; init; }

    public required IReadOnlyList<CheckedCopy> Copies { get; init; }

    public int CurrentCount => Copies.Count(copy => copy.IsCurrent);

    public static string WordOf(bool isCurrent) => isCurrent ? Current : NotCurrent;

    public byte[] ToCanonicalJson() => Envelope.Canonical(Write);

    public SignedCopies Sign(SigningKey key) => Envelope.Sign(this, ToCanonicalJson(), key, SignedCopies.Of);

    internal void Write(ref CanonicalJsonWriter writer)
    {
        writer.StartObject();
        writer.Text("kind", Kind);
        writer.Text("origin", Origin);
        writer.Text("at", CanonicalJson.Instant(At));
        writer.Count("current", CurrentCount);
        writer.Count("notCurrent", Copies.Count - CurrentCount);
        writer.Key("copies");
        writer.StartArray();
        foreach (var copy in Copies)
        {
            writer.StartObject();
            writer.Text("asked", copy.Asked);
            writer.Text("answer", WordOf(copy.IsCurrent));
            writer.EndObject();
        }

        writer.EndArray();
        writer.EndObject();
    }

    internal static CopiesStatement Read(StrictObject members)
    {
        if (members.Text("kind") != Kind)
        {
            members.Refuse("kind", "copies.kind-unknown", $"文件类型应为 {Kind}。");
        }

        var statement = new CopiesStatement
        {
            Origin = members.Text("origin"), At = members.Instant("at"), Copies = members.Objects("copies", ReadCopy),
        };
        if (members.Count("current") != statement.CurrentCount || members.Count("notCurrent") != statement.Copies.Count - statement.CurrentCount)
        {
            members.Refuse("copies", "copies.does-not-add-up", "逐条结论与总数不符。");
        }

        return statement;
    }

    private static CheckedCopy ReadCopy(StrictObject members)
    {
        var (asked, answer) = (members.Text("asked"), members.Text("answer"));
        if (answer is not (Current or NotCurrent))
        {
            members.Refuse("answer", "copies.answer-unknown", $"结论应为 {Current} 或 {NotCurrent}。");
        }

        return new CheckedCopy(asked, answer == Current);
    }
}

/// <summary>The statement with the platform's signature (base64, over its canonical JSON): the file that is downloaded.</summary>
public sealed record SignedCopies(CopiesStatement Statement, string Suite, string KeyId, string Signature)
{
    public Result<CopiesStatement> Verify(VerifyingKey key) => Envelope.Verify(Statement, Statement.ToCanonicalJson(), (Suite, KeyId, Signature), key,
        Refusal.Invalid("copies.other-key", $"结果由密钥 {KeyId}（{Suite}）签名，不是 {key.Id}（{key.Suite.Name}）。请换用对应的公钥。"),
        Refusal.Invalid("copies.signature-wrong", "结果的签名与内容不符：内容或签名被改动过。"));

    public byte[] ToCanonicalJson() => Envelope.Write("statement", Statement.Write, Suite, KeyId, Signature);

    public static Result<SignedCopies> Parse(ReadOnlyMemory<byte> json) =>
        Envelope.Parse(json, "statement", CopiesStatement.Read, Of);

    internal static SignedCopies Of(CopiesStatement content, string suite, string key, string signature) => new(content, suite, key, signature);
}
