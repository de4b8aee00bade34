using FsCheck;
using FsCheck.Fluent;
using Xinheng.Model.People;

namespace Xinheng.Model.Tests.People;

public sealed class SignInBrakeTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 15, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void After_five_attempts_at_one_name_the_waits_double_up_to_a_quarter_of_an_hour()
    {
        var (now, brake) = (Start, SignInBrake.Open(Start));
        List<double> minutes = [];
        for (var attempt = 1; attempt <= 11; attempt++)
        {
            brake = brake.Attempt(BrakeRule.OfName, now);
            minutes.Add(brake.Wait(now).TotalMinutes);
            now += brake.Wait(now);
        }

        Assert.Equal([0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15], minutes);
    }

    [Fact]
    public void Every_two_hours_one_attempt_at_a_name_is_forgiven()
    {
        var brake = Enumerable.Range(0, 9).Aggregate(SignInBrake.Open(Start), (b, _) => b.Attempt(BrakeRule.OfName, Start));

        Assert.Equal(2, WaitAt(8));
        Assert.Equal(1, WaitAt(10));
        Assert.Equal(0, WaitAt(12));

        double WaitAt(int hours) => brake.Attempt(BrakeRule.OfName, Start.AddHours(hours)).Wait(Start.AddHours(hours)).TotalMinutes;
    }

    [Fact]
    public void An_office_whose_people_mistype_now_and_then_all_day_never_waits()
    {
        var (now, brake) = (Start, SignInBrake.Open(Start));
        while (now < Start.AddDays(1))
        {
            brake = brake.Attempt(BrakeRule.OfAddress, now);
            Assert.Equal(TimeSpan.Zero, brake.Wait(now));
            now += BrakeRule.OfAddress.Forgiven;
        }
    }

    [Fact]
    public void Whatever_was_tried_is_forgotten_within_the_time_that_is_remembered()
    {
        var brake = Enumerable.Range(0, 1000).Aggregate(SignInBrake.Open(Start), (b, _) => b.Attempt(BrakeRule.OfName, Start));

        Assert.Equal(1, brake.Attempt(BrakeRule.OfName, Start + BrakeRule.OfName.Memory).Attempts);
    }

    [Fact]
    public void Success_takes_back_one_attempt_and_no_more()
    {
        var failed = Enumerable.Range(0, 19).Aggregate(SignInBrake.Open(Start), (b, _) => b.Attempt(BrakeRule.OfAddress, Start));

        var after = failed.Attempt(BrakeRule.OfAddress, Start).Succeeded();

        Assert.Equal((19, TimeSpan.Zero), (after.Attempts, after.Wait(Start)));
        Assert.Equal(TimeSpan.FromMinutes(1), after.Attempt(BrakeRule.OfAddress, Start).Wait(Start));
    }

    [Fact]
    public void However_one_waits_no_name_gives_much_more_than_a_hundred_guesses_a_day() =>
        Prop.ForAll<int[]>(pauses =>
        {
            var (now, brake, guesses) = (Start, SignInBrake.Open(Start), 0);
            foreach (var pause in pauses.Concat(Enumerable.Repeat(0, 200)))
            {
                now += brake.Wait(now) + TimeSpan.FromMinutes(Math.Abs(pause % 90));
                if (now >= Start.AddDays(1))
                {
                    break;
                }

                brake = brake.Attempt(BrakeRule.OfName, now);
                guesses++;
            }

            Assert.InRange(guesses, 1, 110);
        }).QuickCheckThrowOnFailure();
}
