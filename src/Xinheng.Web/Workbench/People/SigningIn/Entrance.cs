using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Authentication;
using Xinheng.Platform.People.SigningIn;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.SigningIn;

namespace Xinheng.Web.Workbench.People.SigningIn;

/// <summary>What every way of signing in ends with: a session, or how long to wait.</summary>
public sealed class Entrance(Sessions sessions, HalfWay halfWay, ILogger<SignIn> logger)
{
    public static IPAddress AddressOf(HttpContext http) => http.Connection.RemoteIpAddress ?? IPAddress.None;

    /// <summary>The database takes no NUL, and nobody's name, password or code is longer.</summary>
    public static string Given(string? text) => text is { Length: <= PasswordRules.Longest } && !text.Contains('\0') ? text : "";

    public async Task<IResult> EnterAsync(HttpContext http, SignIn.SignedIn account, string to, CancellationToken ct)
    {
        // Always a new session: none that was there before signing in is signed in afterwards.
        var session = await sessions.BeginAsync(account, AddressOf(http), http.Request.Headers.UserAgent.ToString(), StaffSessions.Of(http.User), ct);
        await http.SignInAsync(StaffSessions.Scheme, StaffSessions.Principal(account, session));
        halfWay.Forget(http);
        return Results.LocalRedirect(Refused.Local(to, "/work"));
    }

    /// <summary>Tells the log that somebody was not let in, and the browser how long nothing can be tried.</summary>
    public void TurnAway(HttpContext http, string code, TimeSpan wait)
    {
        Log.SignInRefused(logger, code, SignInBrakes.PlaceOf(AddressOf(http)));
        Announce(http, wait);
    }

    public static void Announce(HttpContext http, TimeSpan wait)
    {
        if (wait > TimeSpan.Zero)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }
    }
}
