using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Promising;
using Xinheng.Platform.Procedures;
using Xinheng.Web.Components.Cases;
using Xinheng.Web.Hosting;
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
        group.MapPost("/{id}/doubt", DoubtAsync).RequirePermission(Permission.DecideCases).WithMetadata(new TakesCasePapers());
        group.MapPost("/{id}/clearing", ClearAsync).RequirePermission(Permission.DecideCases);
        group.MapPost("/{id}/fulfilment", FulfilAsync).RequirePermission(Permission.DecideCases).RequireStepUp();
        group.MapPost("/{id}/breach", BreakAsync).RequirePermission(Permission.DecideCases).RequireStepUp();
    }

    private static async Task<IResult> CloseAsync(string id, IFormCollection form, Caller caller, ClosePromisedMatter close, CancellationToken ct) =>
        Answer(id, "matter", await close.RunAsync(new(Id(id)), caller, ct));

    private static async Task<IResult> CheckAsync(string id, IFormCollection form, Caller caller, CheckPromise check, CancellationToken ct)
    {
        _ = int.TryParse(Text(form, "no"), NumberStyles.None, CultureInfo.InvariantCulture, out var no);
        var done = Text(form, "kept") is "yes" or "no"
            ? await check.RunAsync(new(Id(id), no, Text(form, "kept") == "yes", Text(form, "note")), caller, ct)
            : Refusal.Invalid("cases.promise-kept", "请选择做到了还是没有做到。");
        return Answer(id, "check", done);
    }

    private static async Task<IResult> DoubtAsync(
        string id, HttpContext http, IAntiforgery antiforgery, Caller caller, DoubtPromise doubt, CaseDocuments documents, CancellationToken ct)
    {
        if (await PapersForm.ReadAsync(http, antiforgery, documents, ct) is not { } form)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        var done = form.Papers.TryGet(out var evidence)
            ? await doubt.RunAsync(new(Id(id), form["reason"], evidence), caller, ct)
            : Result<Done>.Refuse(form.Papers.Refusals);
        if (done.IsRefused)
        {
            documents.Discard(evidence ?? []);
        }

        return Answer(id, "doubt", done, form.Fields);
    }

    private static async Task<IResult> ClearAsync(string id, IFormCollection form, Caller caller, ClearDoubt clear, CancellationToken ct) =>
        Answer(id, "clearing", await clear.RunAsync(new(Id(id), Text(form, "reason")), caller, ct), Fields(form), "clear");

    private static async Task<IResult> FulfilAsync(string id, IFormCollection form, Caller caller, FulfilPromise fulfil, CancellationToken ct) =>
        Answer(id, "fulfilment", await fulfil.RunAsync(new(Id(id), null), caller, ct));

    private static async Task<IResult> BreakAsync(string id, IFormCollection form, Caller caller, BreakPromise breaks, CancellationToken ct)
    {
        var performance = Enum.TryParse<Performance>(Text(form, "performance"), out var given) ? given : default;
        var done = await breaks.RunAsync(
            new(Id(id), performance, Text(form, "document"), Text(form, "unkept"), Text(form, "pursued"), Text(form, "reason")), caller, ct);
        return Answer(id, "breach", done, Fields(form), "break");
    }

    private static IResult Answer(string id, string done, Result<Done> decided, IReadOnlyDictionary<string, string>? given = null, string? form = null) =>
        decided.IsRefused
            ? Refused.With<CommitmentView>([.. decided.Refusals.Select(r => r is { Field: "reason" } && form is not null ? r with { Field = $"{form}-reason" } : r)],
                ("Id", id), ("Given", given), ("Form", form ?? done))
            : Results.LocalRedirect($"/work/commitments/{Id(id).Value}?done={done}");

    private static CaseId Id(string id) => new(Guid.TryParse(id, out var known) ? known : Guid.Empty);

    private static Dictionary<string, string> Fields(IFormCollection form) => form.Keys.ToDictionary(key => key, key => Text(form, key));

    private static string Text(IFormCollection form, string field) => form[field].ToString().Replace("\0", "", StringComparison.Ordinal).Trim();
}
