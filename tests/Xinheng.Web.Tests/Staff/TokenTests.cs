using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xinheng.Model.People;
using Xinheng.Platform.People.Machines;

namespace Xinheng.Web.Tests.Staff;

/// <summary>A department's system proves itself with its private key and gets a token for ten minutes.</summary>
public sealed class TokenTests
{
    private const string Client = "transport.case-system";

    [Theory]
    [InlineData("ES256")]
    [InlineData("RS256")]
    [InlineData("PS256")]
    public async Task A_signed_assertion_buys_a_token_that_hands_in_and_never_approves(string algorithm)
    {
        await using var site = await StaffSite.OpenAsync();
        using var keys = await RegisterAsync(site, algorithm);
        using var granted = await AskAsync(site, Assertion(site, keys.Key, algorithm));
        var token = await StaffSite.JsonAsync(granted);
        Assert.Equal(("Bearer", 600), (token.GetProperty("token_type").GetString(), token.GetProperty("expires_in").GetInt32()));
        Assert.True(granted.Headers.CacheControl!.NoStore);

        using var machine = site.NewClient();
        machine.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        var address = await SubmissionsApiTests.HandInAsync(machine, (await Penalties.OfAsync(site)).Add("示例处罚〔2026〕1号").Utf8());
        await site.DrainAsync();

        Assert.Equal(StaffSite.Transport, (await StaffSite.GetAsync(machine, address)).GetProperty("provider").GetString());
        using var approval = await machine.PostAsync($"{address}/approval", null);
        Assert.Equal(HttpStatusCode.Forbidden, approval.StatusCode);

        site.Clock.Now += TimeSpan.FromMinutes(11);
        using var late = await machine.GetAsync(address);
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
    }

    [Fact]
    public async Task An_assertion_is_good_once()
    {
        await using var site = await StaffSite.OpenAsync();
        using var keys = await RegisterAsync(site, "ES256");
        var assertion = Assertion(site, keys.Key, "ES256");

        using var first = await AskAsync(site, assertion);
        using var second = await AskAsync(site, assertion);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal("invalid_client", await ErrorAsync(second));
        Assert.Equal(1, (await site.CountsAsync()).Tokens);
    }

    public static TheoryData<string, Action<Dictionary<string, object>>> BadClaims => new()
    {
        { "another audience", claims => claims["aud"] = "https://elsewhere.example/api/v1/token" },
        { "another subject", claims => claims["sub"] = "somebody.else" },
        { "another issuer", claims => claims["iss"] = "somebody.else" },
        { "no id", claims => claims.Remove("jti") },
        { "no end", claims => claims.Remove("exp") },
        { "ended", claims => claims["exp"] = (long)claims["exp"] - 600 },
        { "ends too late", claims => claims["exp"] = (long)claims["exp"] + 600 },
        { "not yet", claims => claims["nbf"] = (long)claims["exp"] - 60 },
    };

    [Theory, MemberData(nameof(BadClaims))]
    public async Task An_assertion_with_a_wrong_claim_buys_nothing(string what, Action<Dictionary<string, object>> spoil)
    {
        await using var site = await StaffSite.OpenAsync();
        using var keys = await RegisterAsync(site, "ES256");

        using var answer = await AskAsync(site, Assertion(site, keys.Key, "ES256", spoil));

        Assert.Equal(("invalid_client", 0L, what), (await ErrorAsync(answer), (await site.CountsAsync()).Tokens, what));
    }

    [Fact]
    public async Task Another_key_an_unsigned_assertion_and_a_secret_made_of_the_public_key_buy_nothing()
    {
        await using var site = await StaffSite.OpenAsync();
        using var keys = await RegisterAsync(site, "ES256");
        using var thief = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var unsigned = Assertion(site, keys.Key, "ES256").Split('.');
        var none = Base64UrlEncoder.Encode("""{"alg":"none"}""");

        foreach (var assertion in new[]
        {
            Assertion(site, new ECDsaSecurityKey(thief), "ES256"),
            Assertion(site, new SymmetricSecurityKey(SHA256.HashData(keys.PublicBytes)), "HS256"),
            $"{none}.{unsigned[1]}.", $"{unsigned[0]}.{unsigned[1]}.", "not a token", "a.b.c",
        })
        {
            using var answer = await AskAsync(site, assertion);
            Assert.Equal("invalid_client", await ErrorAsync(answer));
        }

        Assert.Equal(0, (await site.CountsAsync()).Tokens);
    }

