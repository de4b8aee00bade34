using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xinheng.Platform.People;

namespace Xinheng.Web.Api.People;

/// <summary>
/// What a machine signs to say who it is (RFC 7523, 3): issuer and subject are itself, the audience is us, it ends within
/// five minutes and has an id of its own.
/// </summary>
public sealed class ClientAssertion(TimeProvider time)
{
    private const int LongestText = 8 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <param name="Why">For the operator's log and the sender: what did not hold; null when all did.</param>
    public sealed record Verdict(string? Why, string Jti, DateTimeOffset Ends);

    /// <summary>Whom it claims to come from, before anything is believed; null when unreadable.</summary>
    public static string? Issuer(string text)
    {
        try
        {
            return text.Length <= LongestText ? new JsonWebToken(text).Issuer : null;
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    public async Task<Verdict> CheckAsync(string text, ClientTokens.Client client, IReadOnlyCollection<string> audiences)
    {
        using var keys = new Keys(client.PublicKey);
        var read = await new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.ValidateTokenAsync(text, new TokenValidationParameters
        {
            ValidAlgorithms = keys.Algorithms,
            IssuerSigningKey = keys.Key,
            ValidIssuer = client.Id,
            ValidAudiences = audiences,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            LifetimeValidator = (from, until, _, _) => IsNow(from, until),
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        });
        if (!read.IsValid)
        {
            return Refuse(read.Exception switch
            {
                SecurityTokenInvalidAudienceException => "the audience is not this platform",
                SecurityTokenInvalidIssuerException => "the issuer is not the client",
                SecurityTokenInvalidLifetimeException or SecurityTokenNoExpirationException => "exp must lie within the next five minutes",
                _ => "the signature does not hold",
            });
        }

        var token = (JsonWebToken)read.SecurityToken;
        return token.Subject != client.Id ? Refuse("the subject is not the client")
            : string.IsNullOrEmpty(token.Id) || token.Id.Length > 200 ? Refuse("jti is missing or too long")
            : new Verdict(null, token.Id, new DateTimeOffset(DateTime.SpecifyKind(token.ValidTo, DateTimeKind.Utc)) + Skew);
    }

    private static Verdict Refuse(string why) => new(why, "", default);

    private bool IsNow(DateTime? from, DateTime? until)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return until is { } end && end > now && end <= now + Longest + Skew && (from is not { } start || start <= now + Skew);
    }

    /// <summary>The registered key and the algorithms that go with its kind; a key is never used with another's.</summary>
    private sealed class Keys : IDisposable
    {
        private readonly AsymmetricAlgorithm algorithm;

        public Keys(string pem)
        {
            try
            {
                var curve = ECDsa.Create();
                algorithm = curve;
                curve.ImportFromPem(pem);
                (Key, Algorithms) = (new ECDsaSecurityKey(curve), [SecurityAlgorithms.EcdsaSha256]);
            }
            catch (Exception e) when (e is CryptographicException or ArgumentException)
            {
                algorithm!.Dispose();
                var rsa = RSA.Create();
                algorithm = rsa;
                rsa.ImportFromPem(pem);
                (Key, Algorithms) = (new RsaSecurityKey(rsa), [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256]);
            }
        }

        public SecurityKey Key { get; }

        public IReadOnlyList<string> Algorithms { get; }

        public void Dispose() => algorithm.Dispose();
    }
}
