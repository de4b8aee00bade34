using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Xinheng.Model.People.Machines;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People.Machines;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api.People;

/// <summary>Where a machine exchanges its signed assertion for a short-lived token (RFC 6749, 4.4; RFC 7523, 2.2).</summary>
public static class TokenApi
{
    private const string Path = "/api/v1/token";
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    // The names are the standard's.
    private sealed record Granted(string access_token, string token_type, int expires_in, string scope);

    private sealed record Refused(string error, string error_description);

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost(Path, GrantAsync).WithName("Token").WithSummary("机器取得短期令牌（private_key_jwt）").WithTags("登录")
            .WithMetadata(new BehindAttribute(Door.Api), new PublicReadAttribute(10) { MayBeKept = false }).DisableAntiforgery();

    private static async Task<IResult> GrantAsync(
        HttpContext http, ClientTokens tokens, TimeProvider time, XinhengOptions installation, WebSettings settings, IServer server,
        ILogger<ClientAssertion> logger, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType || await FormAsync(http, ct) is not { } form)
        {
            return Refuse("invalid_request", "The body must be application/x-www-form-urlencoded.");
        }

        if (form["grant_type"] != "client_credentials")
        {
            return Refuse("unsupported_grant_type", "Only client_credentials is granted.");
        }

        if (form["client_assertion_type"] != AssertionType || form["client_assertion"] is not [{ Length: > 0 } assertion])
        {
            return Refuse("invalid_client", $"client_assertion_type must be {AssertionType}, client_assertion a JWT.", 401);
        }

        var claimed = ClientAssertion.Issuer(assertion);
        if (claimed is null || (form["client_id"] is [{ Length: > 0 } named] && named != claimed)
            || await tokens.FindAsync(claimed, ct) is not { } client)
        {
            return Deny(logger, "the client is not known");
        }

        var verdict = await new ClientAssertion(time).CheckAsync(assertion, client, Audiences(installation, settings, server));
        if (verdict.Why is { } why)
        {
            return Deny(logger, why);
        }

        if (Asked(form["scope"].ToString(), client) is not { } scopes)
        {
            return Refuse("invalid_scope", $"The client may be given: {ClientScope.Write(client.Scopes)}.");
        }

        return await tokens.IssueAsync(client, verdict.Key!, scopes, verdict.Jti, verdict.Ends, ct) is { } token
            ? Results.Json(new Granted(token, "Bearer", (int)ClientTokens.Life.TotalSeconds, ClientScope.Write(scopes)), PublicJson.Options)
            : Deny(logger, "jti was used before");
    }

    /// <summary>What was asked for, or all that is registered when nothing was; null when it goes beyond that.</summary>
    private static IReadOnlyList<ClientScope>? Asked(string text, ClientTokens.Client client) =>
        text.Length == 0 ? client.Scopes
        : ClientScope.ParseList(text).TryGet(out var asked) && asked.All(a => client.Scopes.Any(s => s.Covers(a))) ? asked
        : null;

    /// <summary>Our names, from our own settings: the Host header is the sender's and would let another's assertion be replayed here.</summary>
    private static List<string> Audiences(XinhengOptions installation, WebSettings settings, IServer server)
    {
        List<string> ours = [installation.Origin];
        IEnumerable<string> bases = settings.PublicUrl is { Length: > 0 } url
            ? [url]
            : server.Features.Get<IServerAddressesFeature>()?.Addresses.SelectMany(Spellings) ?? [];
        ours.AddRange(bases.SelectMany(address => new[] { address, address + Path }));
        return ours;
    }

    private static IEnumerable<string> Spellings(string address) =>
        [address.TrimEnd('/'), address.TrimEnd('/').Replace("127.0.0.1", "localhost", StringComparison.Ordinal)];

    private static async Task<IFormCollection?> FormAsync(HttpContext http, CancellationToken ct)
    {
        try
        {
            return await http.Request.ReadFormAsync(ct);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static IResult Deny(ILogger logger, string why)
    {
        Log.AssertionRefused(logger, why);
        return Refuse("invalid_client", $"The assertion was refused: {why}.", StatusCodes.Status401Unauthorized);
    }

    private static IResult Refuse(string error, string why, int status = StatusCodes.Status400BadRequest) =>
        Results.Json(new Refused(error, why), PublicJson.Options, statusCode: status);
}
