using System.Security.Cryptography;
using Xinheng.Model.Journal;

namespace Xinheng.Model.Tests.Journal;

public sealed class SigningKeyTests
{
    [Fact]
    public void A_key_survives_its_pem_and_keeps_its_id()
    {
        using var key = SignatureSuite.Es256.CreateKey();
        using var again = SigningKey.FromPem(key.ToPem()).Value;
        var known = VerifyingKey.FromPem(key.Public.ToPem()).Value;

        var signature = again.Sign("甲"u8);

        Assert.Equal(64, signature.Length);
        Assert.True(known.Verify("甲"u8, signature));
        Assert.False(known.Verify("乙"u8, signature));
        Assert.False(known.Verify("甲"u8, signature.AsSpan(0, 63)));
        Assert.Equal(key.Public.Id, known.Id);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(known.Encoded)[..8]), known.Id);
    }

    [Fact]
    public void A_key_of_another_curve_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Assert.Equal("key.not-a-public-key", VerifyingKey.FromPem(other.ExportSubjectPublicKeyInfoPem()).Refusals.Single().Code);
        Assert.Equal("key.not-a-signing-key", SigningKey.FromPem(other.ExportPkcs8PrivateKeyPem()).Refusals.Single().Code);
    }

    [Fact]
    public void The_public_half_does_not_sign_and_the_private_half_is_no_public_key()
    {
        using var key = SignatureSuite.Es256.CreateKey();

        Assert.True(SigningKey.FromPem(key.Public.ToPem()).IsRefused);
        Assert.True(VerifyingKey.FromPem(key.ToPem()).IsRefused);
        Assert.True(VerifyingKey.FromPem("not a key").IsRefused);
    }

    [Fact]
    public void What_others_sign_with_the_same_suite_verifies()
    {
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signature = foreign.SignData([1, 2, 3], HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

        Assert.True(VerifyingKey.Read(foreign.ExportSubjectPublicKeyInfo()).Value.Verify([1, 2, 3], signature));
    }
}
