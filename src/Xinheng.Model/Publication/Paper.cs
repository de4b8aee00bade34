using System.Globalization;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;

namespace Xinheng.Model.Publication;

/// <summary>One line of a paper: 记录编号 and its value.</summary>
public sealed record PaperLine(string Name, string Value);

/// <summary>
/// A proof that the platform hands to a subject, to be shown to others: what it is called, what it says in one sentence, and the
/// facts it rests on, on one day. On the screen, on paper and in the file it says the same.
/// </summary>
public sealed record Paper
{
    private const string FileKind = "xinheng.paper/1";

    /// <summary>A record about the subject is no longer current.</summary>
    public const string Departure = "departure";

    /// <summary>此人非彼人: the subject is not the one a record is about.</summary>
    public const string OtherPerson = "other-person";

    private static readonly string[] Kinds = [Departure, OtherPerson];

    public required string Kind { get; init; }

    public required string Origin { get; init; }

    /// <summary>The legal day on which it is made out, and of which it speaks.</summary>
    public required DateOnly Day { get; init; }

    public required string Title { get; init; }

    public required string Sentence { get; init; }

    public required IReadOnlyList<PaperLine> Lines { get; init; }

    public byte[] ToCanonicalJson() => Envelope.Canonical(Write);

    public SignedPaper Sign(SigningKey key) => Envelope.Sign(this, ToCanonicalJson(), key, SignedPaper.Of);

    internal void Write(ref CanonicalJsonWriter writer)
    {
        writer.StartObject();
        writer.Text("kind", FileKind);
        writer.Text("paper", Kind);
        writer.Text("origin", Origin);
        writer.Text("day", Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        writer.Text("title", Title);
        writer.Text("sentence", Sentence);
        writer.Key("lines");
        writer.StartArray();
        foreach (var line in Lines)
        {
            writer.StartObject();
            writer.Text("name", line.Name);
            writer.Text("value", line.Value);
            writer.EndObject();
        }

        writer.EndArray();
        writer.EndObject();
    }

    internal static Paper Read(StrictObject members)
    {
        if (members.Text("kind") != FileKind)
        {
            members.Refuse("kind", "paper.kind-unknown", $"文件类型应为 {FileKind}。");
        }

        var kind = members.Text("paper");
        if (!Kinds.Contains(kind))
        {
            members.Refuse("paper", "paper.paper-unknown", $"证明种类应为 {string.Join('、', Kinds)} 之一。");
        }

        return new()
        {
            Kind = kind, Origin = members.Text("origin"), Day = SnapshotPart.Day(members, "day"), Title = members.Text("title"),
            Sentence = members.Text("sentence"),
            Lines = members.Objects("lines", line => new PaperLine(line.Text("name"), line.Text("value"))),
        };
    }
}

/// <summary>The paper with the platform's signature (base64, over its canonical JSON): the file that its holder keeps.</summary>
public sealed record SignedPaper(Paper Paper, string Suite, string KeyId, string Signature)
{
    public Result<Paper> Verify(VerifyingKey key) => Envelope.Verify(Paper, Paper.ToCanonicalJson(), (Suite, KeyId, Signature), key,
        Refusal.Invalid("paper.other-key", $"证明由密钥 {KeyId}（{Suite}）签名，不是 {key.Id}（{key.Suite.Name}）。请换用对应的公钥。"),
        Refusal.Invalid("paper.signature-wrong", "证明的签名与内容不符：内容或签名被改动过。"));

    public byte[] ToCanonicalJson() => Envelope.Write("paper", Paper.Write, Suite, KeyId, Signature);

    public static Result<SignedPaper> Parse(ReadOnlyMemory<byte> json) =>
        Envelope.Parse(json, "paper", Paper.Read, Of);

    internal static SignedPaper Of(Paper content, string suite, string key, string signature) => new(content, suite, key, signature);
}
