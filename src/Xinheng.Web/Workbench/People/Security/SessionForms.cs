using Microsoft.AspNetCore.Authentication;
using Xinheng.Model.People;
using Xinheng.Platform.People.SigningIn;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.SigningIn;

namespace Xinheng.Web.Workbench.People.Security;

/// <summary>Signing out where one is not: another browser, all others, everywhere.</summary>
public static class SessionForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work/sessions").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench), new AsksAttribute(), new BeforeDutyAttribute());
        group.MapPost("/end", EndAsync);
        group.MapPost("/end-others", EndOthersAsync);
        group.MapPost("/end-all", EndAllAsync);
    }

    private static async Task<IResult> EndAsync(
        IFormCollection form, Caller caller, Sessions sessions, StaffSessions known, CancellationToken ct)
    {
        if (caller.Actor.Account is { } account && Guid.TryParse(form["id"], out var session))
        {
            await sessions.EndAsync(account, session, ct);
            known.Forget(account);
        }

        return Results.LocalRedirect("/work/sessions");
    }

    private static async Task<IResult> EndOthersAsync(
        IFormCollection form, HttpContext http, Caller caller, Sessions sessions, StaffSessions known, CancellationToken ct)
    {
        if (caller.Actor.Account is { } account)
        {
            await sessions.EndAllAsync(account, StaffSessions.Of(http.User), ct);
            known.Forget(account);
        }

        return Results.LocalRedirect("/work/sessions");
    }

    private static async Task<IResult> EndAllAsync(
        IFormCollection form, HttpContext http, Caller caller, Sessions sessions, StaffSessions known, CancellationToken ct)
    {
        if (caller.Actor.Account is { } account)
        {
            await sessions.EndAllAsync(account, except: null, ct);
            known.Forget(account);
        }

        await http.SignOutAsync(StaffSessions.Scheme);
        return Results.LocalRedirect("/sign-in");
    }
}
