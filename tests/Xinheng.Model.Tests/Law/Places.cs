using Xinheng.Model.Law;

namespace Xinheng.Model.Tests.Law;

/// <summary>Profiles and a small law book for tests.</summary>
internal static class Places
{
    private static readonly LegalBasis Text = new("测试规定", "第1条");

    public static JurisdictionProfile National { get; } = Profile(JurisdictionProfile.National, "全国");

    public static JurisdictionProfile Henan { get; } = Profile("410000", "河南省");

    public static JurisdictionProfile Shenzhen { get; } = Profile("440300", "深圳市") with { FallsBackTo = ["440000"] };

    public static Rule Rule(
        string id, string value, RuleUnit unit, string place = JurisdictionProfile.National,
        Confidence confidence = Confidence.Verified, string? from = null, string? to = null) =>
        Model.Law.Rule.Create(id, place, value, unit, Text, confidence,
            from is null ? null : Calendars.Day(from), to is null ? null : Calendars.Day(to)).Value;

    public static LawBook Book(params Rule[] rules) => Book(FineThresholds.None, rules);

    public static LawBook Book(FineThresholds thresholds, params Rule[] rules) => new(
        RuleTable.Create(rules).Value,
        new[] { National, Henan, Shenzhen }.ToDictionary(profile => profile.Code),
        new Dictionary<string, LegalCalendar> { ["national"] = Calendars.Only2026 },
        DivisionTable.Empty, HistoricCodes.None, thresholds);

    private static JurisdictionProfile Profile(string code, string name) => new()
    {
        Code = code,
        Name = name,
        Calendar = "national",
        SimpleProcedure = Cite(IntakeExclusion.NaturalPersons),
        MinorWrongsMadeGood = Cite(IntakeExclusion.NaturalPersons),
        NaturalPersons = Cite(NaturalPersonDisclosure.NationalRuleOnly),
        RetentionStart = Cite(RetentionStart.ActEnded),
        ObjectionsGoTo = Cite("信用中心"),
        PositiveDataVeto = Cite(false),
        AdverseOnlyWhenFinal = Cite(true),
    };

    private static Cited<T> Cite<T>(T value) => new(value, Text, Confidence.Verified);
}
