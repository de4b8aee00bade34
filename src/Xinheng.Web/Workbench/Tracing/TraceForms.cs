using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.People.Tracing;
using Xinheng.Platform.People.Tracing.Alarms;
using Xinheng.Platform.Subjects;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;

namespace Xinheng.Web.Workbench.Tracing;

/// <summary>Asking who looked at somebody, and closing an alarm.</summary>
public static class TraceForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench), new ShowsNoRecordAttribute("looks, alarms and files found changed"));
        group.MapPost("/trace/subject", AskAsync).RequirePermission(Permission.ReadTrace);
        group.MapPost("/alarms/{id}/closing", CloseAsync).RequirePermission(Permission.CloseAlarm);
    }

    // Posted and answered in place: a person's number stands in no address, and so in no log of anybody's.
    private static async Task<IResult> AskAsync(IFormCollection form, FindSubject subjects, CancellationToken ct)
    {
        var number = form.Text("number");
        if (number.Length == 0)
        {
            return Refused.With<TraceView>([Refusal.Invalid("subjects.no-number", "请填写要查的号码：统一社会信用代码、证件号码或主体编号。", "number")]);
        }

        return await subjects.ByNumberAsync(number, ct) is not { } subject
            ? Refused.With<TraceView>([Refusal.NotFound("subjects.unknown-number", "没有这个号码的主体。请核对号码；留痕里也就没有对它的查询。") with { Field = "number" }])
            : Refused.With<TraceView>([], ("Question", new Looks.Question
            {
                Subject = subject, Before = Guid.TryParse(form["before"], out var before) ? new LookId(before) : null,
            }));
    }

    private static async Task<IResult> CloseAsync(string id, IFormCollection form, Caller caller, CloseAlarm close, CancellationToken ct)
    {
        var reason = form.Text("reason");
        var closed = await close.RunAsync(new(Guid.TryParse(id, out var alarm) ? alarm : Guid.Empty, reason), caller, ct);
        return closed.IsRefused
            ? Refused.With<AlarmsView>([.. closed.Refusals.Select(r => r.Field is null ? r : r with { Field = $"reason-{id}" })], ("Failed", id), ("Reason", reason))
            : Results.LocalRedirect("/work/alarms");
    }
}
