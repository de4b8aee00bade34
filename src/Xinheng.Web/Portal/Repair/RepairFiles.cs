using System.Text;
using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Law;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Portal.Repair;

/// <summary>The calculator's two days as a calendar file, for whatever calendar somebody keeps.</summary>
public static class RepairFiles
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/repair/dates.ics", Dates)
        .WithMetadata(new BehindAttribute(Door.Portal), new PublicReadAttribute(2)).ExcludeFromDescription();

    private static IResult Dates(string? decided, string? severity, HttpContext http, LawBook law, JurisdictionProfile place, TimeProvider time)
    {
        if (!RepairQuestion.Read(decided, severity, time.Today).TryGet(out var question))
        {
            return Results.BadRequest();
        }

        var outlook = question.Answer(law, place, time.Today);
        return File(RepairReminder.Ics($"repair-{question.DecidedOn:yyyyMMdd}-{(int)question.Class}", time.Today, outlook.EarliestOn, outlook.EndsOn,
            question.Address($"{http.Request.Scheme}://{http.Request.Host}/repair")));
    }

    public static IResult File(string ics) => Results.File(Encoding.UTF8.GetBytes(ics), "text/calendar; charset=utf-8", "credit-repair.ics");
}
