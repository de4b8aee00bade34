using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Authentication;
using Xinheng.Platform.People;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Workbench.People;

/// <summary>Coming in and going out.</summary>
public static class SignInForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapPost("/sign-in", SignInAsync).WithMetadata(new PublicReadAttribute(20) { MayBeKept = false });
        group.MapPost("/sign-out", SignOutAsync).WithMetadata(new PublicReadAttribute(1) { MayBeKept = false });
    }

    private static async Task<IResult> SignInAsync(
        IFormCollection form, HttpContext http, SignIn signIn, Sessions sessions, ILogger<SignIn> logger, CancellationToken ct)
    {
        // The password is taken as it was typed: a blank at its end is part of it.
        var (name, password, to) = (Given(form["name"]).Trim(), Given(form["password"]), form["to"].ToString());
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        var attempted = await signIn.RunAsync(name, password, address, ct);
        if (!attempted.Answer.TryGet(out var account))
        {
            Log.SignInRefused(logger, attempted.Answer.Refusals[0].Code, SignInBrakes.PlaceOf(address));
            if (attempted.Wait > TimeSpan.Zero)
            {
                http.Response.Headers.RetryAfter = Math.Ceiling(attempted.Wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            }

            return Refused.With<SignInForm>(attempted.Answer.Refusals, ("To", to), ("Name", name));
        }

        // Always a new session: none that was there before signing in is signed in afterwards.
        var session = await sessions.BeginAsync(account, address, http.Request.Headers.UserAgent.ToString(), StaffSessions.Of(http.User), ct);
        await http.SignInAsync(StaffSessions.Scheme, StaffSessions.Principal(account, session));
        return Results.LocalRedirect(Refused.Local(to, "/work"));
    }

    private static async Task<IResult> SignOutAsync(
        IFormCollection form, HttpContext http, Sessions sessions, StaffSessions known, CancellationToken ct)
    {
        if (CallerOf.Find(http)?.Actor.Account is { } account && StaffSessions.Of(http.User) is { } session)
        {
            await sessions.EndAsync(account, session, ct);
            known.Forget(account);
        }

        await http.SignOutAsync(StaffSessions.Scheme);
        return Results.LocalRedirect("/sign-in");
    }

    // The database takes no NUL, and nobody's name or password is longer.
    private static string Given(string? text) => text is { Length: <= PasswordRules.Longest } && !text.Contains('\0') ? text : "";
}
