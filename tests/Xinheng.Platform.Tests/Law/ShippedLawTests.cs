using Xinheng.Model.Law;
using Xinheng.Model.Subjects.Identifiers;
using static Xinheng.Platform.Tests.Law.LawFolder;

namespace Xinheng.Platform.Tests.Law;

/// <summary>The numbers, places, calendars and divisions that are shipped, as a lawyer would check them.</summary>
public sealed class ShippedLawTests
{
    private static readonly DateOnly Today = Day("2026-11-21");

    [Theory]
    [InlineData("national", "DOUBLE_PUB_DEADLINE", 7, RuleUnit.WorkingDays)]
    [InlineData("national", "ENTERPRISE_PUBLICITY_MAX", 20, RuleUnit.WorkingDays)]
    [InlineData("national", "PENALTY_WITHDRAW", 3, RuleUnit.WorkingDays)]
    [InlineData("410000", "PLATFORM_VERIFY", 5, RuleUnit.WorkingDays)]
    [InlineData("410000", "OBJECTION_OWN", 3, RuleUnit.WorkingDays)]
    [InlineData("410000", "OBJECTION_TOTAL", 7, RuleUnit.WorkingDays)]
    [InlineData("410000", "OBJECTION_PROVIDER", 3, RuleUnit.WorkingDays)]
    [InlineData("410000", "REVOKED_REMOVE", 1, RuleUnit.WorkingDays)]
    [InlineData("410000", "REPAIR_EXECUTE", 1, RuleUnit.WorkingDays)]
    [InlineData("410000", "ADVERSE_MAX_USE", 5, RuleUnit.Years)]
    [InlineData("national", "REPAIR_MINOR_MAX", 3, RuleUnit.Months)]
    [InlineData("national", "REPAIR_ORDINARY_MIN", 3, RuleUnit.Months)]
    [InlineData("national", "REPAIR_ORDINARY_MAX", 12, RuleUnit.Months)]
    [InlineData("national", "REPAIR_SERIOUS_MIN", 12, RuleUnit.Months)]
    [InlineData("national", "REPAIR_SERIOUS_MAX", 36, RuleUnit.Months)]
    [InlineData("national", "REPAIR_ACCEPT", 3, RuleUnit.WorkingDays)]
    [InlineData("national", "REPAIR_TOTAL", 10, RuleUnit.WorkingDays)]
    [InlineData("national", "SERIOUS_COMMENT_PERIOD", 30, RuleUnit.Days)]
    [InlineData("410000", "FREE_REPORTS_PER_YEAR", 2, RuleUnit.Count)]
    [InlineData("national", "QUERY_LOG_RETENTION", 10, RuleUnit.Years)]
    [InlineData("national", "CREDIT_BUREAU_OBJECTION", 20, RuleUnit.Days)]
    [InlineData("national", "SIMPLE_PROC_PERSON_CAP", 200, RuleUnit.Yuan)]
    [InlineData("national", "SIMPLE_PROC_ORG_CAP", 3000, RuleUnit.Yuan)]
    [InlineData("national", "DISHONEST_DEBTOR_TERM", 2, RuleUnit.Years)]
    [InlineData("national", "DISHONEST_DEBTOR_DELETE", 3, RuleUnit.WorkingDays)]
    public void Each_number_of_the_law_stands_as_cited(string place, string id, int value, RuleUnit unit)
    {
        var rule = Book.Rules.Find(id, Book.Profiles[place], Today).Value;

        Assert.Equal((value, unit), (rule.Number, rule.Unit));
        Assert.NotEmpty(rule.Basis.Instrument);
    }

    [Theory]
    [InlineData("410000", 3)]
    [InlineData("370000", 3)]
    [InlineData("310000", 5)]
    [InlineData("330000", 5)]
    [InlineData("440300", 1)]
    public void Clocks_are_data_of_the_place(string place, int days) =>
        Assert.Equal(days, Book.Rules.Find("OBJECTION_OWN", Book.Profiles[place], Today).Value.Number);

    [Fact]
    public void A_place_without_its_own_rule_uses_the_national_one() =>
        Assert.Equal("national", Book.Rules.Find("PENALTY_WITHDRAW", Book.Profiles["370000"], Today).Value.Jurisdiction);

    [Theory]
    [InlineData("REPAIR_EXTENSION")]
    [InlineData("REPAIR_DECIDE")]
    [InlineData("REPAIR_BAN_FALSE_MATERIAL")]
    [InlineData("ABNORMAL_TO_SERIOUS")]
    public void What_nobody_has_confirmed_is_refused(string id) =>
        Assert.Equal("rule.unsure", Assert.Single(Book.Rules.Find(id, Book.National, Today).Refusals).Code);

    [Fact]
    public void The_former_repair_rule_is_still_there_for_former_decisions() =>
        Assert.Equal(3, Book.Rules.Find("REPAIR_BAN_FALSE_MATERIAL", Book.National, Day("2026-03-31")).Value.Number);

