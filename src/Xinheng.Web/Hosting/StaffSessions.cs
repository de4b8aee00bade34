using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Xinheng.Model.Foundation;
using Xinheng.Platform.People.SigningIn;

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

    private sealed record Known(Sessions.Living Living, DateTimeOffset At);

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

    /// <summary>The living session behind a request; null for machines and for nobody.</summary>
    public static Sessions.Living? Here(HttpContext? http) =>
        http?.Items.TryGetValue(typeof(Sessions.Living), out var living) == true ? (Sessions.Living?)living : null;

    /// <summary>Ended in the database, ended in what this process remembers. Other processes notice within a minute.</summary>
    public void Forget(AccountId account)
    {
        foreach (var (session, one) in known)
        {
            if (one.Living.Caller.Actor.Account == account)
            {
                known.TryRemove(session, out _);
            }
        }
    }

    private async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (Of(context.Principal) is { } session && await FindAsync(session, context.HttpContext) is { } living)
        {
            context.HttpContext.Items[typeof(Sessions.Living)] = living;
            CallerOf.Set(context.HttpContext, living.Caller);
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }

    private async Task<Sessions.Living?> FindAsync(Guid session, HttpContext http)
    {
        var now = time.GetUtcNow();
        if (known.TryGetValue(session, out var seen) && now - seen.At < Trusted)
        {
            return seen.Living;
        }

        if (await http.RequestServices.GetRequiredService<Sessions>().FindAsync(session, http.RequestAborted) is not { } living)
        {
            known.TryRemove(session, out _);
            return null;
        }

        if (known.Count >= MostKnown)
        {
            known.Clear();
        }

        known[session] = new Known(living, now);
        return living;
    }
}
