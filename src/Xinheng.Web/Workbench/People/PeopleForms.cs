using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.People;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;
using Xinheng.Web.Hosting.SigningIn;

namespace Xinheng.Web.Workbench.People;

/// <summary>What the forms of an organisation's page do: open, grant, confirm, revoke, end.</summary>
public static class PeopleForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work/people/{code}").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapPost("/open", OpenAsync).RequirePermission(Permission.ManageAccounts).RequireStepUp();
        group.MapPost("/grant", GrantAsync).RequirePermission(Permission.ManageAccounts).RequireStepUp();
        group.MapPost("/confirm", ConfirmAsync).RequirePermission(Permission.ManageAccounts).RequireStepUp();
        group.MapPost("/revoke", RevokeAsync).RequirePermission(Permission.ManageAccounts);
        group.MapPost("/end", EndAsync).RequirePermission(Permission.ManageAccounts);
    }

    private static async Task<IResult> OpenAsync(
        string code, IFormCollection form, Caller caller, AppointAccount appoint, GrantRole grant, NumberChecks numbers, CancellationToken ct)
    {
        var given = Given("open", form);
        if (numbers.ResidentNumber(form.Text("number")).Normalised is not { } number)
        {
            return Refuse(code, given, [Refusal.Invalid("people.holder-number",
                "使用人的公民身份号码不对：应为 18 位，最后一位是校验位（数字或 X）。请对照身份证核对。", "number")]);
        }

        var appointed = await appoint.RunAsync(
            new(given.Name, code == OrganisationView.Platform ? null : code, null, new AccountHolder(given.Holder, number)), caller, ct);
        if (!appointed.TryGet(out var account))
        {
            return Refuse(code, given, appointed.Refusals);
        }

        // Two acts: where the role is refused the account stands all the same, and its password is shown.
        var granted = Enum.TryParse<Role>(given.Role, out var role)
            ? await grant.RunAsync(new(account.Name, role), caller, ct)
            : default(Done);
        return Refused.With<OrganisationView>(granted.Refusals, ("Code", code), ("Opened", account));
    }

    private static async Task<IResult> GrantAsync(string code, IFormCollection form, Caller caller, GrantRole grant, CancellationToken ct)
    {
        var given = Given("grant", form);
        if (!Enum.TryParse<Role>(given.Role, out var role))
        {
            return Refuse(code, given, [Refusal.Invalid("people.no-role", "请选择要授予的角色。")]);
        }

        var region = given.Region.Length == 0 ? Result<Region?>.Of(null) : Region.Parse(given.Region).Map<Region?>(r => r);
        return region.IsRefused
            ? Refuse(code, given, region.Refusals)
            : Answer(code, given, (await grant.RunAsync(new(given.Account, role, region.Value), caller, ct)).Refusals);
    }

    private static async Task<IResult> ConfirmAsync(string code, IFormCollection form, Caller caller, ConfirmGrants confirm, CancellationToken ct)
    {
        var given = Given("confirm", form);
        return Answer(code, given, (await confirm.RunAsync(new(given.Account), caller, ct)).Refusals);
    }

    private static async Task<IResult> RevokeAsync(string code, IFormCollection form, Caller caller, RevokeRole revoke, CancellationToken ct)
    {
        var given = Given("revoke", form);
        return Enum.TryParse<Role>(given.Role, out var role)
            ? Answer(code, given, (await revoke.RunAsync(new(given.Account, role), caller, ct)).Refusals)
            : Refuse(code, given, [Refusal.Invalid("people.no-role", "请选择要撤销的角色。")]);
    }

    private static async Task<IResult> EndAsync(
        string code, IFormCollection form, Caller caller, EndAccount end, StaffSessions known, CancellationToken ct)
    {
        var given = Given("end", form);
        var ended = await end.RunAsync(new(given.Account), caller, ct);
        if (ended.TryGet(out var done))
        {
            known.Forget(done.Account);
        }

        return Answer(code, given, ended.Refusals);
    }

    private static IResult Answer(string code, GivenAccount given, IReadOnlyList<Refusal> refusals) => refusals.Count > 0
        ? Refuse(code, given, refusals)
        : Results.LocalRedirect($"/work/people/{Uri.EscapeDataString(code)}?done={given.Form}");

    // The forms for single accounts have fields of their own, which no summary can lead to by the act's names.
    private static IResult Refuse(string code, GivenAccount given, IReadOnlyList<Refusal> refusals) => Refused.With<OrganisationView>(
        given.Form == "open" ? refusals : [.. refusals.Select(refusal => refusal with { Field = null })], ("Code", code), ("Given", given));

    private static GivenAccount Given(string name, IFormCollection form) => new(
        name, form.Text("account"), form.Text("name"), form.Text("holder"), form.Text("role"), form.Text("region"));
}
