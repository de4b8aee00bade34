using System.Globalization;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Objecting.Reviewing;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;
using Xinheng.Web.Hosting.SigningIn;
using Xinheng.Web.Workbench.Records;

namespace Xinheng.Web.Workbench.Objections;

/// <summary>Noting a review or suit about a record, and what came of it.</summary>
public static class JudicialForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work/reviews").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapPost("", NoteAsync).RequirePermission(Permission.DecideCases);
        group.MapPost("/{id}/outcome", EndAsync).RequirePermission(Permission.DecideCases).RequireStepUp();
    }

    private static async Task<IResult> NoteAsync(IFormCollection form, Caller caller, NoteReview note, CancellationToken ct)
    {
        var given = new GivenReview(form.Text("record"), form.Text("kind"), form.Text("authority"), form.Text("document"), form.Text("begun"));
        var noted = await note.RunAsync(
            new(new RecordId(RecordNumber.Read(given.Record) ?? Guid.Empty), given.Kind, given.Authority, given.Document, Day(given.Begun)), caller, ct);
        return noted.TryGet(out var id) ? Results.LocalRedirect($"/work/reviews/{id}") : Refused.With<ReviewsView>(noted.Refusals, ("Given", given));
    }

    private static async Task<IResult> EndAsync(string id, IFormCollection form, Caller caller, EndReview end, CancellationToken ct)
    {
        var given = new GivenReview(Outcome: form.Text("outcome"), Judgment: form.Text("judgment"), Judged: form.Text("judged"), Reasons: form.Text("reasons"));
        var key = new CaseId(Guid.TryParse(id, out var known) ? known : Guid.Empty);
        var ended = await end.RunAsync(new(key, given.Outcome, given.Judgment, Day(given.Judged), given.Reasons), caller, ct);
        return ended.IsRefused ? Refused.With<ReviewWorkView>(ended.Refusals, ("Id", id), ("Given", given)) : Results.LocalRedirect($"/work/reviews/{key}");
    }

    // What is no date is one that nothing allows.
    private static DateOnly Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : DateOnly.MaxValue;
}
