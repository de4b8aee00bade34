using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.Law;

namespace Xinheng.Model.Tests.Law;

/// <summary>Days on which a clock stands still move its end by exactly those days.</summary>
public sealed class StandstillTests
{
    private static readonly LegalCalendar Calendar = LegalCalendar.Create("test", [.. Enumerable.Range(2026, 3).Select(Year)]).Value;

    [Fact]
    public void The_day_it_is_stopped_counts_and_the_day_it_goes_on_does_not()
    {
        // Mon 1 June; stopped on Wed 3 after two working days, resumed on Mon 8: the third is Tue 9.
        var due = Calendar.Due(new DateOnly(2026, 6, 1), 3, [new Standstill(new DateOnly(2026, 6, 3), new DateOnly(2026, 6, 8))]);

        Assert.Equal(new DateOnly(2026, 6, 9), due.DueOn);
    }

    [Fact]
    public void Stopped_and_resumed_on_one_day_changes_nothing() => Assert.Equal(
        Calendar.Due(new DateOnly(2026, 6, 1), 10).DueOn,
        Calendar.Due(new DateOnly(2026, 6, 1), 10, [new Standstill(new DateOnly(2026, 6, 3), new DateOnly(2026, 6, 3))]).DueOn);

    [Fact]
    public void Every_end_leaves_as_many_counted_working_days_as_the_rule_gives() => Prop.ForAll(
        (from start in Gen.Choose(0, 300)
         from days in Gen.Choose(1, 30)
         from after in Gen.Choose(0, 40)
         from stood in Gen.Choose(0, 60)
         select (new DateOnly(2026, 1, 5).AddDays(start), days, after, stood)).ToArbitrary(),
        given =>
        {
            var (from, days, after, stood) = given;
            var still = new Standstill(from.AddDays(after), from.AddDays(after + stood));
            var due = Calendar.Due(from, days, [still]).DueOn!.Value;
            var counted = 0;
            for (var day = from.AddDays(1); day <= due; day = day.AddDays(1))
            {
                counted += Calendar.IsWorkingDay(day).Value && !(day > still.After && day <= still.Through) ? 1 : 0;
            }

            return counted == days && Calendar.IsWorkingDay(due).Value && due >= Calendar.Due(from, days).DueOn;
        }).QuickCheckThrowOnFailure();

    private static CalendarYear Year(int year) => CalendarYear.Create(year, [], [], "test", null, Confidence.Verified, new DateOnly(year - 1, 11, 1)).Value;
}
