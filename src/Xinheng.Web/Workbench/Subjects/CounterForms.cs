using Xinheng.Model.People;
using Xinheng.Model.Subjects.Proofing;
using Xinheng.Platform.Subjects.Proofing;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Workbench.Subjects;

/// <summary>A clerk hands in what was seen; the code stands in the answer and nowhere else.</summary>
public static class CounterForms
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGroup("/work/counter").ExcludeFromDescription()
        .WithMetadata(new BehindAttribute(Door.Workbench)).MapPost("", ProveAsync).RequirePermission(Permission.ProveIdentity);

    private static async Task<IResult> ProveAsync(IFormCollection form, Caller caller, ProveIdentity prove, CancellationToken ct)
    {
        var given = new GivenClaim(
            Text(form, "for") == CounterView.Enterprise, Text(form, "name"), Text(form, "code"), Text(form, "enterprise"),
            Enum.TryParse<AuthorityPaper>(Text(form, "authority"), out var paper) && Enum.IsDefined(paper) ? paper : null);
        var claim = new IdentityClaim(given.Name, Text(form, "number"), given.ForEnterprise
            ? new EnterpriseClaim(given.Code, given.Enterprise, given.Paper ?? AuthorityPaper.PowerOfAttorney)
            : null);
        var answer = await prove.RunAsync(new(new Presented(claim, Text(form, "face") == "yes", Text(form, "paper") == "yes")), caller, ct);
        return answer.TryGet(out var proved)
            ? Refused.With<CounterView>([], ("Proved", proved))
            : Refused.With<CounterView>(answer.Refusals, ("Given", given));
    }

    private static string Text(IFormCollection form, string field) => form[field].ToString().Replace("\0", "", StringComparison.Ordinal).Trim();
}
