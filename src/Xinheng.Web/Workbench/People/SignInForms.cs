using Microsoft.AspNetCore.Authentication;
using Xinheng.Platform.People;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Workbench.People;

/// <summary>Coming in and going out.</summary>
public static class SignInForms
{
    private const int LongestGiven = 200;

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapPost("/sign-in", SignInAsync).WithMetadata(new PublicReadAttribute(20) { MayBeKept = false });
        group.MapPost("/sign-out", SignOutAsync).WithMetadata(new PublicReadAttribute(1) { MayBeKept = false });
    }

    private static async Task<IResult> SignInAsync(
        IFormCollection form, HttpContext http, SignIn signIn, ILogger<SignIn> logger, CancellationToken ct)
    {
        var (name, password, to) = (Given(form["name"]), Given(form["password"]), form["to"].ToString());
        var signed = await signIn.RunAsync(name, password, ct);
        if (!signed.TryGet(out var account))
        {
            Log.SignInRefused(logger, name.Length);
            return Refused.With<SignInForm>(signed.Refusals, ("To", to), ("Name", name));
        }

        await http.SignInAsync(StaffSessions.Scheme, StaffSessions.Principal(account));
        return Results.LocalRedirect(Refused.Local(to, "/work"));
    }

    private static async Task<IResult> SignOutAsync(IFormCollection form, HttpContext http, StaffSessions sessions)
    {
        sessions.Forget(http.User);
        await http.SignOutAsync(StaffSessions.Scheme);
        return Results.LocalRedirect("/sign-in");
    }

    // The database takes no NUL, and nobody's name or password is longer.
    private static string Given(string? text) => text is { Length: <= LongestGiven } && !text.Contains('\0') ? text.Trim() : "";
}
