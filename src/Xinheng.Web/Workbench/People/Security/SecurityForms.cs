using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.SigningIn;
using Xinheng.Platform.People.SigningIn;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.SigningIn;
using Xinheng.Web.Workbench.People.SigningIn;

namespace Xinheng.Web.Workbench.People.Security;

/// <summary>What one does about one's own account: another password, second factors, recovery codes.</summary>
public static class SecurityForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work").ExcludeFromDescription()
            .WithMetadata(new BehindAttribute(Door.Workbench), new AsksAttribute(), new BeforeDutyAttribute());
        group.MapPost("/password", ChangeAsync);
        group.MapPost("/security/authenticator", AuthenticatorAsync).RequireStepUp();
        group.MapPost("/security/passkey", PasskeyAsync).RequireStepUp();
        group.MapPost("/security/end", EndAsync).RequireStepUp();
        group.MapPost("/security/codes", CodesAsync).RequireStepUp();
    }

    private static async Task<IResult> ChangeAsync(
        IFormCollection form, HttpContext http, Caller caller, ChangePassword change, StaffSessions known, CancellationToken ct)
    {
        if (StaffSessions.Here(http) is not { } here)
        {
            return Results.LocalRedirect("/sign-in");
        }

        var (old, chosen, again) = (Entrance.Given(form["old"]), form["new"].ToString(), form["again"].ToString());
        var changed = chosen != again
            ? new ChangePassword.Changed(Refusal.Invalid("people.password-again", "两次输入的新口令不一样。请重新输入。", "again"), TimeSpan.Zero)
            : await change.RunAsync(new(old, chosen, here.Id), caller, Entrance.AddressOf(http), ct);
        if (changed.Answer.IsRefused)
        {
            Entrance.Announce(http, changed.Wait);
            return Refused.With<PasswordForm>(changed.Answer.Refusals);
        }

        known.Forget(caller.Actor.Account!.Value);
        return Results.LocalRedirect(here.Duty == SignInDuty.ChangePassword ? "/work" : "/work/security?done=password");
    }

    private static async Task<IResult> AuthenticatorAsync(
        IFormCollection form, Caller caller, AddAuthenticator add, FactorTable factors, RenewRecoveryCodes codes, StaffSessions known, CancellationToken ct)
    {
        var offer = form["sealed"].ToString();
        var added = await add.RunAsync(new(offer, Entrance.Given(form["code"]), Entrance.Given(form["name"])), caller, ct);
        return added.IsRefused
            ? Refused.With<AuthenticatorForm>(added.Refusals, ("Sealed", offer))
            : await AddedAsync("authenticator", caller, factors, codes, known, ct);
    }

    private static async Task<IResult> PasskeyAsync(
        IFormCollection form, HttpContext http, Caller caller, PasskeyDesk desk, AddPasskey add, FactorTable factors, RenewRecoveryCodes codes,
        StaffSessions known, CancellationToken ct)
    {
        if (caller.Actor.Account is not { } account)
        {
            return Results.LocalRedirect("/sign-in");
        }

        var read = await desk.ReadNewAsync(form["state"].ToString(), form["passkey"].ToString(), Entrance.Given(form["name"]), account, http);
        var added = read.TryGet(out var command) ? await add.RunAsync(command, caller, ct) : Result<Guid>.Refuse(read.Refusals);
        return added.IsRefused
            ? Refused.With<SecurityPart>(added.Refusals)
            : await AddedAsync("passkey", caller, factors, codes, known, ct);
    }

    // The first factor brings the codes for the day it is lost.
    private static async Task<IResult> AddedAsync(
        string what, Caller caller, FactorTable factors, RenewRecoveryCodes codes, StaffSessions known, CancellationToken ct)
    {
        var account = caller.Actor.Account!.Value;
        known.Forget(account);
        return (await factors.OfAsync(account, ct)).Codes is null && (await codes.RunAsync(caller, ct)).TryGet(out var made)
            ? Shown.With<CodesPart>(("Codes", made), ("To", $"/work/security?done={what}"))
            : Results.LocalRedirect($"/work/security?done={what}");
    }

    private static async Task<IResult> EndAsync(IFormCollection form, Caller caller, EndFactor end, StaffSessions known, CancellationToken ct)
    {
        if (caller.Actor.Account is not { } account)
        {
            return Results.LocalRedirect("/sign-in");
        }

        var ended = await end.RunAsync(new(caller.Actor.Name, Guid.TryParse(form["factor"], out var factor) ? factor : Guid.Empty), caller, ct);
        known.Forget(account);
        return ended.IsRefused ? Refused.With<SecurityPart>(ended.Refusals) : Results.LocalRedirect("/work/security?done=ended");
    }

    private static async Task<IResult> CodesAsync(IFormCollection form, Caller caller, RenewRecoveryCodes codes, CancellationToken ct)
    {
        var made = await codes.RunAsync(caller, ct);
        return made.IsRefused ? Refused.With<SecurityPart>(made.Refusals) : Shown.With<CodesPart>(("Codes", made.Value));
    }
}
