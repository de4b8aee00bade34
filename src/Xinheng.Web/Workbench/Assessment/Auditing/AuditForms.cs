using System.Text.RegularExpressions;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Assessment.Auditing;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Workbench.Assessment.Auditing;

/// <summary>Asking what a number is, and taking the evidence away. Posted and answered in place: no number of anybody stands in an address.</summary>
public static partial class AuditForms
{
    public static Refusal Unknown => Refusal.NotFound("assessment.audit-unknown", "没有这个编号的东西，或它不在您的审计范围。请核对编号。") with { Field = "number" };

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapPost("/audit/find", FindAsync).RequirePermission(Permission.Audit);
        group.MapPost("/audit/pack", PackAsync).RequirePermission(Permission.Audit);
    }

    /// <summary>Why an address is not answered: it carries what looks like a citizen's number, and addresses are kept by browsers and proxies.</summary>
    public static Refusal? RefuseAddress(string? query) => query is not null && CitizensNumber().IsMatch(query)
        ? Refusal.Invalid("assessment.number-in-address",
            "地址里好像有一个证件号码。地址会留在浏览器和沿途的记录里，所以不按地址追溯。请删去浏览记录里的这一条，把号码填在下面的框里。", "number")
        : null;

    private static async Task<IResult> FindAsync(IFormCollection form, Caller caller, FindTrail find, Trails trails, CancellationToken ct)
    {
        var found = await find.RunAsync(form["number"].ToString(), caller, ct);
        return !found.TryGet(out var things) ? Refused.With<AuditView>(found.Refusals)
            : things is [var one] ? Refused.With<AuditView>([], ("Trail", await trails.OfAsync(one, caller, ct)))
            : Refused.With<AuditView>([], ("Choices", things));
    }

    private static async Task<IResult> PackAsync(
        IFormCollection form, Caller caller, FindTrail find, Trails trails, EvidencePacks packs, CancellationToken ct)
    {
        if (!Guid.TryParse(form["id"], out var id) || await find.ByIdAsync(id, caller, ct) is not { } thing)
        {
            return Refused.With<AuditView>([form["id"].Count == 0 ? Refusal.Invalid("assessment.audit-nothing", "请先追溯一个编号，再取证据包。", "number") : Unknown]);
        }

        var pack = await packs.OfAsync(await trails.OfAsync(thing, caller, ct), ct);
        return pack.TryGet(out var whole)
            ? Results.File(whole.ToCanonicalJson(), "application/json", $"evidence-{id}.json")
            : Refused.With<AuditView>(pack.Refusals);
    }

    [GeneratedRegex(@"(?<!\d)[1-9]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)")]
    private static partial Regex CitizensNumber();
}
