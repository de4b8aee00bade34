using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Xinheng.Model.People.Machines;

namespace Xinheng.Testing;

/// <summary>The key pair of a department's system, and what it signs with it, made without the code that reads it.</summary>
public sealed class MachineKey(string algorithm = ClientKey.Es256) : IDisposable
{
    public string Algorithm { get; } = algorithm;

    public AsymmetricAlgorithm Pair { get; } = algorithm == ClientKey.Es256 ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : RSA.Create(2048);

    public string PublicPem => Pair.ExportSubjectPublicKeyInfoPem();

    /// <summary>As the platform calls it.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Pair.ExportSubjectPublicKeyInfo()))[..16];

    /// <summary>A detached JWS over a file, as a department sends it along.</summary>
    public string SignFile(byte[] file, string item, string provider) => Sign(Statement(file, item, provider));

    public static byte[] Statement(byte[] file, string item, string provider) => Encoding.UTF8.GetBytes(
        $$"""{"digest":"{{Convert.ToHexStringLower(SHA256.HashData(file))}}","item":"{{item}}","kind":"xinheng.submission/1","provider":"{{provider}}"}""");

    /// <param name="header">Another one than <c>{"alg":…}</c>.</param>
    public string Sign(byte[] payload, string? header = null)
    {
        var head = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header ?? $$"""{"alg":"{{Algorithm}}"}"""));
        var signed = Encoding.ASCII.GetBytes($"{head}.{Base64Url.EncodeToString(payload)}");
        var signature = Pair is ECDsa curve
            ? curve.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
            : ((RSA)Pair).SignData(signed, HashAlgorithmName.SHA256, Algorithm == ClientKey.Ps256 ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
        return $"{head}..{Base64Url.EncodeToString(signature)}";
    }

    public void Dispose() => Pair.Dispose();
}
