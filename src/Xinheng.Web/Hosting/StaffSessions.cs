using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.People;

namespace Xinheng.Web.Hosting;

/// <summary>
/// A member of staff who signed in: the cookie says which session, nothing else. Whether it still lives, and which roles are
/// granted now, is asked again once a minute; ended here, it is over at once.
/// </summary>
public sealed class StaffSessions(TimeProvider time)
{
    public const string Scheme = "staff";

    private const string SessionClaim = "session";
    private const int MostKnown = 10_000;
    private static readonly TimeSpan Trusted = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, Known> known = new();

    private sealed record Known(Caller Caller, DateTimeOffset At);

    public static void Configure(CookieAuthenticationOptions cookie, WebSettings settings)
    {
        cookie.Cookie.Name = settings.CookieName("xinheng.staff");
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = settings.CookieSecure;
        cookie.Cookie.IsEssential = true;
        cookie.ExpireTimeSpan = Sessions.Longest;   // being idle ends it sooner, in the database
        cookie.SlidingExpiration = false;
        cookie.Events.OnValidatePrincipal = context =>
            context.HttpContext.RequestServices.GetRequiredService<StaffSessions>().ValidateAsync(context);
    }

    public static ClaimsPrincipal Principal(SignIn.SignedIn account, Guid session) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, account.Account.ToString()), new Claim(SessionClaim, session.ToString())], Scheme));

    /// <summary>The session that the browser came with, living or not.</summary>
    public static Guid? Of(ClaimsPrincipal? principal) =>
        Guid.TryParse(principal?.FindFirstValue(SessionClaim), out var session) ? session : null;

    /// <summary>Ended in the database, ended in what this process remembers. Other processes notice within a minute.</summary>
    public void Forget(AccountId account)
    {
        foreach (var (session, one) in known)
        {
            if (one.Caller.Actor.Account == account)
            {
                known.TryRemove(session, out _);
            }
        }
    }

    private async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (Of(context.Principal) is { } session && await CallerAsync(session, context.HttpContext) is { } caller)
        {
            CallerOf.Set(context.HttpContext, caller);
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }

    private async Task<Caller?> CallerAsync(Guid session, HttpContext http)
    {
        var now = time.GetUtcNow();
        if (known.TryGetValue(session, out var seen) && now - seen.At < Trusted)
        {
            return seen.Caller;
        }

        if (await http.RequestServices.GetRequiredService<Sessions>().CallerAsync(session, http.RequestAborted) is not { } caller)
        {
            known.TryRemove(session, out _);
            return null;
        }

        if (known.Count >= MostKnown)
        {
            known.Clear();
        }

        known[session] = new Known(caller, now);
        return caller;
    }
}
