using Microsoft.AspNetCore.Antiforgery;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Cases.Repairing.Reorganising;
using Xinheng.Platform.Procedures;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;
using Xinheng.Web.Hosting.SigningIn;

namespace Xinheng.Web.Workbench.Repairs;

/// <summary>Registering a court's ruling, and how the plan ended.</summary>
public static class ReorganisationForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work/reorganisations").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapPost("/registration", RegisterAsync).RequirePermission(Permission.SeeCases).RequireStepUp().WithMetadata(new TakesPapers());
        group.MapPost("/{id}/execution", (string id, IFormCollection form, Caller caller, ExecuteReorganisation act, CancellationToken ct) =>
            AnswerAsync(id, GivenForm.Of(form, "execute"), given => act.RunAsync(new(Id(id), given["verified"] == "yes"), caller, ct)))
            .RequirePermission(Permission.DecideCases).RequireStepUp();
        group.MapPost("/{id}/failure", (string id, IFormCollection form, Caller caller, FailReorganisation act, CancellationToken ct) =>
            AnswerAsync(id, GivenForm.Of(form, "fail"), given => act.RunAsync(new(Id(id), given["reason"], given["abused"] == "yes"), caller, ct)))
            .RequirePermission(Permission.SeeCases).RequireStepUp();
    }

    private static async Task<IResult> RegisterAsync(
        HttpContext http, Caller caller, IAntiforgery antiforgery, CaseDocuments documents, RegisterReorganisation register, CancellationToken ct)
    {
        if (await PapersForm.ReadAsync(http, antiforgery, documents, ct) is not { } form)
        {
            return Results.BadRequest();
        }

        var given = GivenForm.Of(form.Fields);
        var command = new RegisterReorganisation.Command(
            given["code"], given["kind"] == "settlement", given["court"], given["ruling"], given.Day("ruledOn"), given.Day("endsOn"), form.Kept);
        var registered = await form.DoAsync(documents, () => register.RunAsync(command, caller, ct));
        return registered.TryGet(out var cases)
            ? Results.LocalRedirect(cases.Count == 1 ? $"/work/reorganisations/{cases[0].Case}" : "/work/reorganisations")
            : Refused.With<ReorganisationsView>(registered.Refusals, ("Given", command));
    }

    private static async Task<IResult> AnswerAsync(string id, GivenForm given, Func<GivenForm, Task<Result<CaseFile>>> act)
    {
        var done = await act(given);
        return done.IsRefused
            ? Refused.With<ReorganisationWorkView>(given.Placed(done.Refusals), ("Id", id), ("Given", given))
            : Results.LocalRedirect($"/work/reorganisations/{Id(id)}");
    }

    private static CaseId Id(string text) => new(Guid.TryParse(text, out var id) ? id : Guid.Empty);
}
