using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Xinheng.Platform.People.Machines;

namespace Xinheng.Web.Hosting;

/// <summary>A department's system with the token that it got for its signed assertion (RFC 6750).</summary>
public sealed class BearerTokens(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "machine";

    private const string Mark = "Bearer ";
    private const int LongestToken = 200;

    public static bool Speaks(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Mark, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var token = Request.Headers.Authorization.ToString()[Mark.Length..].Trim();
        if (token.Length is 0 or > LongestToken)
        {
            return AuthenticateResult.Fail("The token is unreadable.");
        }

        var tokens = Context.RequestServices.GetRequiredService<ClientTokens>();
        if (await tokens.CallerOfAsync(token, Context.RequestAborted) is not { } caller)
        {
            return AuthenticateResult.Fail("The token is unknown or has expired.");
        }

        CallerOf.Set(Context, caller);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, caller.Actor.Identity)], Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }
}
