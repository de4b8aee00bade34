using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Promising;
using Xinheng.Platform.Procedures;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;
using Xinheng.Web.Hosting.SigningIn;

namespace Xinheng.Web.Workbench.Commitments;

/// <summary>What the receiving body does with a promise: closes its matter, looks, tells, drops, decides.</summary>
public static class CommitmentDeskForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work/commitments").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapPost("/{id}/matter", CloseAsync).RequirePermission(Permission.DecideCases);
        group.MapPost("/{id}/check", CheckAsync).RequirePermission(Permission.DecideCases);
        group.MapPost("/{id}/doubt", DoubtAsync).RequirePermission(Permission.DecideCases).WithMetadata(new TakesPapers());
        group.MapPost("/{id}/clearing", ClearAsync).RequirePermission(Permission.DecideCases);
        group.MapPost("/{id}/fulfilment", FulfilAsync).RequirePermission(Permission.DecideCases).RequireStepUp();
        group.MapPost("/{id}/breach", BreakAsync).RequirePermission(Permission.DecideCases).RequireStepUp();
    }

    private static Task<IResult> CloseAsync(string id, IFormCollection form, Caller caller, ClosePromisedMatter close, CancellationToken ct) =>
        DoAsync(id, GivenForm.Of(form, "matter"), _ => close.RunAsync(new(Id(id)), caller, ct));

    private static Task<IResult> CheckAsync(string id, IFormCollection form, Caller caller, CheckPromise check, CancellationToken ct)
    {
        _ = int.TryParse(form.Text("no"), NumberStyles.None, CultureInfo.InvariantCulture, out var no);
        return DoAsync(id, GivenForm.Of(form, $"check{no}"), done: "check", act: async given => given["kept"] is "yes" or "no"
            ? await check.RunAsync(new(Id(id), no, given["kept"] == "yes", given["note"]), caller, ct)
            : Refusal.Invalid("cases.promise-kept", "请选择做到了还是没有做到。", "kept"));
    }

    private static async Task<IResult> DoubtAsync(
        string id, HttpContext http, IAntiforgery antiforgery, Caller caller, DoubtPromise doubt, CaseDocuments documents, CancellationToken ct) =>
        await PapersForm.ReadAsync(http, antiforgery, documents, ct) is { } form
            ? await DoAsync(id, GivenForm.Of(form.Fields, "doubt"),
                given => form.DoAsync(documents, () => doubt.RunAsync(new(Id(id), given["reason"], form.Kept), caller, ct)))
            : Results.BadRequest();

    private static Task<IResult> ClearAsync(string id, IFormCollection form, Caller caller, ClearDoubt clear, CancellationToken ct) =>
        DoAsync(id, GivenForm.Of(form, "clear"), given => clear.RunAsync(new(Id(id), given["reason"]), caller, ct));

    private static Task<IResult> FulfilAsync(string id, IFormCollection form, Caller caller, FulfilPromise fulfil, CancellationToken ct) =>
        DoAsync(id, GivenForm.Of(form, "fulfil"), _ => fulfil.RunAsync(new(Id(id), null), caller, ct));

    private static Task<IResult> BreakAsync(string id, IFormCollection form, Caller caller, BreakPromise breaks, CancellationToken ct) =>
        DoAsync(id, GivenForm.Of(form, "break"), given => breaks.RunAsync(
            new(Id(id), Enum.TryParse<Performance>(given["performance"], out var performance) ? performance : default, given["document"],
                given["unkept"], given["pursued"], given["reason"]), caller, ct));

    private static async Task<IResult> DoAsync(string id, GivenForm given, Func<GivenForm, Task<Result<Done>>> act, string? done = null)
    {
        var decided = await act(given);
        return decided.IsRefused
            ? Refused.With<CommitmentView>(given.Placed(decided.Refusals), ("Id", id), ("Given", given))
            : Results.LocalRedirect($"/work/commitments/{Id(id).Value}?done={done ?? given.Name}");
    }

    private static CaseId Id(string id) => new(Guid.TryParse(id, out var known) ? known : Guid.Empty);
}
