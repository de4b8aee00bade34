using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Tests.Hosting;

public sealed class ReadLimitsTests
{
    private static readonly IPAddress Reader = IPAddress.Parse("192.0.2.7");

    [Fact]
    public void A_client_is_refused_when_its_minute_is_used_up_and_served_after_the_wait_it_was_told()
    {
        var clock = TestClock.At(2026, 11, 21);
        var limits = new ReadLimits(10, clock);
        Assert.Equal(new Allowance(true, 10, 3, 60, 0), limits.Take(Reader, 7));

        var refused = limits.Take(Reader, 7);
        Assert.False(refused.Granted);
        clock.Now += TimeSpan.FromSeconds(refused.RetrySeconds - 1);
        Assert.False(limits.Take(Reader, 7).Granted);
        clock.Now += TimeSpan.FromSeconds(1);
        Assert.True(limits.Take(Reader, 7).Granted);
    }

    [Fact]
    public void One_client_does_not_use_up_anothers_minute()
    {
        var limits = new ReadLimits(5, TestClock.At(2026, 11, 21));
        limits.Take(Reader, 5);

        Assert.True(limits.Take(IPAddress.Parse("192.0.2.8"), 5).Granted);
        Assert.False(limits.Take(IPAddress.Parse("::ffff:192.0.2.7"), 5).Granted);
    }

    [Fact]
    public void Addresses_of_one_IPv6_household_share_a_minute()
    {
        var limits = new ReadLimits(5, TestClock.At(2026, 11, 21));
        limits.Take(IPAddress.Parse("2001:db8:1:2::1"), 5);

        Assert.False(limits.Take(IPAddress.Parse("2001:db8:1:2:ffff::9"), 1).Granted);
        Assert.True(limits.Take(IPAddress.Parse("2001:db8:1:3::1"), 1).Granted);
    }

    [Fact]
    public void Within_any_minute_no_more_is_granted_than_the_limit_and_a_told_wait_is_enough() =>
        Prop.ForAll<(int Pause, int Cost)[]>(asked =>
        {
            var clock = TestClock.At(2026, 11, 21);
            var limits = new ReadLimits(20, clock);
            var granted = new List<(DateTimeOffset At, int Cost)>();
            foreach (var (pause, wanted) in asked)
            {
                clock.Now += TimeSpan.FromMilliseconds(Math.Abs(pause % 40_000));
                var cost = 1 + Math.Abs(wanted % 10);
                var answer = limits.Take(Reader, cost);
                if (!answer.Granted)
                {
                    clock.Now += TimeSpan.FromSeconds(answer.RetrySeconds);
                    Assert.True(limits.Take(Reader, cost).Granted);
                }

                granted.Add((clock.Now, cost));
                // Slots are five seconds wide, so the exact promise is over eleven of them.
                Assert.True(granted.Where(one => one.At > clock.Now.AddSeconds(-55)).Sum(one => one.Cost) <= 20);
            }
        }).QuickCheckThrowOnFailure();
}
