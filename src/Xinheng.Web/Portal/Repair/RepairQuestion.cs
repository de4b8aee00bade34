using System.Globalization;
using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Model.Records;
using Xinheng.Web.Api;

namespace Xinheng.Web.Portal.Repair;

/// <summary>What anybody may ask the calculator: the date of a decision and its class. Its page and its calendar file ask alike.</summary>
public sealed record RepairQuestion(DateOnly DecidedOn, Severity Class)
{
    public static Result<RepairQuestion> Read(string? decided, string? severity, DateOnly today)
    {
        var day = Query.Date(decided, "decided");
        List<Refusal> problems = [.. day.Refusals];
        if (problems.Count == 0 && day.Value is null)
        {
            problems.Add(Refusal.Invalid("repair.calculator-date", "请填写决定书落款的日期，如 2026-06-01。", "decided"));
        }
        else if (problems.Count == 0 && day.Value > today)
        {
            problems.Add(Refusal.Invalid("repair.calculator-future", "决定日期在今天以后。请照决定书落款的日期填写。", "decided"));
        }

        var known = SeverityWords.Read(severity ?? "");
        if (known is null)
        {
            problems.Add(Refusal.Invalid("repair.calculator-class", "请选择失信程度：轻微、一般或严重。决定书上没有写的，问作出决定的机关。", "severity"));
        }

        return problems.Count > 0 ? Result<RepairQuestion>.Refuse(problems) : new RepairQuestion(day.Value!.Value, known!.Value);
    }

    public string Address(string path) => QueryAddress.Of(path,
        ("decided", DecidedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("severity", ((int)Class).ToString(CultureInfo.InvariantCulture)));

    public RepairOutlook Answer(LawBook law, JurisdictionProfile place, DateOnly today) =>
        RepairOutlook.Of(new RepairFacts(DecidedOn, Class), law, law.Profile(place.Code).Value, today);
}
