using Xinheng.Web.Hosting;

namespace Xinheng.Web.Tests.Hosting;

public sealed class PublicCachingTests
{
    [Theory]
    [InlineData(12, 0, 0, 5)]
    [InlineData(23, 59, 54, 5)]
    [InlineData(23, 59, 57, 3)]
    [InlineData(23, 59, 59, 1)]
    [InlineData(0, 0, 0, 5)]
    public void A_copy_lives_five_seconds_and_never_past_midnight_in_Shanghai(int hour, int minute, int second, int seconds)
    {
        var caching = new PublicCaching(TestClock.At(2026, 11, 21, hour, minute, second));

        Assert.Equal($"public, max-age={seconds}, must-revalidate", caching.CacheControl);
    }

    [Fact]
    public void Less_than_a_second_before_midnight_nothing_is_kept()
    {
        var clock = TestClock.At(2026, 11, 21, 23, 59, 59);
        clock.Now += TimeSpan.FromMilliseconds(400);

        Assert.Equal("public, max-age=0, must-revalidate", new PublicCaching(clock).CacheControl);
    }

    [Fact]
    public void Evening_in_London_is_already_tomorrow_in_Shanghai()
    {
        var clock = new TestClock(new DateTimeOffset(2026, 11, 21, 16, 0, 0, TimeSpan.Zero));

        Assert.Equal(new DateOnly(2026, 11, 22), clock.Today);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 16, 0, 0, TimeSpan.Zero), clock.NextMidnight.ToUniversalTime());
    }
}
