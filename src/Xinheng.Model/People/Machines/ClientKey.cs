using System.Security.Cryptography;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;

namespace Xinheng.Model.People.Machines;

/// <summary>
/// The public key of a department's system: P-256 or RSA. It signs in with it and may sign what it hands in; the private
/// half never comes here, and is refused when it does.
/// </summary>
public sealed class ClientKey
{
    public const string Es256 = "ES256";
    public const string Rs256 = "RS256";
    public const string Ps256 = "PS256";

    private const int SmallestRsaKey = 2048;
    private const int LargestRsaKey = 8192;
    private const int CurveSignature = 64;
    private const string NistP256 = "1.2.840.10045.3.1.7";

    private readonly byte[] encoded;

    private ClientKey(byte[] encoded, bool isCurve)
    {
        (this.encoded, IsCurve) = (encoded, isCurve);
        Digest = Hash256.Of(encoded);
    }

    public bool IsCurve { get; }

    /// <summary>SHA-256 of the key as SubjectPublicKeyInfo.</summary>
    public Hash256 Digest { get; }

    /// <summary>The first 8 bytes of the digest, in hexadecimal: what it is called by.</summary>
    public string Id => Digest.ToString()[..16];

    /// <summary>What goes with its kind; a key is never used with another's.</summary>
    public IReadOnlyList<string> Algorithms => IsCurve ? [Es256] : [Rs256, Ps256];

    public static Result<ClientKey> FromPem(string pem) =>
        pem.Contains("PRIVATE KEY", StringComparison.Ordinal) ? Refusal.Invalid("people.private-key-given",
            "这是私钥。私钥不要交给任何人，请改用新的密钥对，只提交以 BEGIN PUBLIC KEY 开头的公钥。", "publicKey")
        : (ReadCurve(pem) ?? ReadRsa(pem)) is { } key ? key
        : Refusal.Invalid("people.client-key",
            $"不是可用的公钥。请提交以 BEGIN PUBLIC KEY 开头的 PEM：P-256 椭圆曲线，或至少 {SmallestRsaKey} 位的 RSA。", "publicKey");

    public string ToPem() => PemEncoding.WriteString("PUBLIC KEY", encoded) + "\n";

    public bool Verify(string algorithm, ReadOnlySpan<byte> statement, ReadOnlySpan<byte> signature) =>
        Algorithms.Contains(algorithm) && (IsCurve
            ? VerifyCurve(statement, signature)
            : VerifyRsa(statement, signature, algorithm == Ps256 ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1));

    private bool VerifyCurve(ReadOnlySpan<byte> statement, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(encoded, out _);
        return signature.Length == CurveSignature && key.VerifyData(
            statement, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private bool VerifyRsa(ReadOnlySpan<byte> statement, ReadOnlySpan<byte> signature, RSASignaturePadding padding)
    {
        using var key = RSA.Create();
        key.ImportSubjectPublicKeyInfo(encoded, out _);
        return key.VerifyData(statement, signature, HashAlgorithmName.SHA256, padding);
    }

    private static ClientKey? ReadCurve(string pem)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(pem);
            return key.ExportParameters(false).Curve.Oid.Value == NistP256 ? new(key.ExportSubjectPublicKeyInfo(), isCurve: true) : null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null; // of another kind, or no key
        }
    }

    private static ClientKey? ReadRsa(string pem)
    {
        try
        {
            using var key = RSA.Create();
            key.ImportFromPem(pem);
            return key.KeySize is >= SmallestRsaKey and <= LargestRsaKey ? new(key.ExportSubjectPublicKeyInfo(), isCurve: false) : null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
