using Microsoft.AspNetCore.Mvc;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Rectifying;
using Xinheng.Platform.Procedures;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Me.Cases.Rectifying;

/// <summary>Handing in proof of correction, and confirming the record of an interview.</summary>
public static class OwnRectificationForms
{
    // All papers of one act, kept in memory: what is written to a temporary file would lie there in clear.
    private const int MostBytes = 32 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/me").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Me));
        group.MapPost("/rectifications/{id}/proof", ProveAsync).RequirePermission(Permission.OwnCases)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .WithFormOptions(memoryBufferThreshold: MostBytes, multipartBodyLengthLimit: MostBytes);
        group.MapPost("/interviews/{id}/confirmation", ConfirmAsync).RequirePermission(Permission.OwnCases);
    }

    private static async Task<IResult> ProveAsync(string id, IFormCollection form, Caller caller, ProveRectification prove, CancellationToken ct)
    {
        var given = GivenForm.Of(form);
        var proved = await prove.RunAsync(new(
            Id(id), given["reason"], [.. form.Files.Where(f => f.Length > 0).Select(f => new CaseDocuments.Given(f.FileName, f.OpenReadStream()))]), caller, ct);
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
