using Microsoft.AspNetCore.Antiforgery;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Cases.Repairing;
using Xinheng.Platform.Procedures;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.SigningIn;
using Xinheng.Web.Me.Objections;
using Xinheng.Web.Me.Repairs;

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
        if (await RepairPapers.ReadAsync(http, antiforgery, documents, ct) is not { } form)
        {
            return Results.BadRequest();
        }

        var reason = GivenRepair.Last(form.Fields, "reason");
        return Answer("falsehood", id, reason, form.Refusals.Count > 0
            ? Result<CaseFile>.Refuse(form.Refusals)
            : await act.RunAsync(new(Id(id), reason, form.Kept), caller, ct));
    }

    private static async Task<IResult> AnswerAsync(string step, string id, IFormCollection form, Func<CaseId, string, Task<Result<CaseFile>>> act)
    {
        var reason = form["reason"].ToString().Replace("\0", "", StringComparison.Ordinal).Trim();
        return Answer(step, id, reason, await act(Id(id), reason));
    }

    private static IResult Answer(string step, string id, string reason, Result<CaseFile> done) => done.IsRefused
        ? Refused.With<RepairWorkView>([.. done.Refusals.Select(r => r.Field == "reason" ? r with { Field = $"{step}-reason" } : r)], ("Id", id), ("Given", (step, reason)))
        : Results.LocalRedirect($"/work/repairs/{Id(id)}?done={step}");

    private static CaseId Id(string text) => new(Guid.TryParse(text, out var id) ? id : Guid.Empty);
}
