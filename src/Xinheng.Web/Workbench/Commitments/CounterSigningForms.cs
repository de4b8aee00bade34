using Microsoft.AspNetCore.Antiforgery;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Promising;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Subjects;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;

namespace Xinheng.Web.Workbench.Commitments;

/// <summary>A clerk prints the sheet for whoever stands there, and hands in its scan when it is signed.</summary>
public static class CounterSigningForms
{
    private static readonly Refusal Unknown = Refusal.NotFound("cases.promise-signer-unknown",
        "平台还没有这个证件号码或者代码的档案。个人请先核实身份建档；企业请等登记信息报送。") with
    { Field = "number" };

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work/commitments/counter").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapPost("", PrepareAsync).RequirePermission(Permission.ServeSubjects);
        group.MapPost("/signing", SignAsync).RequirePermission(Permission.ServeSubjects).WithMetadata(new TakesPapers());
    }

    // Posted, and the number goes no further than the search.
    private static async Task<IResult> PrepareAsync(IFormCollection form, Caller caller, FindSubject subjects, PromiseSheet sheets, CancellationToken ct)
    {
        var template = form["template"].ToString();
        if (await subjects.ByNumberAsync(form.Text("number"), ct) is not { } subject)
        {
            return Refused.With<CounterSigningView>([Unknown], ("Template", template));
        }

        var prepared = await sheets.PrepareAsync(template, caller.Actor.Organisation, subject, ct);
        return prepared.TryGet(out var sheet)
            ? Refused.With<CounterSigningView>([], ("Sheet", sheet), ("Subject", subject.Value.ToString()))
            : Refused.With<CounterSigningView>(prepared.Refusals, ("Template", template));
    }

    private static async Task<IResult> SignAsync(
        HttpContext http, IAntiforgery antiforgery, Caller caller, SignPromise sign, CaseDocuments documents, PromiseSheet sheets, CancellationToken ct)
    {
        if (await PapersForm.ReadAsync(http, antiforgery, documents, ct) is not { } form || !Guid.TryParse(form["subject"], out var id))
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        var subject = new SubjectId(id);
        var signed = await form.DoAsync(documents, () => sign.RunAsync(
            new(subject, form["template"], caller.Actor.Organisation, form["matterNumber"], form["digest"], form["agreed"] == "yes", form.Kept), caller, ct));
        if (signed.TryGet(out var one))
        {
            return Refused.With<CounterSigningView>([], ("Signed", one));
        }

        var sheet = await sheets.PrepareAsync(form["template"], caller.Actor.Organisation, subject, ct);
        return Refused.With<CounterSigningView>(signed.Refusals, ("Sheet", sheet.IsRefused ? null : sheet.Value), ("Subject", form["subject"]));
    }
}
