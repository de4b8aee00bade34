using Xinheng.Model.People;
using Xinheng.Platform.Cases.Reporting;
using Xinheng.Platform.Cases.Reporting.Reading;
using Xinheng.Web.Components.Cases;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;
using Xinheng.Web.Workbench.People.SigningIn;

namespace Xinheng.Web.Me.Cases.Reporting;

/// <summary>Filing under one's own account, answering and taking back.</summary>
public static class OwnComplaintForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/me/complaints").ExcludeFromDescription().WithMetadata(
            new BehindAttribute(Door.Me), new ShowsNoRecordAttribute("one's own complaints, and bodies to complain of"));
        group.MapPost("/new", FileAsync).RequirePermission(Permission.OwnCases);
        group.MapPost("/{id:guid}/reply", ReplyAsync).RequirePermission(Permission.OwnCases);
        group.MapPost("/{id:guid}/withdrawal", WithdrawAsync).RequirePermission(Permission.OwnCases);
    }

    private static async Task<IResult> FileAsync(IFormCollection form, HttpContext http, Caller caller, FileReport file, CancellationToken ct)
    {
        var given = GivenForm.Of(form);
        var command = GivenReport.Read(given);
        if (!command.TryGet(out var read))
        {
            return Answered.With<OwnComplaints>(command.Refusals, ("Given", given));
        }

        var (filed, wait) = await file.RunAsync(read, caller, Entrance.AddressOf(http), ct);
        Entrance.Announce(http, wait);
        return filed.TryGet(out var receipt)
            ? Answered.With<OwnComplaints>([], ("Filed", receipt))
            : Answered.With<OwnComplaints>(filed.Refusals, ("Given", given));
    }

    private static Task<IResult> ReplyAsync(Guid id, IFormCollection form, HttpContext http, Caller caller, ReplyToQuestion reply, CancellationToken ct) =>
        AnswerAsync(id, GivenForm.Of(form)["words"], http, caller, reply, ct);

    private static Task<IResult> WithdrawAsync(Guid id, IFormCollection form, HttpContext http, Caller caller, ReplyToQuestion reply, CancellationToken ct) =>
        AnswerAsync(id, null, http, caller, reply, ct);

    private static async Task<IResult> AnswerAsync(Guid id, string? words, HttpContext http, Caller caller, ReplyToQuestion reply, CancellationToken ct)
    {
        var replied = await reply.RunAsync(new(ReportKey.Own(caller, id), words), Entrance.AddressOf(http), ct);
        return replied.IsRefused
            ? Answered.With<OwnComplaint>(replied.Refusals, ("Id", id.ToString()))
            : Results.LocalRedirect($"/me/complaints/{id}");
    }
}
