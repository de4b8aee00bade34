using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.Law;
using static Xinheng.Model.Tests.Law.Calendars;

namespace Xinheng.Model.Tests.Law;

public sealed class LegalPeriodTests
{
    [Theory]
    [InlineData("2026-06-01", "2026-09-01", "2027-06-01", "2029-06-01")]
    [InlineData("2026-11-30", "2027-02-28", "2027-11-30", "2029-11-30")]
    [InlineData("2027-08-31", "2027-11-30", "2028-08-31", "2030-08-31")]
    [InlineData("2028-02-29", "2028-05-29", "2029-02-28", "2031-02-28")]
    public void A_month_ends_on_the_same_numbered_day_or_on_the_last_of_a_shorter_month(
        string from, string threeMonths, string oneYear, string threeYears)
    {
        Assert.Equal(Day(threeMonths), LegalPeriod.OfMonths(3).After(Day(from)));
        Assert.Equal(Day(oneYear), LegalPeriod.OfYears(1).After(Day(from)));
        Assert.Equal(Day(oneYear), LegalPeriod.OfMonths(12).After(Day(from)));
        Assert.Equal(Day(threeYears), LegalPeriod.OfYears(3).After(Day(from)));
        Assert.Equal(Day(threeYears), LegalPeriod.OfMonths(36).After(Day(from)));
    }

    [Fact]
    public void A_later_event_never_ends_earlier()
    {
        var days = Gen.Choose(new DateOnly(1990, 1, 1).DayNumber, new DateOnly(2090, 1, 1).DayNumber);
        var cases = from day in days from gap in Gen.Choose(0, 40) from months in Gen.Choose(0, 60) select (day, gap, months);

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var (first, second) = (DateOnly.FromDayNumber(c.day), DateOnly.FromDayNumber(c.day + c.gap));
            var period = LegalPeriod.OfMonths(c.months);
            return period.After(first) <= period.After(second);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Legal_dates_turn_at_midnight_in_Shanghai()
    {
        var evening = new DateTimeOffset(2026, 3, 31, 15, 59, 59, TimeSpan.Zero);

        Assert.Equal(Day("2026-03-31"), LegalTime.DateOf(evening));
        Assert.Equal(Day("2026-04-01"), LegalTime.DateOf(evening.AddSeconds(1)));
        Assert.Equal(evening.AddSeconds(1), LegalTime.NextMidnight(evening));
        Assert.Equal(evening.AddSeconds(1).AddDays(1), LegalTime.NextMidnight(evening.AddSeconds(1)));
        Assert.Equal(LegalTime.NextMidnight(evening), LegalTime.StartOf(Day("2026-04-01")));
    }
}
