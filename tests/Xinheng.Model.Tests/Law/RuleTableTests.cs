using Xinheng.Model.Law;
using static Xinheng.Model.Tests.Law.Calendars;
using static Xinheng.Model.Tests.Law.Places;

namespace Xinheng.Model.Tests.Law;

public sealed class RuleTableTests
{
    private static readonly DateOnly Today = Day("2026-11-21");

    [Fact]
    public void A_place_uses_its_own_rule_and_another_place_the_national_one()
    {
        var table = RuleTable.Create(
        [
            Rule("CLOCK", "20", RuleUnit.WorkingDays),
            Rule("CLOCK", "3", RuleUnit.WorkingDays, "410000"),
        ]).Value;

        Assert.Equal(3, table.Find("CLOCK", Henan, Today).Value.Number);
        Assert.Equal(20, table.Find("CLOCK", Shenzhen, Today).Value.Number);
    }

    [Fact]
    public void A_city_falls_back_to_its_province_before_the_nation()
    {
        var table = RuleTable.Create(
        [
            Rule("CLOCK", "20", RuleUnit.WorkingDays),
            Rule("CLOCK", "6", RuleUnit.WorkingDays, "440000"),
        ]).Value;

        Assert.Equal(6, table.Find("CLOCK", Shenzhen, Today).Value.Number);
    }

    [Theory]
    [InlineData("2026-03-31", 36)]
    [InlineData("2026-04-01", 12)]
    public void The_date_chooses_between_old_and_new_law_first_and_last_day_included(string date, int months)
    {
        var table = RuleTable.Create(
        [
            Rule("MAX", "36", RuleUnit.Months, from: "2023-05-01", to: "2026-03-31"),
            Rule("MAX", "12", RuleUnit.Months, from: "2026-04-01"),
        ]).Value;

        Assert.Equal(months, table.Find("MAX", National, Day(date)).Value.Number);
    }

    [Fact]
    public void A_rule_outside_its_time_is_not_in_force() =>
        Assert.Equal("rule.not-in-force", Assert.Single(RuleTable
            .Create([Rule("MAX", "36", RuleUnit.Months, from: "2023-05-01")]).Value
            .Find("MAX", National, Day("2023-04-30")).Refusals).Code);

    [Fact]
    public void An_unsure_rule_is_refused_even_where_the_nation_has_a_sure_one()
    {
        var table = RuleTable.Create(
        [
            Rule("CLOCK", "20", RuleUnit.WorkingDays),
            Rule("CLOCK", "3", RuleUnit.WorkingDays, "410000", Confidence.Unsure),
        ]).Value;

        Assert.Equal("rule.unsure", Assert.Single(table.Find("CLOCK", Henan, Today).Refusals).Code);
    }

    [Fact]
    public void Two_rules_of_one_place_never_overlap() =>
        Assert.Equal("rule.overlap", Assert.Single(RuleTable.Create(
        [
            Rule("MAX", "36", RuleUnit.Months, to: "2026-04-01"),
            Rule("MAX", "12", RuleUnit.Months, from: "2026-04-01"),
        ]).Refusals).Code);

    [Theory]
    [InlineData("seven", RuleUnit.WorkingDays)]
    [InlineData("-1", RuleUnit.Days)]
    [InlineData("01-01..06-31", RuleUnit.DateWindow)]
    [InlineData(null, RuleUnit.Months)]
    public void A_value_has_to_fit_its_unit(string? value, RuleUnit unit) =>
        Assert.Equal("rule.value", Assert.Single(Xinheng.Model.Law.Rule
            .Create("X", "national", value, unit, new LegalBasis("测试"), Confidence.Verified).Refusals).Code);

    [Fact]
    public void A_deadline_under_a_rule_is_counted_by_the_calendar_of_the_place() =>
        Assert.Equal(Day("2026-06-10"),
            Book(Rule("PUBLISH", "7", RuleUnit.WorkingDays)).Due("PUBLISH", Henan, Day("2026-06-01")).Value.DueOn);
}
