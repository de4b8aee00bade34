using System.Globalization;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Platform.Collection;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api.Law;

/// <summary>The legal calendar for everybody: is it a working day, and by when is something due?</summary>
public static class CalendarApi
{
    private const int MostWorkingDays = 2_000;
    private const int MostMonths = 600;

    // Nothing is guessed: a due date in a year whose calendar is not loaded is absent, and the year named.
    private sealed record DueJson(DateOnly? Due, DateOnly? PeriodEnds, int? AwaitsYear, string Calendar);

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/calendar").WithTags("日历").WithMetadata(new BehindAttribute(Door.Api), new PublicReadAttribute(1));
        group.MapGet("/{date}", Read).WithName("ReadDay").WithSummary("某日是否工作日").ProducesProblem(400).ProducesProblem(409);
        group.MapPost("/due", DueAsync).WithName("ComputeDue").WithSummary("期限截止日：工作日数，或月数").ProducesProblem(400)
            .WithMetadata(new PublicReadAttribute(1) { MayBeKept = false });
    }

    private static IResult Read(string date, string? calendar, Jurisdiction place)
    {
        var (day, days) = (Query.Date(date, "date"), CalendarOf(place, calendar));
        return Query.Refusals(day, days) is { Count: > 0 } refusals
            ? Result<Done>.Refuse(refusals).ToProblem()
            : days.Value.Day(day.Value!.Value).ToHttp(found =>
                Results.Json(new { date = found.Date, workingDay = found.IsWorkingDay, name = found.Name }, PublicJson.Options));
    }

    private static async Task<IResult> DueAsync(HttpContext http, string? calendar, Jurisdiction place, CancellationToken ct)
    {
        var read = await JsonBody.ReadAsync(http, ct);
        if (!read.TryGet(out var body))
        {
            return read.ToProblem();
        }

        var from = body.Text("from").TryGet(out var text) ? Query.Date(text, "from") : Result<DateOnly?>.Refuse(body.Text("from").Refusals);
        var (working, months, days) = (body.Whole("workingDays", 0, MostWorkingDays), body.Whole("months", 0, MostMonths), CalendarOf(place, calendar));
        List<Refusal> problems = [.. from.Refusals, .. working.Refusals, .. months.Refusals, .. days.Refusals];
        if (problems.Count == 0 && from.Value is null)
        {
            problems.Add(Refusal.Invalid("calendar.from-missing", "请写明起算日 from，写作 2026-03-31。", "from"));
        }

        if (problems.Count == 0 && working.Value is null == months.Value is null)
        {
            problems.Add(Refusal.Invalid("calendar.one-of", "workingDays（工作日数）与 months（月数）请写一个，且只写一个。"));
        }

        return problems.Count > 0
            ? Result<Done>.Refuse(problems).ToProblem()
            : Compute(days.Value, from.Value!.Value, working.Value, months.Value);
    }

    private static IResult Compute(LegalCalendar calendar, DateOnly from, int? workingDays, int? months)
    {
        if (from.Year > 9000)
        {
            return Refusal.Invalid("calendar.from-too-late", "起算日的年份应在 9000 年以前。", "from").ToProblem();
        }

        var period = LegalPeriod.OfMonths(months ?? 0);
        var deadline = workingDays is { } count ? calendar.Due(from, count) : calendar.Due(from, period);
        return Results.Json(new DueJson(
            deadline.DueOn, months is null ? null : period.After(from), deadline.AwaitsYear, deadline.Calendar), PublicJson.Options);
    }

    private static Result<LegalCalendar> CalendarOf(Jurisdiction place, string? name) =>
        string.IsNullOrEmpty(name) ? place.Law.CalendarOf(place.Profile)
        : place.Law.Calendars.TryGetValue(name, out var found) ? found
        : Refusal.Invalid("calendar.unknown",
            string.Create(CultureInfo.InvariantCulture, $"没有这个日历。可用的有：{string.Join('、', place.Law.Calendars.Keys)}。"), "calendar");
}
