using Microsoft.AspNetCore.Antiforgery;
using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Repairing;
using Xinheng.Platform.Procedures;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;
using Xinheng.Web.Portal.Repair;

namespace Xinheng.Web.Me.Repairs;

/// <summary>Filing an application for repair, supplying what was lacking, taking it back; the letter and the calendar file.</summary>
public static class RepairForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/me/repairs").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Me));
        group.MapPost("/application", FileAsync).RequirePermission(Permission.OwnCases).WithMetadata(new TakesPapers());
        group.MapPost("/{id}/papers", CompleteAsync).RequirePermission(Permission.OwnCases).WithMetadata(new TakesPapers());
        group.MapPost("/{id}/withdrawal", TakeBackAsync).RequirePermission(Permission.OwnCases);
        group.MapGet("/{id}/letter.html", LetterAsync).RequirePermission(Permission.OwnCases);
        group.MapGet("/dates/{id}", DatesAsync).RequirePermission(Permission.OwnCases);
        app.MapGet("/work/repairs/{id}/letter.html", LetterAsync).ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench))
            .RequirePermission(Permission.SeeCases);
    }

    private static async Task<IResult> FileAsync(
        HttpContext http, Caller caller, IAntiforgery antiforgery, CaseDocuments documents, FileRepair file, CancellationToken ct)
    {
        if (await PapersForm.ReadAsync(http, antiforgery, documents, ct) is not { } form)
        {
            return Results.BadRequest();
        }

        var given = GivenRepair.Of(form.Fields);
        var filed = await form.DoAsync(documents, () => file.RunAsync(given.Command(form.Fields, form.Kept), caller, ct));
        return filed.TryGet(out var cases)
            ? Results.LocalRedirect(given.Records.Count == 1 ? $"/me/repairs/{cases[0].Case}?done=filed" : $"/me/cases?filed={cases.Count}&asked={given.Records.Count}")
            : Answered.With<NewRepairPart>(GivenRepair.At("duties", filed.Refusals), ("Given", given));
    }

    private static async Task<IResult> CompleteAsync(
        string id, HttpContext http, Caller caller, IAntiforgery antiforgery, CaseDocuments documents, CompleteRepair complete, CancellationToken ct)
    {
        if (await PapersForm.ReadAsync(http, antiforgery, documents, ct) is not { } form)
        {
            return Results.BadRequest();
        }

        var said = form["says"];
        var completed = await form.DoAsync(documents, () => complete.RunAsync(new(Id(id), said.Length > 0 ? said : null, form.Kept), caller, ct));
        return completed.IsRefused
            ? Answered.With<OwnRepairPart>(GivenRepair.At("says", completed.Refusals), ("Id", id))
            : Results.LocalRedirect($"/me/repairs/{Id(id)}?done=completed");
    }

    private static async Task<IResult> TakeBackAsync(string id, IFormCollection form, Caller caller, TakeBackRepair takeBack, CancellationToken ct)
    {
        var taken = await takeBack.RunAsync(new(Id(id)), caller, ct);
        return taken.IsRefused
            ? Answered.With<OwnRepairPart>(taken.Refusals, ("Id", id))
            : Results.LocalRedirect($"/me/repairs/{Id(id)}?done=taken-back");
    }

    // As a file: what the check code on the printed letter seals.
    private static async Task<IResult> LetterAsync(string id, Caller caller, RepairReader repairs, CancellationToken ct) =>
        (await repairs.FindAsync(Id(id), caller, ct)).TryGet(out var view) && RepairLetter.Of(view) is { } letter
            ? Results.File(letter.ToHtml(), "text/html; charset=utf-8", $"{letter.Title}-{view.Case.File.Number}.html")
            : Results.StatusCode(StatusCodes.Status404NotFound);

    private static async Task<IResult> DatesAsync(string id, HttpContext http, Caller caller, RepairOutlooks outlooks, TimeProvider time, CancellationToken ct) =>
        Guid.TryParse(id, out var record) && await outlooks.FindAsync(new RecordId(record), ct) is { Outlook: { EarliestOn: not null } outlook } found
            && found.Subject == caller.Self
            ? RepairFiles.File(RepairReminder.Ics(record.ToString("N"), time.Today, outlook.EarliestOn, outlook.EndsOn,
                $"{http.Request.Scheme}://{http.Request.Host}/me/repairs/new?record={record}"))
            : Results.StatusCode(StatusCodes.Status404NotFound);

    private static CaseId Id(string text) => new(Guid.TryParse(text, out var id) ? id : Guid.Empty);
}
