using Microsoft.AspNetCore.Antiforgery;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Promising;
using Xinheng.Platform.Procedures;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;

namespace Xinheng.Web.Me.Commitments;

/// <summary>Signing, taking back, answering; and the signed file to take home.</summary>
public static class CommitmentForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/me/commitments").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Me));
        group.MapPost("/new/{template}", SignAsync).RequirePermission(Permission.OwnCases);
        group.MapPost("/{id}/withdrawal", WithdrawAsync).RequirePermission(Permission.OwnCases);
        group.MapPost("/{id}/answer", AnswerAsync).RequirePermission(Permission.OwnCases).WithMetadata(new TakesPapers());
        group.MapGet("/{id}/proof", ProofAsync).RequirePermission(Permission.OwnCases);
    }

    private static async Task<IResult> SignAsync(string template, IFormCollection form, Caller caller, SignPromise sign, CancellationToken ct)
    {
        var (body, matter) = (form.Text("body"), form.Text("matterNumber"));
        var signed = await sign.RunAsync(new(null, template, body, matter, form.Text("digest"), form.Text("agreed") == "yes", []), caller, ct);
        return signed.TryGet(out var one)
            ? Results.LocalRedirect($"/me/commitments/{one.Case.Value}?done=signed")
            : Answered.With<SignPart>(signed.Refusals, ("Template", template), ("Body", body), ("MatterNumber", matter));
    }

    private static async Task<IResult> WithdrawAsync(string id, IFormCollection form, Caller caller, WithdrawPromise withdraw, CancellationToken ct)
    {
        var done = await withdraw.RunAsync(new(Id(id), null), caller, ct);
        return done.IsRefused ? Answered.With<OwnPromisePart>(done.Refusals, ("Id", id)) : Results.LocalRedirect($"/me/commitments/{Id(id).Value}?done=withdrawn");
    }

    private static async Task<IResult> AnswerAsync(
        string id, HttpContext http, IAntiforgery antiforgery, Caller caller, AnswerDoubt answer, CaseDocuments documents, CancellationToken ct)
    {
        if (await PapersForm.ReadAsync(http, antiforgery, documents, ct) is not { } form)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        var done = await form.DoAsync(documents, () => answer.RunAsync(new(Id(id), form["reason"], form.Kept), caller, ct));
        return done.IsRefused
            ? Answered.With<OwnPromisePart>(done.Refusals, ("Id", id), ("Answer", form["reason"]))
            : Results.LocalRedirect($"/me/commitments/{Id(id).Value}?done=answered");
    }

    private static async Task<IResult> ProofAsync(string id, Caller caller, Promises promises, CancellationToken ct) =>
        (await promises.ProofAsync(Id(id), caller, ct)).TryGet(out var proof)
            ? Results.File(System.Text.Encoding.UTF8.GetBytes(proof), "application/json", "promise.json")
            : Results.NotFound();

    private static CaseId Id(string id) => new(Guid.TryParse(id, out var known) ? known : Guid.Empty);
}
