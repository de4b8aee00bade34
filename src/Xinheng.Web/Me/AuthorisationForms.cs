using System.Globalization;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Disclosure.Persons;
using Xinheng.Web.Hosting;
using Xinheng.Web.Workbench.People.SigningIn;

namespace Xinheng.Web.Me;

/// <summary>Letting somebody read one's own file, taking it back, and asking that what is good about one is not shown.</summary>
public static class AuthorisationForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/me/authorisations").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Me));
        group.MapPost("/new", GiveAsync).RequirePermission(Permission.ManageOwnAuthorisations);
        group.MapPost("/{id}/revocation", RevokeAsync).RequirePermission(Permission.ManageOwnAuthorisations);
        group.MapPost("/veto", VetoAsync).RequirePermission(Permission.ManageOwnAuthorisations);
    }

    private static async Task<IResult> GiveAsync(
        IFormCollection form, Caller caller, GiveAuthorisation give, TimeProvider time, CancellationToken ct)
    {
        var given = new GivenAuthorisation(
            Text(form, "organisation"), Text(form, "purpose"), [.. form["items"].OfType<string>()], Text(form, "until"), Text(form, "reads"));
        List<Refusal> problems = [];
        if (!DateOnly.TryParseExact(given.Until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until))
        {
            problems.Add(Refusal.Invalid("persons.authorisation-until", "请选择授权到哪一天为止，如 2026-12-31。", "until"));
        }

        if (!int.TryParse(given.Reads, NumberStyles.None, CultureInfo.InvariantCulture, out var reads))
        {
            problems.Add(Refusal.Invalid("persons.authorisation-reads-number", "请填写可以查几次，如 1。", "reads"));
        }

        if (problems.Count > 0)
        {
            return Answered.With<AuthorisationsPart>(problems, ("Given", given));
        }

        var authorised = await give.RunAsync(
            new(null, given.Organisation, given.Purpose, given.Items, time.Today, until, reads, null, null), caller, ct);
        return authorised.TryGet(out var issued)
            ? Answered.With<AuthorisationsPart>([], ("Issued", issued))
            : Answered.With<AuthorisationsPart>(authorised.Refusals, ("Given", given));
    }

    // Another's number answers like none.
    private static async Task<IResult> RevokeAsync(string id, IFormCollection form, Caller caller, RevokeAuthorisation revoke, CancellationToken ct)
    {
        var revoked = await revoke.RunAsync(new(Guid.TryParse(id, out var authorisation) ? authorisation : Guid.Empty, null), caller, ct);
        return revoked.IsRefused ? Answered.With<AuthorisationsPart>(revoked.Refusals) : Results.LocalRedirect("/me/authorisations?done=revoked");
    }

    private static async Task<IResult> VetoAsync(IFormCollection form, Caller caller, VetoItem veto, LiftVeto lift, CancellationToken ct)
    {
        var (item, lifts) = (Text(form, "item"), form["lift"] == "1");
        var done = lifts ? await lift.RunAsync(new(null, item), caller, ct) : await veto.RunAsync(new(null, item), caller, ct);
        return done.IsRefused
            ? Answered.With<AuthorisationsPart>([.. done.Refusals.Select(refusal => refusal with { Field = null })])
            : Results.LocalRedirect($"/me/authorisations?done={(lifts ? "shown" : "hidden")}");
    }

    private static string Text(IFormCollection form, string field) => Entrance.Given(form[field]).Trim();
}