    [Theory]
    [InlineData("410000", IntakeExclusion.NaturalPersons)]
    [InlineData("370000", IntakeExclusion.Everyone)]
    [InlineData("310000", IntakeExclusion.Everyone)]
    [InlineData("330000", IntakeExclusion.Everyone)]
    [InlineData("990000", IntakeExclusion.NaturalPersons)]
    public void Whose_simple_procedure_penalties_stay_out_depends_on_the_place(string place, IntakeExclusion whose) =>
        Assert.Equal(whose, Book.Profiles[place].SimpleProcedure.Value);

    [Fact]
    public void Every_year_from_2015_to_2026_is_loaded_and_2027_is_awaited()
    {
        var calendar = Book.CalendarOf(Book.Profiles["410000"]);

        Assert.Equal(Enumerable.Range(2015, 12), calendar.Years.Select(year => year.Year));
        Assert.Equal(2027, calendar.Due(Day("2026-12-28"), 7).AwaitsYear);
    }

    [Theory]
    [InlineData("2026-09-28", 7, "2026-10-13")]
    [InlineData("2026-02-12", 7, "2026-02-28")]
    [InlineData("2025-01-24", 3, "2025-02-05")] // 01-26 is a Sunday worked, 01-28 to 02-04 are off
    [InlineData("2020-01-23", 1, "2020-02-03")] // the lengthened Spring Festival
    [InlineData("2015-09-02", 1, "2015-09-06")] // a Sunday worked
    public void Working_days_follow_the_notice_of_the_year(string from, int days, string due) =>
        Assert.Equal(Day(due), Book.CalendarOf(Book.National).Due(Day(from), days).DueOn);

    [Fact]
    public void A_year_says_which_notice_it_follows_and_how_sure_that_is() =>
        Assert.All(Book.CalendarOf(Book.National).Years, year => Assert.Equal(
            (true, year.Year == 2026 ? Confidence.Verified : Confidence.Known, false),
            (year.NoticeNumber!.EndsWith('号'), year.Confidence, year.IsFictional)));

    [Fact]
    public void The_invented_province_counts_by_its_own_calendar()
    {
        var province = Book.Profiles["990000"];

        Assert.True(province.IsFictional);
        Assert.All(Book.CalendarOf(province).Years, year => Assert.True(year.IsFictional));
        Assert.Equal("秋成节", Book.CalendarOf(province).Day(Day("2027-09-15")).Value.Name);
        Assert.Equal(Day("2028-01-10"), Book.CalendarOf(province).Due(Day("2027-12-30"), 7).DueOn);
    }

    [Theory]
    [InlineData("410000", "河南省")]
    [InlineData("419001", "济源市")]
    [InlineData("350128", "平潭县")]
    [InlineData("513400", "凉山彝族自治州")]
    [InlineData("320706", "海州区")]
    [InlineData("710000", "台湾省")]
    [InlineData("990000", "信衡省")]
    public void A_division_has_its_name(string code, string name) =>
        Assert.Equal(name, Book.Divisions.Find(code)!.Name);

    [Fact]
    public void Every_province_prefecture_and_county_hangs_together()
    {
        Assert.Equal(34, Book.Divisions.At(Today).Count(d => d.Level == DivisionLevel.Province && !d.IsFictional));
        Assert.All(Book.Divisions.All, division =>
            Assert.Equal(DivisionLevel.Province, Book.Divisions.PathOf(division.Code).Last().Level));
        Assert.Equal(5, Book.Divisions.All.Count(d => d is { Level: DivisionLevel.Prefecture, IsFictional: true }));
        Assert.Equal(DivisionStanding.Retired, Book.Divisions.StandingOf("320705", Today));
    }

    [Theory]
    [InlineData("91110000802100433B")]
    [InlineData("92141127MA0KD1Y64A")]
    [InlineData("32320700XY0000071Q")]
    [InlineData("N1410122XY00002159")]
    [InlineData("Y1350581XY000024XB")]
    public void A_right_code_has_no_finding_against_the_shipped_divisions(string code) =>
        Assert.Empty(IdentifierScheme.Uscc.Check(code, Context("410000")).Findings);

    [Fact]
    public void An_invented_division_is_unknown_outside_the_invented_province()
    {
        const string code = "91990000XY00005221";

        Assert.Equal("uscc.division", Assert.Single(IdentifierScheme.Uscc.Check(code, Context("410000")).Findings).Code);
        Assert.Empty(IdentifierScheme.Uscc.Check(code, Context("990000")).Findings);
    }

    [Fact]
    public void The_known_pilot_code_is_a_listed_exception() =>
        Assert.True(IdentifierScheme.Uscc.Check("91350203M0001QKT19", Context("national")).IsValid);

    private static IdentifierContext Context(string place) => IdentifierContext.Of(Today, Book, Book.Profiles[place]);
}
