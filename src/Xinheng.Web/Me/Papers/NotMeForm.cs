using Xinheng.Model.People;
using Xinheng.Platform.Publication.Papers;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;

namespace Xinheng.Web.Me.Papers;

/// <summary>A namesake asks for the certificate; it stands in the answer and nowhere else.</summary>
public static class NotMeForm
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/me/not-me", CertifyAsync).ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Me), new ShowsNoRecordAttribute("only that a record is somebody else's")).RequirePermission(Permission.OwnCases);

    private static async Task<IResult> CertifyAsync(IFormCollection form, Caller caller, CertifyOther certify, CancellationToken ct)
    {
        var about = form.Text("about");
        var certified = await certify.RunAsync(new(about), caller, ct);
        return certified.TryGet(out var paper)
            ? Answered.With<NotMePart>([], ("Paper", paper))
            : Answered.With<NotMePart>(certified.Refusals, ("Given", Xinheng.Model.Catalogue.Checking.NumberScan.MayBePerson(about) ? null : about));
    }
}
