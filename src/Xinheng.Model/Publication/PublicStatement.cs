using System.Globalization;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;

namespace Xinheng.Model.Publication;

/// <summary>What the platform says of a page or file somebody holds.</summary>
public enum Authenticity
{
    /// <summary>Not ours, or at least nothing that shows it to be.</summary>
    NotOurs,

    /// <summary>Ours, and what is published today.</summary>
    Current,

    /// <summary>Ours once; today something else is published, or nothing. Nothing more is said.</summary>
    NoLongerCurrent,

    /// <summary>Made by us on request, on that day; what it said then may have changed since.</summary>
    OfThatDay,
}

/// <summary>The platform's word on whether a page or file comes from it, to be handed on.</summary>
public sealed record PublicStatement
{
    private const string Kind = "xinheng.authenticity/1";
    private static readonly string[] Words = ["not-ours", "current", "no-longer-current", "of-that-day"];

    public required string Origin { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What was asked about: the SHA-256 of a file, or the code printed at the foot of a page.</summary>
    public required string Asked { get; init; }

    public required Authenticity Answer { get; init; }

    /// <summary>The legal day on which it was published; null for what is not ours.</summary>
    public DateOnly? PublishedOn { get; init; }

    public static string WordOf(Authenticity answer) => Words[(int)answer];

    public byte[] ToCanonicalJson() => Envelope.Canonical(Write);

    public SignedStatement Sign(SigningKey key) => Envelope.Sign(this, ToCanonicalJson(), key, SignedStatement.Of);

    internal void Write(ref CanonicalJsonWriter writer)
    {
        writer.StartObject();
        writer.Text("kind", Kind);
        writer.Text("origin", Origin);
        writer.Text("at", CanonicalJson.Instant(At));
        writer.Text("asked", Asked);
        writer.Text("answer", WordOf(Answer));
        if (PublishedOn is { } day)
        {
            writer.Text("publishedOn", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        writer.EndObject();
    }

    internal static PublicStatement Read(StrictObject members)
    {
        if (members.Text("kind") != Kind)
        {
            members.Refuse("kind", "statement.kind-unknown", $"文件类型应为 {Kind}。");
        }

        var answer = Array.IndexOf(Words, members.Text("answer"));
        if (answer < 0)
        {
            members.Refuse("answer", "statement.answer-unknown", $"结论应为 {string.Join('、', Words)} 之一。");
        }

        return new()
        {
            Origin = members.Text("origin"),
            At = members.Instant("at"),
            Asked = members.Text("asked"),
            Answer = (Authenticity)Math.Max(answer, 0),
            PublishedOn = members.Has("publishedOn") ? SnapshotPart.Day(members, "publishedOn") : null,
        };
    }
}

/// <summary>The statement with the platform's signature (base64, over its canonical JSON): the file that is downloaded.</summary>
public sealed record SignedStatement(PublicStatement Statement, string Suite, string KeyId, string Signature)
{
    public Result<PublicStatement> Verify(VerifyingKey key) => Envelope.Verify(Statement, Statement.ToCanonicalJson(), (Suite, KeyId, Signature), key,
        Refusal.Invalid("statement.other-key", $"声明由密钥 {KeyId}（{Suite}）签名，不是 {key.Id}（{key.Suite.Name}）。请换用对应的公钥。"),
        Refusal.Invalid("statement.signature-wrong", "声明的签名与内容不符：内容或签名被改动过。"));

    public byte[] ToCanonicalJson() => Envelope.Write("statement", Statement.Write, Suite, KeyId, Signature);

    public static Result<SignedStatement> Parse(ReadOnlyMemory<byte> json) =>
        Envelope.Parse(json, "statement", PublicStatement.Read, Of);

    internal static SignedStatement Of(PublicStatement content, string suite, string key, string signature) => new(content, suite, key, signature);
}
