using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.People;

namespace Xinheng.Web.Hosting;

/// <summary>
/// A member of staff who signed in: the cookie says which account and by which stamp, nothing else. Whether both still hold,
/// and which roles are granted now, is asked again once a minute.
/// </summary>
public sealed class StaffSessions(TimeProvider time)
{
    public const string Scheme = "staff";

    private const string StampClaim = "stamp";
    private const int MostKnown = 10_000;
    private static readonly TimeSpan Trusted = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(Guid Account, Guid Stamp), Known> known = new();

    private sealed record Known(Caller Caller, DateTimeOffset At);

    public static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "xinheng.staff";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.Cookie.IsEssential = true;
        cookie.ExpireTimeSpan = TimeSpan.FromHours(8);
        cookie.SlidingExpiration = true;
        cookie.Events.OnValidatePrincipal = context =>
            context.HttpContext.RequestServices.GetRequiredService<StaffSessions>().ValidateAsync(context);
    }

    public static ClaimsPrincipal Principal(SignIn.SignedIn account) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, account.Account.ToString()), new Claim(StampClaim, account.Stamp.ToString())], Scheme));

    /// <summary>Signing out here ends what this process knows, too.</summary>
    public void Forget(ClaimsPrincipal principal)
    {
        if (Read(principal) is { } key)
        {
            known.TryRemove(key, out _);
        }
    }

    private async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (Read(context.Principal) is { } key && await CallerAsync(key, context.HttpContext) is { } caller)
        {
            CallerOf.Set(context.HttpContext, caller);
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }

    private async Task<Caller?> CallerAsync((Guid Account, Guid Stamp) key, HttpContext http)
    {
        var now = time.GetUtcNow();
        if (known.TryGetValue(key, out var seen) && now - seen.At < Trusted)
        {
            return seen.Caller;
        }

        var accounts = http.RequestServices.GetRequiredService<Accounts>();
        if (await accounts.OfSessionAsync(new AccountId(key.Account), key.Stamp, http.RequestAborted) is not { } caller)
        {
            known.TryRemove(key, out _);
            return null;
        }

        if (known.Count >= MostKnown)
        {
            known.Clear();
        }

        known[key] = new Known(caller, now);
        return caller;
    }

    private static (Guid Account, Guid Stamp)? Read(ClaimsPrincipal? principal) =>
        Guid.TryParse(principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var account)
        && Guid.TryParse(principal?.FindFirstValue(StampClaim), out var stamp) ? (account, stamp) : null;
}
