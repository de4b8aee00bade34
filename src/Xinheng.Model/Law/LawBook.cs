using Xinheng.Model.Foundation;

namespace Xinheng.Model.Law;

/// <summary>Everything the law room knows at one time: rules, profiles, calendars, divisions and listed exceptions.</summary>
public sealed record LawBook(
    RuleTable Rules,
    IReadOnlyDictionary<string, JurisdictionProfile> Profiles,
    IReadOnlyDictionary<string, LegalCalendar> Calendars,
    DivisionTable Divisions,
    HistoricCodes HistoricCodes,
    FineThresholds FineThresholds)
{
    /// <summary>What for a file that is not public may be read.</summary>
    public QueryPurposes Purposes { get; init; } = QueryPurposes.None;

    /// <summary>How rules are told to readers, by id.</summary>
    public IReadOnlyDictionary<string, RuleWords> Words { get; init; } = new Dictionary<string, RuleWords>();

    public JurisdictionProfile National => Profiles[JurisdictionProfile.National];

    public Result<JurisdictionProfile> Profile(string code) => Profiles.TryGetValue(code, out var profile)
        ? profile
        : Refusal.NotFound("profile.unknown",
            $"没有“{code}”的法域配置；可用的有：{string.Join("、", Profiles.Keys.Order(StringComparer.Ordinal))}。");

    public LegalCalendar CalendarOf(JurisdictionProfile profile) => Calendars[profile.Calendar];

    /// <summary>By when something is due under a rule of working days or of a calendar period.</summary>
    public Result<Deadline> Due(string ruleId, JurisdictionProfile profile, DateOnly from) =>
        Rules.Find(ruleId, profile, from).Map(rule => rule.Unit == RuleUnit.WorkingDays
            ? CalendarOf(profile).Due(from, rule.Number)
            : CalendarOf(profile).Due(from, rule.Period));
}