    [Fact]
    public async Task Who_does_not_follow_the_standard_hears_its_words()
    {
        await using var site = await StaffSite.OpenAsync();

        using var json = await site.Nobody.PostAsync("/api/v1/token", StaffSite.Json("{}"));
        using var password = await PostAsync(site, ("grant_type", "password"));
        using var nothing = await PostAsync(site, ("grant_type", "client_credentials"));
        using var madeUp = await site.Nobody.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v1/submissions") { Headers = { { "Authorization", "Bearer made-up" } } });

        Assert.Equal("invalid_request", await ErrorAsync(json, HttpStatusCode.BadRequest));
        Assert.Equal("unsupported_grant_type", await ErrorAsync(password, HttpStatusCode.BadRequest));
        Assert.Equal("invalid_client", await ErrorAsync(nothing));
        Assert.Equal(HttpStatusCode.Unauthorized, madeUp.StatusCode);
    }

    [Fact]
    public async Task A_private_key_and_a_weak_one_are_not_registered()
    {
        await using var site = await StaffSite.OpenAsync();
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var weak = RSA.Create(1024);
        var register = site.Get<RegisterClient>();

        async Task<string> CodeAsync(string pem) =>
            (await register.RunAsync(new(Client, StaffSite.Transport, pem), Caller.TheProgram, default)).Refusals.Single().Code;

        Assert.Equal("people.private-key-given", await CodeAsync(curve.ExportPkcs8PrivateKeyPem()));
        Assert.Equal("people.client-key", await CodeAsync(weak.ExportSubjectPublicKeyInfoPem()));
        Assert.Equal("people.client-key", await CodeAsync("hello"));
    }

    private sealed record Keys(SecurityKey Key, byte[] PublicBytes, IDisposable Algorithm) : IDisposable
    {
        public void Dispose() => Algorithm.Dispose();
    }

    private static async Task<Keys> RegisterAsync(StaffSite site, string algorithm)
    {
        AsymmetricAlgorithm made = algorithm == "ES256" ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : RSA.Create(2048);
        var registered = await site.Get<RegisterClient>().RunAsync(
            new(Client, StaffSite.Transport, made.ExportSubjectPublicKeyInfoPem()), Caller.TheProgram, default);
        Assert.True(registered.Value);
        SecurityKey key = made is ECDsa curve ? new ECDsaSecurityKey(curve) : new RsaSecurityKey((RSA)made);
        return new Keys(key, made.ExportSubjectPublicKeyInfo(), made);
    }

    internal static string Assertion(
        StaffSite site, SecurityKey key, string algorithm, Action<Dictionary<string, object>>? spoil = null, string client = Client)
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = client, ["sub"] = client, ["aud"] = new Uri(site.Address, "/api/v1/token").ToString(),
            ["jti"] = Guid.CreateVersion7().ToString(), ["exp"] = site.Clock.GetUtcNow().AddMinutes(2).ToUnixTimeSeconds(),
        };
        spoil?.Invoke(claims);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            JsonSerializer.Serialize(claims),
            new SigningCredentials(key, algorithm) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } });
    }

    internal static Task<HttpResponseMessage> AskAsync(StaffSite site, string assertion, string? scope = null) => PostAsync(site,
    [
        ("grant_type", "client_credentials"), ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ("client_assertion", assertion), .. scope is null ? [] : new[] { ("scope", scope) },
    ]);

    private static async Task<HttpResponseMessage> PostAsync(StaffSite site, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await site.Nobody.PostAsync("/api/v1/token", form);
    }

    internal static async Task<string?> ErrorAsync(HttpResponseMessage answer, HttpStatusCode status = HttpStatusCode.Unauthorized) =>
        (await StaffSite.JsonAsync(answer, status)).GetProperty("error").GetString();
}
