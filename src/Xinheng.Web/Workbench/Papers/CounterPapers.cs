using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Disclosure.Persons;
using Xinheng.Platform.Publication.Papers;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;
using Xinheng.Web.Workbench.Records;

namespace Xinheng.Web.Workbench.Papers;

/// <summary>The counter's form for proofs; what it makes out stands in the answer alone.</summary>
public static class CounterPapers
{
    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/work/counter/papers", MakeAsync).ExcludeFromDescription()
        .WithMetadata(new BehindAttribute(Door.Workbench), new ShowsNoRecordAttribute("a proof for whoever stands at the counter")).RequirePermission(Permission.ServeSubjects);

    private static async Task<IResult> MakeAsync(
        IFormCollection form, Caller caller, SubjectAtCounter counter, CertifyOther certify, Departures departures, CancellationToken ct)
    {
        var about = form.Text("about");
        var shown = await counter.FindAsync(form.Text("subjectScheme"), form.Text("subjectNumber"), caller, ct);
        var made = !shown.TryGet(out var subject) ? Result<PaperInHand>.Refuse([.. shown.Refusals.Select(r => r with { Field = "subject-number" })])
            : form.Text("act") == "left"
                ? await departures.ProveAsync(new RecordId(RecordNumber.Read(about) ?? Guid.Empty), null, caller, subject, ct)
                : await certify.RunAsync(new(about, subject), caller, ct);
        return made.TryGet(out var paper)
            ? Refused.With<CounterPapersView>([], ("Paper", paper))
            : Refused.With<CounterPapersView>(made.Refusals, ("Given", Xinheng.Model.Catalogue.Checking.NumberScan.MayBePerson(about) ? null : about));
    }
}
