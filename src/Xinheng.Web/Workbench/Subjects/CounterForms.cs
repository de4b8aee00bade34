using Xinheng.Model.People;
using Xinheng.Model.Subjects.Proofing;
using Xinheng.Platform.Subjects.Proofing;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;

namespace Xinheng.Web.Workbench.Subjects;

/// <summary>A clerk hands in what was seen; the code stands in the answer and nowhere else.</summary>
public static class CounterForms
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGroup("/work/counter").ExcludeFromDescription()
        .WithMetadata(new BehindAttribute(Door.Workbench)).MapPost("", ProveAsync).RequirePermission(Permission.ProveIdentity);

    private static async Task<IResult> ProveAsync(IFormCollection form, Caller caller, ProveIdentity prove, CancellationToken ct)
    {
        var given = new GivenClaim(
            form.Text("for") == CounterView.Enterprise, form.Text("name"), form.Text("code"), form.Text("enterprise"),
            Enum.TryParse<AuthorityPaper>(form.Text("authority"), out var paper) && Enum.IsDefined(paper) ? paper : null);
        var claim = new IdentityClaim(given.Name, form.Text("number"), given.ForEnterprise
            ? new EnterpriseClaim(given.Code, given.Enterprise, given.Paper ?? AuthorityPaper.PowerOfAttorney)
            : null);
        var answer = await prove.RunAsync(new(new Presented(claim, form.Text("face") == "yes", form.Text("paper") == "yes")), caller, ct);
        return answer.TryGet(out var proved)
            ? Refused.With<CounterView>([], ("Proved", proved))
            : Refused.With<CounterView>(answer.Refusals, ("Given", given));
    }
}
