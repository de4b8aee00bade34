using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.Assessment;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Law;

namespace Xinheng.Model.Tests.Assessment;

/// <summary>When something must arrive, and whether it has.</summary>
public sealed class ReportingTests
{
    private static readonly ReportingPeriod October = new(new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 31));
    private static readonly Deadline Seventh = Deadline.Due(October.To, new DateOnly(2026, 11, 7), "");

    [Theory]
    [InlineData(1, "2026-10-12", "2026-10-01", "2026-10-31", "2026年10月")]
    [InlineData(3, "2026-02-28", "2026-01-01", "2026-03-31", "2026年第1季度")]
    [InlineData(6, "2026-07-01", "2026-07-01", "2026-12-31", "2026年下半年")]
    [InlineData(12, "2026-12-31", "2026-01-01", "2026-12-31", "2026年")]
    [InlineData(2, "2026-03-15", "2026-03-01", "2026-04-30", "2026年3至4月")]
    [InlineData(5, "2026-12-01", "2026-11-01", "2026-12-31", "2026年11至12月")]
    public void A_period_is_a_stretch_of_the_year_and_has_a_name(int months, string day, string from, string to, string name)
    {
        var period = ReportingCycle.OfMonths(months).PeriodOf(Day(day))!.Value;

        Assert.Equal((Day(from), Day(to), name), (period.From, period.To, period.ToString()));
    }

    [Fact]
    public void Periods_follow_each_other_without_a_day_between_or_twice()
    {
        var cases = from months in Gen.Choose(1, 12) from day in Gen.Choose(new DateOnly(2020, 1, 1).DayNumber, new DateOnly(2035, 12, 31).DayNumber) select (months, day);

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var cycle = ReportingCycle.OfMonths(c.months);
            var period = cycle.PeriodOf(DateOnly.FromDayNumber(c.day))!.Value;
            var next = cycle.PeriodOf(period.To.AddDays(1))!.Value;
            return period.Holds(DateOnly.FromDayNumber(c.day)) && cycle.PeriodOf(period.From) == period && next.From == period.To.AddDays(1);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_catalogues_cycle_says_how_often_something_must_arrive()
    {
        Assert.Equal(ReportingCycle.Never, ReportingCycle.Of(new UpdateCycle(UpdateUnit.OnDemand, 0)));
        Assert.Equal(ReportingCycle.Daily, ReportingCycle.Of(new UpdateCycle(UpdateUnit.Days, 1)));
        Assert.Equal(ReportingCycle.OfMonths(1), ReportingCycle.Of(new UpdateCycle(UpdateUnit.WorkingDays, 7)));
        Assert.Equal(ReportingCycle.OfMonths(3), ReportingCycle.Of(new UpdateCycle(UpdateUnit.Months, 3)));
        Assert.All([ReportingCycle.Never, ReportingCycle.Daily, ReportingCycle.OfMonths(6)], cycle => Assert.Equal(cycle, ReportingCycle.Parse(cycle.Code)));
        Assert.Null(ReportingCycle.Parse("13"));
    }

    [Theory]
    [InlineData("2026-10-20", null, "2026-11-08", ArrivalState.Arrived)]
    [InlineData("2026-11-07", null, "2026-11-08", ArrivalState.Arrived)]   // within the days of grace
    [InlineData("2026-11-08", null, "2026-11-08", ArrivalState.Late)]
    [InlineData("2026-09-30", null, "2026-11-08", ArrivalState.Overdue)]   // before the period
    [InlineData(null, "2026-11-20", "2026-11-21", ArrivalState.Nothing)]
    [InlineData("2026-11-30", "2026-11-20", "2026-11-30", ArrivalState.Nothing)]
    [InlineData("2026-10-20", "2026-11-02", "2026-11-08", ArrivalState.Arrived)]   // data counts instead of the word
    [InlineData(null, null, "2026-11-07", ArrivalState.Open)]
    [InlineData(null, null, "2026-11-08", ArrivalState.Overdue)]           // red the next morning
    public void What_came_and_when_says_how_a_period_stands(string? delivered, string? nothing, string today, ArrivalState state)
    {
        var arrival = Arrival.Of(October, Seventh, delivered is null ? [] : [Day(delivered)], nothing is null ? null : Day(nothing), Day(today));

        Assert.Equal(state, arrival.State);
    }

    [Fact]
    public void Without_the_calendar_of_its_last_day_nobody_says_that_it_is_late()
    {
        var december = new ReportingPeriod(new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 31));

        var arrival = Arrival.Of(december, Deadline.Awaiting(december.To, 2027, ""), [], null, new DateOnly(2027, 2, 1));

        Assert.Equal((ArrivalState.AwaitingCalendar, 2027), (arrival.State, arrival.AwaitsYear));
        Assert.True(arrival.MayReportNothing(new DateOnly(2027, 2, 1)));
    }

    [Fact]
    public void Nothing_may_be_reported_from_the_last_day_on_and_never_of_what_came()
    {
        var open = Arrival.Of(October, Seventh, [], null, new DateOnly(2026, 10, 30));
        var came = Arrival.Of(October, Seventh, [new DateOnly(2026, 10, 2)], null, new DateOnly(2026, 11, 2));

        Assert.False(open.MayReportNothing(new DateOnly(2026, 10, 30)));
        Assert.True(open.MayReportNothing(new DateOnly(2026, 10, 31)));
        Assert.False(came.MayReportNothing(new DateOnly(2026, 11, 2)));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
