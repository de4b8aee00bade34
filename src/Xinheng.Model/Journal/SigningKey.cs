using System.Security.Cryptography;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Journal;

/// <summary>The platform's private key for checkpoints and receipts; safe to use from several threads.</summary>
public abstract class SigningKey : IDisposable
{
    private protected SigningKey(SignatureSuite suite, byte[] publicKey) =>
        (Suite, Public) = (suite, new VerifyingKey(suite, publicKey));

    public SignatureSuite Suite { get; }

    /// <summary>What strangers verify with.</summary>
    public VerifyingKey Public { get; }

    public static Result<SigningKey> FromPem(string pem)
    {
        foreach (var suite in SignatureSuite.All)
        {
            if (suite.ReadKey(pem) is { } key)
            {
                return Result<SigningKey>.Of(key);
            }
        }

        return Refusal.Invalid("key.not-a-signing-key", $"这不是可用的签名私钥。请提供 PEM 格式（PKCS #8）的私钥，支持的算法：{Names}。");
    }

    public abstract byte[] Sign(ReadOnlySpan<byte> statement);

    /// <summary>Unencrypted PKCS #8; for escrow and storage outside the database.</summary>
    public abstract string ToPem();

    public abstract void Dispose();

    internal static string Names => string.Join("、", SignatureSuite.All.Select(suite => suite.Name));
}

/// <summary>A public key with which anyone checks checkpoints and receipts.</summary>
public sealed class VerifyingKey
{
    private readonly byte[] encoded;

    internal VerifyingKey(SignatureSuite suite, byte[] encoded)
    {
        (Suite, this.encoded) = (suite, encoded);
        Id = Hash256.Of(encoded).ToString()[..16];
    }

    public SignatureSuite Suite { get; }

    /// <summary>The first 8 bytes, in hexadecimal, of the SHA-256 of the key (SubjectPublicKeyInfo).</summary>
    public string Id { get; }

    /// <summary>The key as SubjectPublicKeyInfo.</summary>
    public ReadOnlySpan<byte> Encoded => encoded;

    public static Result<VerifyingKey> Read(ReadOnlySpan<byte> publicKeyInfo)
    {
        foreach (var suite in SignatureSuite.All)
        {
            if (suite.Canonical(publicKeyInfo) is { } canonical)
            {
                return new VerifyingKey(suite, canonical);
            }
        }

        return Unreadable;
    }

    /// <summary>Reads a PEM that holds a public key (BEGIN PUBLIC KEY).</summary>
    public static Result<VerifyingKey> FromPem(string pem)
    {
        if (!PemEncoding.TryFind(pem, out var found) || pem[found.Label] != "PUBLIC KEY")
        {
            return Unreadable;
        }

        return Read(Convert.FromBase64String(pem[found.Base64Data]));
    }

    public string ToPem() => PemEncoding.WriteString("PUBLIC KEY", encoded) + "\n";

    public bool Verify(ReadOnlySpan<byte> statement, ReadOnlySpan<byte> signature) =>
        Suite.Verify(encoded, statement, signature);

    private static Refusal Unreadable => Refusal.Invalid(
        "key.not-a-public-key", $"这不是可用的公钥。请提供以 BEGIN PUBLIC KEY 开头的 PEM 文件，支持的算法：{SigningKey.Names}。");
}
