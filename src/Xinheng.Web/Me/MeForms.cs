using Microsoft.AspNetCore.Authentication;
using Xinheng.Model.Foundation;
using Xinheng.Platform.People.SigningIn;
using Xinheng.Platform.Subjects.Proofing;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.SigningIn;
using Xinheng.Web.Workbench;
using Xinheng.Web.Workbench.People.SigningIn;

namespace Xinheng.Web.Me;

/// <summary>Coming in, going out, and opening one's own account.</summary>
public static class MeForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/me").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Me));
        group.MapPost("/sign-in", SignInAsync).WithMetadata(new PublicReadAttribute(20) { MayBeKept = false });
        group.MapPost("/enrol", EnrolAsync).WithMetadata(new PublicReadAttribute(20) { MayBeKept = false });
        group.MapPost("/sign-out", SignOutAsync).WithMetadata(new PublicReadAttribute(1) { MayBeKept = false });
    }

    private static async Task<IResult> SignInAsync(
        IFormCollection form, HttpContext http, SignIn signIn, Sessions sessions, Entrance entrance, CancellationToken ct)
    {
        var (name, password, to) = (Entrance.Given(form["name"]).Trim(), Entrance.Given(form["password"]), form["to"].ToString());
        var attempted = await signIn.RunAsync(name, password, Entrance.AddressOf(http), ct, ofSubject: true);
        if (!attempted.Answer.TryGet(out var account))
        {
            entrance.TurnAway(http, attempted.Answer.Refusals[0].Code, attempted.Wait);
            return Answered.With<MeSignInPart>(attempted.Answer.Refusals, ("To", to), ("Name", name));
        }

        var session = await sessions.BeginAsync(account, Entrance.AddressOf(http), http.Request.Headers.UserAgent.ToString(), MeSessions.Of(http.User), ct);
        await http.SignInAsync(MeSessions.Scheme, MeSessions.Principal(session));
        return Results.LocalRedirect(Refused.Local(to, "/me"));
    }

    private static async Task<IResult> EnrolAsync(IFormCollection form, HttpContext http, EnrolSubject enrol, CancellationToken ct)
    {
        var (code, name, password) = (Entrance.Given(form["code"]).Trim(), Entrance.Given(form["name"]).Trim(), Entrance.Given(form["password"]));
        if (password != Entrance.Given(form["again"]))
        {
            return Answered.With<EnrolPart>(
                [Refusal.Invalid("people.password-again", "两遍口令不一样，请重新输入。", "again")], ("Code", code), ("Name", name));
        }

        var attempted = await enrol.RunAsync(new(code, name, password), Entrance.AddressOf(http), ct);
        Entrance.Announce(http, attempted.Wait);
        return attempted.Answer.IsRefused
            ? Answered.With<EnrolPart>(attempted.Answer.Refusals, ("Code", code), ("Name", name))
            : Results.LocalRedirect("/me/sign-in?new=1");
    }

    private static async Task<IResult> SignOutAsync(IFormCollection form, HttpContext http, Sessions sessions, CancellationToken ct)
    {
        if (CallerOf.Find(http)?.Actor.Account is { } account && MeSessions.Of(http.User) is { } session)
        {
            await sessions.EndAsync(account, session, ct);
        }

        await http.SignOutAsync(MeSessions.Scheme);
        return Results.LocalRedirect("/me/sign-in");
    }
}
