using Xinheng.Platform.Cases.Reporting;
using Xinheng.Platform.Cases.Reporting.Reading;
using Xinheng.Web.Components.Cases;
using Xinheng.Web.Components.Layout;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;
using Xinheng.Web.Workbench.People.SigningIn;

namespace Xinheng.Web.Portal.Reporting;

/// <summary>Filing from the street, and following by code. The code is posted; nothing of either stands in an address or a copy.</summary>
public static class ReportingForms
{
    // Dear, so that floods end by themselves; the act has a brake of its own besides.
    private const int CostOfFiling = 100;
    private const int CostOfLook = 20;

    public static void Map(IEndpointRouteBuilder app)
    {
        // No token: these pages may be kept by anybody, and there is no session that a stranger's page could ride on.
        var group = app.MapGroup("/report").ExcludeFromDescription().DisableAntiforgery().WithMetadata(new BehindAttribute(Door.Portal));
        group.MapPost("", FileAsync).WithMetadata(
            new PublicReadAttribute(CostOfFiling) { MayBeKept = false }, new ShowsNoRecordAttribute("the receipt of a report"));
        group.MapPost("/follow", FollowAsync).WithMetadata(
            new PublicReadAttribute(CostOfLook) { MayBeKept = false }, new ShowsNoRecordAttribute("the progress of a report"));
        group.MapPost("/follow/reply", ReplyAsync).WithMetadata(
            new PublicReadAttribute(CostOfLook) { MayBeKept = false }, new ShowsNoRecordAttribute("the progress of a report"));
        group.MapPost("/follow/withdrawal", WithdrawAsync).WithMetadata(
            new PublicReadAttribute(CostOfLook) { MayBeKept = false }, new ShowsNoRecordAttribute("the progress of a report"));
    }

    private static async Task<IResult> FileAsync(IFormCollection form, HttpContext http, FileReport file, CancellationToken ct)
    {
        var given = GivenForm.Of(form);
        var kind = GivenReport.KindOf(given).ToString().ToLowerInvariant();
        var command = GivenReport.Read(given);
        if (!command.TryGet(out var read))
        {
            return PartAnswer.Of<PortalAnswer, ReportPart>(command.Refusals, ("Kind", kind), ("Given", given));
        }

        var (filed, wait) = await file.RunAsync(read, null, Entrance.AddressOf(http), ct);
        Entrance.Announce(http, wait);
        return PartAnswer.Of<PortalAnswer, ReportPart>(
            filed.Refusals, ("Kind", kind), ("Given", given), ("Filed", filed.TryGet(out var receipt) ? receipt : null));
    }

    private static async Task<IResult> FollowAsync(IFormCollection form, HttpContext http, FollowedReports followed, CancellationToken ct) =>
        await ShowAsync(GivenForm.Of(form)["code"], http, followed, ct);

    private static async Task<IResult> ReplyAsync(
        IFormCollection form, HttpContext http, ReplyToQuestion reply, FollowedReports followed, CancellationToken ct)
    {
        var given = GivenForm.Of(form);
        var replied = await reply.RunAsync(new(ReportKey.ByCode(given["code"]), given["words"]), Entrance.AddressOf(http), ct);
        return replied.IsRefused
            ? PartAnswer.Of<PortalAnswer, FollowPart>(replied.Refusals) : await ShowAsync(given["code"], http, followed, ct);
    }

    private static async Task<IResult> WithdrawAsync(
        IFormCollection form, HttpContext http, ReplyToQuestion reply, FollowedReports followed, CancellationToken ct)
    {
        var given = GivenForm.Of(form);
        var withdrawn = await reply.RunAsync(new(ReportKey.ByCode(given["code"]), null), Entrance.AddressOf(http), ct);
        return withdrawn.IsRefused
            ? PartAnswer.Of<PortalAnswer, FollowPart>(withdrawn.Refusals) : await ShowAsync(given["code"], http, followed, ct);
    }

    private static async Task<IResult> ShowAsync(string code, HttpContext http, FollowedReports followed, CancellationToken ct)
    {
        var shown = await followed.ReadAsync(ReportKey.ByCode(code), Entrance.AddressOf(http), ct);
        return shown.TryGet(out var report)
            ? PartAnswer.Of<PortalAnswer, FollowPart>([], ("Shown", report), ("Code", code))
            : PartAnswer.Of<PortalAnswer, FollowPart>(shown.Refusals);
    }
}
