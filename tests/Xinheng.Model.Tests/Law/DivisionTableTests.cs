using Xinheng.Model.Law;
using static Xinheng.Model.Tests.Law.Calendars;

namespace Xinheng.Model.Tests.Law;

public sealed class DivisionTableTests
{
    private static readonly DivisionTable Table = DivisionTable.Create("test",
    [
        new("320000", "江苏省", DivisionLevel.Province, null),
        new("320700", "连云港市", DivisionLevel.Prefecture, "320000"),
        new("320706", "海州区", DivisionLevel.County, "320700"),
        new("320705", "新浦区", DivisionLevel.County, "320700", null, Day("2014-12-31")),
    ]).Value;

    [Theory]
    [InlineData("320706", "2026-11-21", DivisionStanding.InUse)]
    [InlineData("320705", "2014-12-31", DivisionStanding.InUse)]
    [InlineData("320705", "2015-01-01", DivisionStanding.Retired)]
    [InlineData("320799", "2026-11-21", DivisionStanding.Unknown)]
    [InlineData("32070", "2026-11-21", DivisionStanding.Unknown)]
    [InlineData("32070A", "2026-11-21", DivisionStanding.Unknown)]
    public void A_code_is_in_use_retired_or_unknown_on_a_date(string code, string date, DivisionStanding standing) =>
        Assert.Equal(standing, Table.StandingOf(code, Day(date)));

    [Fact]
    public void Divisions_at_a_date_leave_out_the_retired() =>
        Assert.Equal(["320000", "320700", "320706"], Table.At(Day("2026-11-21")).Select(division => division.Code));

    [Fact]
    public void A_county_lies_within_its_province()
    {
        Assert.Equal(["海州区", "连云港市", "江苏省"], Table.PathOf("320706").Select(division => division.Name));
        Assert.True(Table.IsWithin("320706", "320000"));
        Assert.False(Table.IsWithin("320000", "320706"));
    }

    [Fact]
    public void All_problems_of_a_table_are_named_at_once() =>
        Assert.Equal(["division.code", "division.twice", "division.parent", "division.parent"], DivisionTable.Create("test",
        [
            new("32", "短", DivisionLevel.Province, null),
            new("410000", "河南省", DivisionLevel.Province, null),
            new("410000", "河南省", DivisionLevel.Province, null),
            new("410105", "金水区", DivisionLevel.County, "410100"),
            new("410106", "上街区", DivisionLevel.County, "410105"),
        ]).Refusals.Select(refusal => refusal.Code));
}
