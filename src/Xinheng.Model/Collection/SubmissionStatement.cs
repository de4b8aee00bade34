using System.Buffers;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;

namespace Xinheng.Model.Collection;

/// <summary>
/// What a department signs when it signs what it hands in: these bytes, for this item, from this provider. So that
/// nobody can deny having sent them, nor pass them off as another item's or another's.
/// </summary>
public sealed record SubmissionStatement(Hash256 Digest, string Item, string Provider)
{
    private const string Kind = "xinheng.submission/1";

    /// <summary>The payload of the signature; its keys in alphabetical order, so that RFC 8785 writes the same bytes.</summary>
    public byte[] ToCanonicalJson()
    {
        var output = new ArrayBufferWriter<byte>(256);
        var writer = new CanonicalJsonWriter(output);
        writer.StartObject();
        writer.Text("digest", Digest.ToString());
        writer.Text("item", Item);
        writer.Text("kind", Kind);
        writer.Text("provider", Provider);
        writer.EndObject();
        writer.Complete();
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads a payload; only exactly the bytes that we would write are one.</summary>
    public static Result<SubmissionStatement> Parse(ReadOnlyMemory<byte> payload)
    {
        var read = StrictObject.ReadSome(payload, members => new SubmissionStatement(
            members.HexHash("digest"), members.Text("item"), members.Text("provider")));
        return read.TryGet(out var statement) && payload.Span.SequenceEqual(statement.ToCanonicalJson())
            ? statement
            : Refusal.Invalid("signature.statement",
                "被签名的内容不是报送声明。应恰为：{\"digest\":\"文件的 SHA-256\",\"item\":\"信息项编码\",\"kind\":\"xinheng.submission/1\",\"provider\":\"报送单位代码\"}。");
    }
}
