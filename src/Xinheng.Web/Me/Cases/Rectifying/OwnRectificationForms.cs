using Microsoft.AspNetCore.Antiforgery;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Rectifying;
using Xinheng.Platform.Procedures;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;

namespace Xinheng.Web.Me.Cases.Rectifying;

/// <summary>Handing in proof of correction, and confirming the record of an interview.</summary>
public static class OwnRectificationForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/me").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Me));
        group.MapPost("/rectifications/{id}/proof", ProveAsync).RequirePermission(Permission.OwnCases).WithMetadata(new TakesPapers());
        group.MapPost("/interviews/{id}/confirmation", ConfirmAsync).RequirePermission(Permission.OwnCases);
    }

    private static async Task<IResult> ProveAsync(
        string id, HttpContext http, IAntiforgery antiforgery, Caller caller, ProveRectification prove, CaseDocuments documents, CancellationToken ct)
    {
        if (await PapersForm.ReadAsync(http, antiforgery, documents, ct) is not { } form)
        {
            return Results.BadRequest();
        }

        var given = GivenForm.Of(form.Fields);
        var proved = await form.DoAsync(documents, () => prove.RunAsync(new(Id(id), given["reason"], form.Kept), caller, ct));
        return proved.IsRefused
            ? Answered.With<OwnRectification>(proved.Refusals, ("Id", id), ("Given", given))
            : Results.LocalRedirect($"/me/rectifications/{Id(id)}?done=proved");
    }

    private static async Task<IResult> ConfirmAsync(string id, IFormCollection form, Caller caller, ConfirmInterview confirm, CancellationToken ct)
    {
        var given = GivenForm.Of(form);
        var confirmed = await confirm.RunAsync(new(Id(id), false, given["words"]), caller, ct);
        return confirmed.IsRefused
            ? Answered.With<OwnInterview>(confirmed.Refusals, ("Id", id), ("Given", given))
            : Results.LocalRedirect($"/me/interviews/{Id(id)}?done=confirmed");
    }

    private static CaseId Id(string id) => new(Guid.TryParse(id, out var known) ? known : Guid.Empty);
}
