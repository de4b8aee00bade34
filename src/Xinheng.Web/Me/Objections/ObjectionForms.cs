using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Objecting;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;

namespace Xinheng.Web.Me.Objections;

/// <summary>The three steps of an objection, and taking it back. What was said goes along in the forms; nothing stands in an address.</summary>
public static class ObjectionForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/me/objections").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Me));
        group.MapPost("/new", StepAsync).RequirePermission(Permission.OwnCases);
        group.MapPost("/evidence", EvidenceAsync).RequirePermission(Permission.OwnCases).WithMetadata(new TakesPapers());
        group.MapPost("/{id}/withdrawal", DropAsync).RequirePermission(Permission.OwnCases);
        group.MapGet("/{id}/letter.txt", LetterAsync).RequirePermission(Permission.OwnCases);
        app.MapGet("/work/objections/{id}/letter.txt", LetterAsync).ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench))
            .RequirePermission(Permission.SeeCases);
    }

    private static async Task<IResult> StepAsync(IFormCollection form, Caller caller, FileObjection file, CancellationToken ct)
    {
        var fields = MultipartForm.Of(form);
        var given = GivenObjection.Of(fields);
        var command = new FileObjection.Command(new RecordId(Guid.TryParse(given.Record, out var id) ? id : Guid.Empty), given.Text, given.Evidence);
        var step = fields.LastOrDefault(field => field.Name == "step").Value;
        if (fields.Any(field => field.Name == "back"))
        {
            return At(1, given, []);
        }

        if (step != "3")
        {
            var problems = await file.ProblemsAsync(command, caller, ct);
            return At(problems.Count > 0 ? 1 : 2, given, problems);
        }

        var filed = await file.RunAsync(command, caller, ct);
        return filed.TryGet(out var filedCase) ? Results.LocalRedirect($"/me/objections/{filedCase}?done=filed") : At(1, given, filed.Refusals);
    }

    private static async Task<IResult> EvidenceAsync(HttpContext http, Caller caller, IAntiforgery antiforgery, Evidence evidence, CancellationToken ct)
    {
        List<Refusal> refusals = [];
        List<Guid> kept = [];
        var fields = await MultipartForm.ReadAsync(http, antiforgery, async (said, name, content) =>
        {
            var record = new RecordId(Guid.TryParse(GivenObjection.Of(said).Record, out var id) ? id : Guid.Empty);
            var one = await evidence.KeepAsync(name, content, caller.Self!.Value, record, ct);
            refusals.AddRange(one.Refusals);
            if (one.TryGet(out var paper))
            {
                kept.Add(paper);
            }
        }, ct);
        if (fields is null)
        {
            return Results.BadRequest();
        }

        var given = GivenObjection.Of(fields);
        given = given with { Evidence = [.. given.Evidence, .. kept] };
        return At(refusals.Count > 0 ? 2 : fields.Any(field => field.Name == "back") ? 1 : 3, given, refusals);
    }

    private static async Task<IResult> DropAsync(string id, IFormCollection form, Caller caller, DropObjection drop, CancellationToken ct)
    {
        var dropped = await drop.RunAsync(new(new CaseId(Guid.TryParse(id, out var known) ? known : Guid.Empty)), caller, ct);
        return dropped.IsRefused
            ? Answered.With<OwnObjectionPart>(dropped.Refusals, ("Id", id))
            : Results.LocalRedirect($"/me/objections/{known}?done=dropped");
    }

    // Its text as a file: what the check code on the printed letter seals.
    private static async Task<IResult> LetterAsync(string id, Caller caller, ObjectionsAtHand objections, CancellationToken ct) =>
        Guid.TryParse(id, out var known) && (await objections.FindAsync(new CaseId(known), caller, ct)).TryGet(out var view) && view.Letter is { } letter
            ? Results.File(Encoding.UTF8.GetBytes(letter.Text), "text/plain; charset=utf-8", $"异议答复书-{letter.Number}.txt")
            : Results.StatusCode(StatusCodes.Status404NotFound);

    private static IResult At(int step, GivenObjection given, IReadOnlyList<Refusal> refusals) =>
        Answered.With<ObjectPart>(refusals, ("Given", given), ("Step", step));
}
