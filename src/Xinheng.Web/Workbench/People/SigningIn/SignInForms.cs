using Microsoft.AspNetCore.Authentication;
using Xinheng.Platform.People.SigningIn;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.SigningIn;

namespace Xinheng.Web.Workbench.People.SigningIn;

/// <summary>Coming in, by password and code or by passkey, and going out.</summary>
public static class SignInForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapPost("/sign-in", SignInAsync).WithMetadata(new PublicReadAttribute(20) { MayBeKept = false });
        group.MapPost("/sign-in/code", CodeAsync).WithMetadata(new PublicReadAttribute(20) { MayBeKept = false });
        group.MapPost("/sign-in/passkey", PasskeyAsync).WithMetadata(new PublicReadAttribute(20) { MayBeKept = false });
        group.MapPost("/sign-out", SignOutAsync).WithMetadata(new PublicReadAttribute(1) { MayBeKept = false });
    }

    private static async Task<IResult> SignInAsync(
        IFormCollection form, HttpContext http, SignIn signIn, Entrance entrance, HalfWay halfWay, CancellationToken ct)
    {
        // The password is taken as it was typed: a blank at its end is part of it.
        var (name, password, to) = (Entrance.Given(form["name"]).Trim(), Entrance.Given(form["password"]), form["to"].ToString());
        var attempted = await signIn.RunAsync(name, password, Entrance.AddressOf(http), ct);
        if (!attempted.Answer.TryGet(out var account))
        {
            entrance.TurnAway(http, attempted.Answer.Refusals[0].Code, attempted.Wait);
            return Refused.With<SignInForm>(attempted.Answer.Refusals, ("To", to), ("Name", name));
        }

        if (!account.AsksFactor)
        {
            return await entrance.EnterAsync(http, account, to, ct);
        }

        halfWay.Remember(http, account, Refused.Local(to, "/work"));
        return Results.LocalRedirect("/sign-in/code");
    }

    private static async Task<IResult> CodeAsync(
        IFormCollection form, HttpContext http, ProveFactor prove, Entrance entrance, HalfWay halfWay, CancellationToken ct)
    {
        if (halfWay.Find(http) is not { } person)
        {
            return Results.LocalRedirect("/sign-in");
        }

        var attempted = await prove.RunAsync(person.Account, person.Stamp, Entrance.Given(form["code"]), Entrance.AddressOf(http), ct);
        if (!attempted.Answer.TryGet(out var account))
        {
            entrance.TurnAway(http, attempted.Answer.Refusals[0].Code, attempted.Wait);
            return Refused.With<CodeForm>(attempted.Answer.Refusals, ("To", person.To));
        }

        return await entrance.EnterAsync(http, account, person.To, ct);
    }

    private static async Task<IResult> PasskeyAsync(
        IFormCollection form, HttpContext http, PasskeyDesk desk, Entrance entrance, CancellationToken ct)
    {
        var proved = await desk.ProveAsync(form["state"].ToString(), form["passkey"].ToString(), account: null, http, ct);
        if (!proved.TryGet(out var account))
        {
            entrance.TurnAway(http, proved.Refusals[0].Code, TimeSpan.Zero);
            return Refused.With<SignInForm>(proved.Refusals, ("To", form["to"].ToString()));
        }

        return await entrance.EnterAsync(http, account, form["to"].ToString(), ct);
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
}
