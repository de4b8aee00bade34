using System.Text;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Assessment.Scoring;
using Xinheng.Platform.Collection.Reading;
using Xinheng.Web.Api;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Workbench.Assessment;

/// <summary>Issuing a bulletin, and its figures as a table.</summary>
public static class BulletinForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/work").ExcludeFromDescription().WithMetadata(new BehindAttribute(Door.Workbench));
        group.MapGet("/bulletin/{monthText}/csv", CsvAsync).RequirePermission(Permission.SeeBulletin);
        group.MapPost("/bulletin/{monthText}/issue", IssueAsync).RequirePermission(Permission.RunDesk);
    }

    /// <summary>The region somebody asks for; unasked, the widest of their own. Null: the whole installation.</summary>
    public static Result<Region?> RegionOf(string? text, Caller caller) => string.IsNullOrWhiteSpace(text)
        ? Result<Region?>.Of(Bulletins.RegionOf(caller))
        : Region.Parse(text.Trim()).Map(region => (Region?)region);

    private static async Task<IResult> IssueAsync(string monthText, IFormCollection form, Caller caller, IssueBulletin issue, CancellationToken ct)
    {
        var region = RegionOf(form["region"], caller);
        var issued = Month.Read(monthText) is not { } month ? Refusal.Invalid("assessment.no-month", "月份应写成 2026-10 这样。")
            : region.TryGet(out var of) ? await issue.RunAsync(new(month, of), caller, ct)
            : Result<Guid>.Refuse(region.Refusals);
        return issued.IsRefused
            ? Refused.With<BulletinView>(issued.Refusals, ("MonthText", Month.Read(monthText) is null ? null : monthText), ("RegionText", region.IsRefused ? null : form["region"].ToString()))
            : Results.LocalRedirect($"/work/bulletin/{monthText}");
    }

    // As issued, where it was; else as it is now. With its mark, so that spreadsheets read Chinese.
    private static async Task<IResult> CsvAsync(string monthText, string? region, Caller caller, Bulletins bulletins, CancellationToken ct)
    {
        var asked = RegionOf(region, caller);
        if (Month.Read(monthText) is not { } month || !asked.TryGet(out var of))
        {
            return Refusal.Invalid("assessment.no-month", "月份应写成 2026-10 这样，区划应为六位代码。").ToProblem();
        }

        var now = await bulletins.NowAsync(month, of, caller, ct);
        if (!now.TryGet(out var present))
        {
            return now.ToProblem();
        }

        var figures = (await bulletins.FindAsync(month, of, caller, ct))?.Figures ?? present;
        var csv = new StringBuilder("\uFEFF").AppendCsvRow(["单位", "单位代码", .. Bulletins.Figures.Select(f => f.Name)]);
        foreach (var line in figures.Departments.Append(figures.Total))
        {
            csv.AppendCsvRow([line.Name, line.Provider, .. Bulletins.Figures.Select(f => f.Of(line))]);
        }

        return Results.File(Encoding.UTF8.GetBytes(csv.ToString()), "text/csv; charset=utf-8", $"bulletin-{Month.Write(month)}{(of is { } place ? $"-{place.Code}" : "")}.csv");
    }
}
