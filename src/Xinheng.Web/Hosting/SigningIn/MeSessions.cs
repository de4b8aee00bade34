using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Xinheng.Platform.People.SigningIn;

namespace Xinheng.Web.Hosting.SigningIn;

/// <summary>
/// A subject who signed in, about themselves. Their cookie is their own: what is signed in at the workbench is nobody here,
/// and the other way about. Whether it lives is asked each time.
/// </summary>
public static class MeSessions
{
    public const string Scheme = "me";

    private const string SessionClaim = "session";

    /// <summary>Whether a request comes through this door.</summary>
    public static bool IsFor(HttpRequest request) => request.Path.StartsWithSegments("/me", StringComparison.OrdinalIgnoreCase);

    public static void Configure(CookieAuthenticationOptions cookie, WebSettings settings)
    {
        cookie.Cookie.Name = settings.CookieName("xinheng.me");
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = settings.CookieSecure;
        cookie.Cookie.IsEssential = true;
        cookie.ExpireTimeSpan = Sessions.Longest;   // being idle ends it sooner, in the database
        cookie.SlidingExpiration = false;
        cookie.Events.OnValidatePrincipal = ValidateAsync;
    }

    public static ClaimsPrincipal Principal(Guid session) => new(new ClaimsIdentity([new Claim(SessionClaim, session.ToString())], Scheme));

    /// <summary>The session that the browser came with, living or not.</summary>
    public static Guid? Of(ClaimsPrincipal? principal) =>
        principal?.Identity?.AuthenticationType == Scheme && Guid.TryParse(principal.FindFirstValue(SessionClaim), out var session) ? session : null;

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (Of(context.Principal) is { } session
            && await http.RequestServices.GetRequiredService<Sessions>().CallerAsync(session, http.RequestAborted) is { Self: not null } caller)
        {
            CallerOf.Set(http, caller);
            return;
        }

        context.RejectPrincipal();
        await http.SignOutAsync(Scheme);
    }
}
