using Xinheng.Model.Law;
using static Xinheng.Model.Tests.Law.Calendars;

namespace Xinheng.Model.Tests.Law;

public sealed class LegalCalendarTests
{
    [Theory]
    [InlineData("2026-06-01", 7, "2026-06-10")]
    [InlineData("2026-09-28", 7, "2026-10-13")]
    [InlineData("2026-02-12", 7, "2026-02-28")]
    [InlineData("2026-04-30", 7, "2026-05-13")]
    [InlineData("2026-05-06", 3, "2026-05-09")]
    [InlineData("2026-05-06", 10, "2026-05-19")]
    [InlineData("2026-09-24", 3, "2026-09-30")]
    [InlineData("2026-09-26", 0, "2026-09-26")]
    public void Working_days_are_counted_from_the_day_after_the_event(string from, int days, string due) =>
        Assert.Equal(Day(due), Only2026.Due(Day(from), days).DueOn);

    [Fact]
    public void A_deadline_in_a_year_without_calendar_awaits_it()
    {
        var deadline = Only2026.Due(Day("2026-12-28"), 7);

        Assert.Null(deadline.DueOn);
        Assert.Equal(2027, deadline.AwaitsYear);
        Assert.False(deadline.IsOverdue(Day("2030-01-01")));
    }

    [Fact]
    public void A_deadline_on_the_last_working_day_of_a_loaded_year_needs_no_further_calendar() =>
        Assert.Equal(Day("2026-12-31"), Only2026.Due(Day("2026-12-28"), 3).DueOn);

    [Fact]
    public void A_deadline_says_which_recording_of_the_calendar_it_was_counted_by() =>
        Assert.Equal("national 2026 (2025-11-04)", Only2026.Due(Day("2026-06-01"), 7).Calendar);

    [Fact]
    public void Overdue_begins_the_day_after_the_due_date()
    {
        var deadline = Only2026.Due(Day("2026-06-01"), 7);

        Assert.False(deadline.IsOverdue(Day("2026-06-10")));
        Assert.True(deadline.IsOverdue(Day("2026-06-11")));
    }

    [Theory]
    [InlineData("2026-10-01", false, "国庆节")]
    [InlineData("2026-10-10", true, "国庆节调休上班")]
    [InlineData("2026-06-06", false, "星期六")]
    [InlineData("2026-06-08", true, null)]
    public void Each_day_says_what_it_is(string date, bool working, string? name) =>
        Assert.Equal(new CalendarDay(Day(date), working, name), Only2026.Day(Day(date)).Value);

    [Fact]
    public void A_day_of_a_year_without_calendar_is_refused_not_guessed() =>
        Assert.Equal("calendar.year-not-loaded", Assert.Single(Only2026.IsWorkingDay(Day("2027-03-01")).Refusals).Code);

    [Theory]
    [InlineData("2026-07-01", 3, "2026-10-08")] // 10-01 is a holiday until 10-07
    [InlineData("2026-05-30", 3, "2026-08-31")] // 08-30 is a Sunday
    [InlineData("2026-03-02", 1, "2026-04-02")]
    public void A_period_that_ends_on_a_day_off_ends_on_the_next_working_day(string from, int months, string due) =>
        Assert.Equal(Day(due), Only2026.Due(Day(from), LegalPeriod.OfMonths(months)).DueOn);

    [Fact]
    public void All_problems_of_a_year_are_named_at_once()
    {
        var year = CalendarYear.Create(2026,
            [new("元旦", Day("2026-01-01"), Day("2026-01-03")), new("又一节", Day("2026-01-03"), Day("2026-01-04")),
                new("春节", Day("2027-02-01"), Day("2027-02-02"))],
            [new(Day("2026-01-05"), "元旦"), new(Day("2026-01-04"), "元旦")],
            "安排", null, Confidence.Known, Day("2026-01-01"));

        Assert.Equal(
            ["calendar.holiday-range", "calendar.holiday-twice", "calendar.make-up-day", "calendar.day-twice"],
            year.Refusals.Select(refusal => refusal.Code));
    }

    [Fact]
    public void A_year_stands_once_in_a_calendar() =>
        Assert.Equal("calendar.year-twice",
            Assert.Single(LegalCalendar.Create("national", [Year2026, Year2026]).Refusals).Code);
}
