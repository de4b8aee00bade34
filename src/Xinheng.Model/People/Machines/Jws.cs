using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;

namespace Xinheng.Model.People.Machines;

/// <summary>
/// A signature as machines write it (JWS, RFC 7515, compact): header, payload and signature; in its detached form
/// (appendix F) without the payload, which both sides know. Putting the payload back makes an ordinary JWS of it.
/// </summary>
public sealed record Jws
{
    private const int Longest = 4 * 1024;

    private readonly string header;
    private readonly byte[] signature;

    private Jws(string header, byte[]? payload, byte[] signature, string algorithm) =>
        (this.header, Payload, this.signature, Algorithm) = (header, payload, signature, algorithm);

    /// <summary>ES256, RS256 or PS256.</summary>
    public string Algorithm { get; }

    /// <summary>Null in the detached form.</summary>
    public byte[]? Payload { get; }

    private static Refusal Unreadable => Refusal.Invalid("signature.form",
        "签名应为 JWS 紧凑写法：头部.内容.签名，三段 base64url；分离写法的内容一段留空（头部..签名）。"
        + "头部为 JSON，alg 为 ES256、RS256 或 PS256，不带 crit。");

    public static Result<Jws> Parse(string text)
    {
        var parts = text.Length <= Longest ? text.Split('.') : [];
        if (parts is not [var head, var middle, var tail]
            || Decode(head) is not { } json || Decode(tail) is not { Length: > 0 } signature || Decode(middle) is not { } payload)
        {
            return Unreadable;
        }

        // Whether it is critical is the signer's word: what must be understood and is not, must be refused (RFC 7515, 4.1.11).
        var read = StrictObject.ReadSome(json, members => members.Has("crit") ? "" : members.Text("alg"));
        return read.TryGet(out var algorithm) && algorithm is ClientKey.Es256 or ClientKey.Rs256 or ClientKey.Ps256
            ? new Jws(head, middle.Length == 0 ? null : payload, signature, algorithm)
            : Unreadable;
    }

    /// <summary>Whether that key signed that payload.</summary>
    public bool IsBy(ClientKey key, ReadOnlySpan<byte> payload) =>
        key.Verify(Algorithm, Encoding.ASCII.GetBytes($"{header}.{Base64Url.EncodeToString(payload)}"), signature);

    /// <summary>The same with its payload put back: whole evidence, for anybody's tool.</summary>
    public string With(ReadOnlySpan<byte> payload) =>
        $"{header}.{Base64Url.EncodeToString(payload)}.{Base64Url.EncodeToString(signature)}";

    // Only the spelling we would write: else one signature had many texts, and digests of them would differ.
    private static byte[]? Decode(string text)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        return Base64Url.DecodeFromChars(text, bytes, out _, out var written) == OperationStatus.Done
            && Base64Url.EncodeToString(bytes.AsSpan(0, written)) == text
            ? bytes[..written]
            : null;
    }
}
