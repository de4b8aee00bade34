using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Cases.Repairing.Reorganising;
using Xinheng.Platform.Procedures;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.SigningIn;
using Xinheng.Web.Me.Objections;
using Xinheng.Web.Me.Repairs;

namespace Xinheng.Web.Workbench.Repairs;

/// <summary>Registering a court's ruling, and how the plan ended.</summary>
public static class ReorganisationForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work/reorganisations").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapPost("/registration", RegisterAsync).RequirePermission(Permission.SeeCases).RequireStepUp().WithMetadata(new TakesPapers());
        group.MapPost("/{id}/execution", (string id, IFormCollection form, Caller caller, ExecuteReorganisation act, CancellationToken ct) =>
            AnswerAsync(id, act.RunAsync(new(Id(id), form["verified"] == "yes"), caller, ct))).RequirePermission(Permission.DecideCases).RequireStepUp();
        group.MapPost("/{id}/failure", (string id, IFormCollection form, Caller caller, FailReorganisation act, CancellationToken ct) =>
            AnswerAsync(id, act.RunAsync(new(Id(id), Text(form["reason"].ToString()), form["abused"] == "yes"), caller, ct)))
            .RequirePermission(Permission.SeeCases).RequireStepUp();
    }

    private static async Task<IResult> RegisterAsync(
        HttpContext http, Caller caller, IAntiforgery antiforgery, CaseDocuments documents, RegisterReorganisation register, CancellationToken ct)
    {
        if (await RepairPapers.ReadAsync(http, antiforgery, documents, ct) is not { } form)
        {
            return Results.BadRequest();
        }

        string Field(string name) => GivenRepair.Last(form.Fields, name);
        var command = new RegisterReorganisation.Command(
            Field("code"), Field("kind") == "settlement", Field("court"), Field("ruling"), Day(Field("ruledOn")), Day(Field("endsOn")), form.Kept);
        var registered = form.Refusals.Count > 0
            ? Result<IReadOnlyList<RegisterReorganisation.Registered>>.Refuse(form.Refusals)
            : await register.RunAsync(command, caller, ct);
        return registered.TryGet(out var cases)
            ? Results.LocalRedirect(cases.Count == 1 ? $"/work/reorganisations/{cases[0].Case}" : "/work/reorganisations")
            : Refused.With<ReorganisationsView>(registered.Refusals, ("Given", command));
    }

    private static async Task<IResult> AnswerAsync(string id, Task<Result<CaseFile>> act)
    {
        var done = await act;
        return done.IsRefused ? Refused.With<ReorganisationWorkView>(done.Refusals, ("Id", id)) : Results.LocalRedirect($"/work/reorganisations/{Id(id)}");
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Text(string given) => given.Replace("\0", "", StringComparison.Ordinal).Trim();

    private static CaseId Id(string text) => new(Guid.TryParse(text, out var id) ? id : Guid.Empty);
}
