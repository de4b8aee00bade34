using Microsoft.AspNetCore.Antiforgery;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Cases.Repairing;
using Xinheng.Platform.Procedures;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;
using Xinheng.Web.Hosting.SigningIn;

namespace Xinheng.Web.Workbench.Repairs;

/// <summary>What the determining body's forms do; whatever ends a case asks who one is again.</summary>
public static class WorkRepairForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work/repairs/{id}").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapPost("/accept", (string id, IFormCollection form, Caller caller, AcceptRepair act, CancellationToken ct) =>
            AnswerAsync("accept", id, form, (at, reason) => act.RunAsync(new(at, reason), caller, ct))).RequirePermission(Permission.DecideCases);
        group.MapPost("/lack", (string id, IFormCollection form, Caller caller, AskRepairPapers act, CancellationToken ct) =>
            AnswerAsync("lack", id, form, (at, reason) => act.RunAsync(new(at, reason), caller, ct))).RequirePermission(Permission.DecideCases);
        group.MapPost("/decline", (string id, IFormCollection form, Caller caller, DeclineRepair act, CancellationToken ct) =>
            AnswerAsync("decline", id, form, (at, reason) => act.RunAsync(new(at, reason), caller, ct))).RequirePermission(Permission.DecideCases).RequireStepUp();
        group.MapPost("/extend", (string id, IFormCollection form, Caller caller, ExtendRepair act, CancellationToken ct) =>
            AnswerAsync("extend", id, form, (at, reason) => act.RunAsync(new(at, reason), caller, ct))).RequirePermission(Permission.DecideCases);
        group.MapPost("/grant", (string id, IFormCollection form, Caller caller, GrantRepair act, CancellationToken ct) =>
            AnswerAsync("grant", id, form, (at, reason) => act.RunAsync(new(at, form["verified"] == "yes", reason), caller, ct)))
            .RequirePermission(Permission.DecideCases).RequireStepUp();
        group.MapPost("/refuse", (string id, IFormCollection form, Caller caller, RefuseRepair act, CancellationToken ct) =>
            AnswerAsync("refuse", id, form, (at, reason) => act.RunAsync(new(at, reason), caller, ct))).RequirePermission(Permission.DecideCases).RequireStepUp();
        group.MapPost("/falsehood", FalsehoodAsync).RequirePermission(Permission.DecideCases).RequireStepUp().WithMetadata(new TakesPapers());
    }

    private static async Task<IResult> FalsehoodAsync(
        string id, HttpContext http, Caller caller, IAntiforgery antiforgery, CaseDocuments documents, NoteFalseMaterials act, CancellationToken ct)
    {
        if (await PapersForm.ReadAsync(http, antiforgery, documents, ct) is not { } form)
        {
            return Results.BadRequest();
        }

        var given = GivenForm.Of(form.Fields, "falsehood");
        return Answer(id, given, await form.DoAsync(documents, () => act.RunAsync(new(Id(id), given["reason"], form.Kept), caller, ct)));
    }

    private static async Task<IResult> AnswerAsync(string step, string id, IFormCollection form, Func<CaseId, string, Task<Result<CaseFile>>> act)
    {
        var given = GivenForm.Of(form, step);
        return Answer(id, given, await act(Id(id), given["reason"]));
    }

    private static IResult Answer(string id, GivenForm given, Result<CaseFile> done) => done.IsRefused
        ? Refused.With<RepairWorkView>(given.Placed(done.Refusals), ("Id", id), ("Given", given))
        : Results.LocalRedirect($"/work/repairs/{Id(id)}?done={given.Name}");

    private static CaseId Id(string text) => new(Guid.TryParse(text, out var id) ? id : Guid.Empty);
}
