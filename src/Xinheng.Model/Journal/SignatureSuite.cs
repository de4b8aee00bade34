using System.Security.Cryptography;

namespace Xinheng.Model.Journal;

/// <summary>
/// A way to sign, named in every signed text so that another can follow. Today ES256 (ECDSA on P-256 with SHA-256,
/// r and s as 64 bytes); a national suite (SM2 with SM3) is another class in this list.
/// </summary>
public abstract class SignatureSuite
{
    public static SignatureSuite Es256 { get; } = new Es256Suite();

    public static IReadOnlyList<SignatureSuite> All { get; } = [Es256];

    public abstract string Name { get; }

    public abstract int SignatureLength { get; }

    public static SignatureSuite? Find(string name) => All.FirstOrDefault(suite => suite.Name == name);

    /// <summary>A new key; whoever asks keeps it safe.</summary>
    public abstract SigningKey CreateKey();

    /// <summary>The key in an unencrypted PKCS #8 PEM; null when it is not one of this suite.</summary>
    public abstract SigningKey? ReadKey(string pem);

    /// <summary>The public key in its one canonical encoding; null when it is not one of this suite.</summary>
    internal abstract byte[]? Canonical(ReadOnlySpan<byte> publicKey);

    internal abstract bool Verify(
        ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> statement, ReadOnlySpan<byte> signature);
}

file sealed class Es256Suite : SignatureSuite
{
    private const string P256 = "1.2.840.10045.3.1.7";

    public override string Name => "ES256";

    public override int SignatureLength => 64;

    public override SigningKey CreateKey() => new Es256Key(this, ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public override SigningKey? ReadKey(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (IsP256(key))
            {
                // A PEM of the public half imports as well, and would fail only at the first signature.
                _ = key.ExportPkcs8PrivateKey();
                return new Es256Key(this, key);
            }
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            // Not a key that this suite knows: said by the null below.
        }

        key.Dispose();
        return null;
    }

    internal override byte[]? Canonical(ReadOnlySpan<byte> publicKey)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out var read);
            return read == publicKey.Length && IsP256(key) ? key.ExportSubjectPublicKeyInfo() : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    internal override bool Verify(
        ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> statement, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureLength)
        {
            return false;
        }

        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(publicKey, out _);
        return key.VerifyData(
            statement, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static bool IsP256(ECDsa key) => key.ExportParameters(false).Curve.Oid.Value == P256;
}

file sealed class Es256Key(SignatureSuite suite, ECDsa key) : SigningKey(suite, key.ExportSubjectPublicKeyInfo())
{
    // The sealer and the receipts of several doors may sign with one key at a time.
    private readonly Lock turn = new();

    public override byte[] Sign(ReadOnlySpan<byte> statement)
    {
        lock (turn)
        {
            return key.SignData(
                statement, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
    }

    public override string ToPem() => key.ExportPkcs8PrivateKeyPem();

    public override void Dispose() => key.Dispose();
}
