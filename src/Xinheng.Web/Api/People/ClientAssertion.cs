using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xinheng.Model.People.Machines;
using Xinheng.Platform.People.Machines;

namespace Xinheng.Web.Api.People;

/// <summary>
/// What a machine signs to say who it is (RFC 7523, 3): issuer and subject are itself, the audience is us, it ends within
/// five minutes and has an id of its own.
/// </summary>
public sealed class ClientAssertion(TimeProvider time)
{
    private const int LongestText = 8 * 1024;
    private const string WrongSignature = "the signature does not hold";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <param name="Why">For the operator's log and the sender: what did not hold; null when all did.</param>
    /// <param name="Key">The key it was checked with; null when there was none.</param>
    public sealed record Verdict(string? Why, ClientKey? Key, string Jti, DateTimeOffset Ends);

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

    /// <summary>By whichever of the client's keys it was signed: several hold while one takes another's place.</summary>
    public async Task<Verdict> CheckAsync(string text, ClientTokens.Client client, IReadOnlyCollection<string> audiences)
    {
        var refused = Refuse("no key of the client is valid now");
        foreach (var key in client.Keys)
        {
            var verdict = await CheckAsync(text, client.Id, key, audiences);
            if (verdict.Why is null)
            {
                return verdict;
            }

            refused = verdict.Why == WrongSignature && refused.Key is not null ? refused : verdict;
        }

        return refused;
    }

    private async Task<Verdict> CheckAsync(string text, string client, ClientKey key, IReadOnlyCollection<string> audiences)
    {
        using var keys = new Keys(key);
        var read = await new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.ValidateTokenAsync(text, new TokenValidationParameters
        {
            ValidAlgorithms = key.Algorithms,
            IssuerSigningKey = keys.Key,
            ValidIssuer = client,
            ValidAudiences = audiences,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            LifetimeValidator = (from, until, _, _) => IsNow(from, until),
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        });
        if (!read.IsValid)
        {
            return Refuse(key, read.Exception switch
            {
                SecurityTokenInvalidAudienceException => "the audience is not this platform",
                SecurityTokenInvalidIssuerException => "the issuer is not the client",
                SecurityTokenInvalidLifetimeException or SecurityTokenNoExpirationException => "exp must lie within the next five minutes",
                _ => WrongSignature,
            });
        }

        var token = (JsonWebToken)read.SecurityToken;
        return token.Subject != client ? Refuse(key, "the subject is not the client")
            : string.IsNullOrEmpty(token.Id) || token.Id.Length > 200 ? Refuse(key, "jti is missing or too long")
            : new Verdict(null, key, token.Id, new DateTimeOffset(DateTime.SpecifyKind(token.ValidTo, DateTimeKind.Utc)) + Skew);
    }

    private static Verdict Refuse(string why) => new(why, null, "", default);

    private static Verdict Refuse(ClientKey key, string why) => new(why, key, "", default);

    private bool IsNow(DateTime? from, DateTime? until)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return until is { } end && end > now && end <= now + Longest + Skew && (from is not { } start || start <= now + Skew);
    }

    /// <summary>The registered key as the validating library takes it.</summary>
    private sealed class Keys : IDisposable
    {
        private readonly AsymmetricAlgorithm algorithm;

        public Keys(ClientKey key)
        {
            if (key.IsCurve)
            {
                var curve = ECDsa.Create();
                (algorithm, Key) = (curve, new ECDsaSecurityKey(curve));
            }
            else
            {
                var rsa = RSA.Create();
                (algorithm, Key) = (rsa, new RsaSecurityKey(rsa));
            }

            algorithm.ImportFromPem(key.ToPem());
        }

        public SecurityKey Key { get; }

        public void Dispose() => algorithm.Dispose();
    }
}
