using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Assessment.Reporting;
using Xinheng.Web.Api;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Forms;

namespace Xinheng.Web.Workbench.Assessment.Desk;

/// <summary>What is pressed on the duty desk and by those it asks: remind, set a cycle, say that there is nothing.</summary>
public static class DeskForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapPost("/desk/reminders", RemindAsync).RequirePermission(Permission.RunDesk);
        group.MapPost("/desk/cycles", SetAsync).RequirePermission(Permission.RunDesk);
        group.MapPost("/reports/nothing", NothingAsync).RequirePermission(Permission.Submit);
    }

    private static async Task<IResult> RemindAsync(IFormCollection form, Caller caller, RemindReport remind, CancellationToken ct)
    {
        var (provider, item, month) = (form.Text("provider"), form.Text("item"), form.Text("month"));
        var done = Month.Read(month) is { } of ? await remind.RunAsync(new(provider, item, of), caller, ct) : NoMonth;
        return done.IsRefused
            ? Refused.With<ArrivalsView>(done.Refusals, ("Provider", provider), ("Item", item), ("MonthText", month))
            : Results.LocalRedirect(Address(provider, item, month));
    }

    private static async Task<IResult> SetAsync(IFormCollection form, Caller caller, SetCycle set, CancellationToken ct)
    {
        var (provider, item) = (form.Text("provider"), form.Text("item"));
        var given = new GivenCycle(form.Text("cycle"), form.Text("since"), form.Text("reason"));
        var since = Query.Date(given.Since, "since");
        var done = since.IsRefused
            ? Result<Done>.Refuse(since.Refusals)
            : await set.RunAsync(new(provider, item, given.Cycle, since.Value, given.Reason), caller, ct);
        return done.IsRefused
            ? Refused.With<ArrivalsView>(done.Refusals, ("Provider", provider), ("Item", item), ("Given", given))
            : Results.LocalRedirect(Address(provider, item, ""));
    }

    private static async Task<IResult> NothingAsync(IFormCollection form, Caller caller, ReportNothing nothing, CancellationToken ct)
    {
        var said = Month.Read(form.Text("month")) is { } month
            ? await nothing.RunAsync(new(form.Text("item"), month), caller, ct)
            : Result<IReadOnlyList<Model.Assessment.ReportingPeriod>>.Refuse(NoMonth.Refusals);
        return said.IsRefused ? Refused.With<ReportsDueView>(said.Refusals) : Results.LocalRedirect("/work/reports");
    }

    private static Result<Done> NoMonth => Refusal.Invalid("assessment.no-month", "月份应写成 2026-10 这样。请从列表里的按钮办理。", "month");

    private static string Address(string provider, string item, string month) =>
        $"/work/desk/arrivals?provider={Uri.EscapeDataString(provider)}&item={Uri.EscapeDataString(item)}{(month.Length > 0 ? $"&month={Uri.EscapeDataString(month)}" : "")}";
}
