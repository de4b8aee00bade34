using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xinheng.Model.Collection;
using Xinheng.Model.Journal;
using Xinheng.Model.People.Machines;
using Xinheng.Testing;

namespace Xinheng.Model.Tests.People;

public sealed class JwsTests
{
    private static readonly byte[] Payload = Encoding.UTF8.GetBytes("Das ist der Inhalt");

    [Theory]
    [InlineData(ClientKey.Es256)]
    [InlineData(ClientKey.Rs256)]
    [InlineData(ClientKey.Ps256)]
    public void A_detached_signature_holds_for_its_payload_and_key_alone(string algorithm)
    {
        using var pair = new MachineKey(algorithm);
        using var stranger = new MachineKey(algorithm);
        var key = ClientKey.FromPem(pair.PublicPem).Value;

        var jws = Jws.Parse(pair.Sign(Payload)).Value;

        Assert.Equal((algorithm, pair.Id), (jws.Algorithm, key.Id));
        Assert.Null(jws.Payload);
        Assert.True(jws.IsBy(key, Payload));
        Assert.False(jws.IsBy(key, [.. Payload, (byte)'.']));
        Assert.False(jws.IsBy(ClientKey.FromPem(stranger.PublicPem).Value, Payload));
    }

    [Fact]
    public void With_its_payload_put_back_it_is_an_ordinary_signature()
    {
        using var pair = new MachineKey();
        var whole = Jws.Parse(Jws.Parse(pair.Sign(Payload)).Value.With(Payload)).Value;

        Assert.Equal(Payload, whole.Payload);
        Assert.True(whole.IsBy(ClientKey.FromPem(pair.PublicPem).Value, Payload));
    }

    [Fact]
    public void The_example_of_RFC_7515_A_3_holds()
    {
        using var pair = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint
            {
                X = Base64Url.DecodeFromChars("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
                Y = Base64Url.DecodeFromChars("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"),
            },
        });
        const string Payload = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

        var jws = Jws.Parse($"eyJhbGciOiJFUzI1NiJ9.{Payload}."
            + "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q").Value;

        Assert.True(jws.IsBy(ClientKey.FromPem(pair.ExportSubjectPublicKeyInfoPem()).Value, Base64Url.DecodeFromChars(Payload)));
    }

    [Theory]
    [InlineData("""{"alg":"none"}""")]
    [InlineData("""{"alg":"HS256"}""")]
    [InlineData("""{"alg":"ES256","crit":["b64"],"b64":false}""")]
    [InlineData("""{"alg":"ES256","alg":"ES256"}""")]
    [InlineData("""{"typ":"JOSE"}""")]
    [InlineData("""["ES256"]""")]
    [InlineData("ES256")]
    public void A_header_that_is_not_understood_is_refused(string header)
    {
        using var pair = new MachineKey();

        Assert.Equal("signature.form", Assert.Single(Jws.Parse(pair.Sign(Payload, header)).Refusals).Code);
    }

    [Fact]
    public void Other_spellings_of_a_signature_are_refused()
    {
        using var pair = new MachineKey();
        var text = pair.Sign(Payload);

        Assert.All(new[] { "", "..", "a.b", $"{text}.", $"{text}=", $"{text[..^1]}", text.Replace("..", "."), $" {text}", text.Replace("..", ".!."), new string('a', 5000) },
            spoilt => Assert.Equal("signature.form", Assert.Single(Jws.Parse(spoilt).Refusals).Code));
    }

    [Fact]
    public void A_key_is_never_used_with_anothers_algorithm()
    {
        using var pair = new MachineKey(ClientKey.Rs256);
        var key = ClientKey.FromPem(pair.PublicPem).Value;
        var signature = ((RSA)pair.Pair).SignData(Payload, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        Assert.True(key.Verify(ClientKey.Rs256, Payload, signature));
        Assert.All([ClientKey.Ps256, ClientKey.Es256, "HS256", "none"], other => Assert.False(key.Verify(other, Payload, signature)));
    }

    [Fact]
    public void A_private_a_short_and_a_made_up_key_are_refused()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var weak = RSA.Create(1024);

        Assert.Equal("people.private-key-given", Assert.Single(ClientKey.FromPem(curve.ExportPkcs8PrivateKeyPem()).Refusals).Code);
        Assert.All([other.ExportSubjectPublicKeyInfoPem(), weak.ExportSubjectPublicKeyInfoPem(), "hello", ""],
            pem => Assert.Equal("people.client-key", Assert.Single(ClientKey.FromPem(pem).Refusals).Code));
    }

    [Fact]
    public void A_statement_reads_as_exactly_the_bytes_that_are_signed()
    {
        var file = Encoding.UTF8.GetBytes("文件");
        var statement = new SubmissionStatement(Hash256.Of(file), "CF_LP", "11990000XY0002026P");
        var signed = MachineKey.Statement(file, "CF_LP", "11990000XY0002026P");

        Assert.Equal(signed, statement.ToCanonicalJson());
        Assert.Equal(statement, SubmissionStatement.Parse(signed).Value);
        Assert.Equal(JsonDocument.Parse(signed).RootElement.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal),
            JsonDocument.Parse(signed).RootElement.EnumerateObject().Select(m => m.Name));
        Assert.All(new[] { "{}", "x", Encoding.UTF8.GetString(signed).Replace("/1", "/2"), Encoding.UTF8.GetString(signed).Replace(",", ", ") },
            other => Assert.Equal("signature.statement", Assert.Single(SubmissionStatement.Parse(Encoding.UTF8.GetBytes(other)).Refusals).Code));
    }
}
