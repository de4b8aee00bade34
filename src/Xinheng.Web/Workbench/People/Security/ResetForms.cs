using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.People.SigningIn;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.SigningIn;
using Xinheng.Web.Workbench.People.SigningIn;

namespace Xinheng.Web.Workbench.People.Security;

/// <summary>An administrator helps somebody who cannot get in.</summary>
public static class ResetForms
{
    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/work/people/reset", ResetAsync)
        .ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench)).RequirePermission(Permission.ManageAccounts).RequireStepUp();

    private static async Task<IResult> ResetAsync(
        IFormCollection form, Caller caller, ResetPassword reset, EndFactor end, StaffSessions known, CancellationToken ct)
    {
        var name = Entrance.Given(form["account"]).Trim();
        if (name.Length == 0)
        {
            return Refused.With<ResetForm>([Refusal.Invalid("people.reset-whose", "请填写要重设口令的账户名。", "account")]);
        }

        var done = await reset.RunAsync(new(name), caller, ct);
        if (!done.TryGet(out var password))
        {
            return Refused.With<ResetForm>(done.Refusals, ("Account", name));
        }

        // An account without any has nothing to end: that is no refusal here.
        var ended = form["factors"] == "1" && (await end.RunAsync(new(name, Factor: null), caller, ct)).TryGet(out var count) ? count : 0;
        known.Forget(password.Account);
        return Shown.With<ResetDone>(("Account", name), ("Password", password.OneTimePassword), ("Lapses", password.Lapses), ("FactorsEnded", ended));
    }
}
