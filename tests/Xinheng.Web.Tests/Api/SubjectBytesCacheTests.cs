using Xinheng.Web.Api;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Tests.Api;

public sealed class SubjectBytesCacheTests
{
    private readonly TestClock clock = TestClock.At(2026, 11, 21, 23, 59, 50);
    private readonly SubjectBytesCache cache;

    public SubjectBytesCacheTests() => cache = new(new WebSettings { SubjectCacheMegabytes = 1 }, clock);

    [Fact]
    public void What_is_kept_is_found_until_midnight_in_Shanghai()
    {
        Keep("A");
        Assert.True(cache.TryGet("A", KeptShape.Json, out _));

        clock.Now += TimeSpan.FromSeconds(10);

        Assert.False(cache.TryGet("A", KeptShape.Json, out _));
        Assert.Equal(0, cache.HeldBytes);
    }

    [Fact]
    public void A_changed_subject_is_gone_at_once_and_others_stay()
    {
        Keep("A");
        Keep("B");

        cache.Evict("A");

        Assert.False(cache.TryGet("A", KeptShape.Json, out _));
        Assert.True(cache.TryGet("B", KeptShape.Json, out _));
    }

    [Fact]
    public void What_was_read_before_a_change_is_not_kept_after_it()
    {
        var ticket = cache.Begin("A");
        cache.Evict("A");

        cache.Keep(ticket, KeptShape.Json, FinishedAnswer.Of(new byte[10]));

        Assert.False(cache.TryGet("A", KeptShape.Json, out _));
    }

    [Fact]
    public void A_change_of_everything_leaves_nothing_even_of_what_is_being_read()
    {
        Keep("A");
        var ticket = cache.Begin("B");

        cache.Clear();
        cache.Keep(ticket, KeptShape.Json, FinishedAnswer.Of(new byte[10]));

        Assert.False(cache.TryGet("A", KeptShape.Json, out _));
        Assert.False(cache.TryGet("B", KeptShape.Json, out _));
        Assert.Equal(0, cache.HeldBytes);
    }

    [Fact]
    public void It_never_holds_more_than_it_may_and_keeps_what_is_asked_for()
    {
        Keep("asked", 50_000);
        for (var number = 0; number < 200; number++)
        {
            Assert.True(cache.TryGet("asked", KeptShape.Json, out _));
            Keep($"N{number}", 50_000);
            Assert.True(cache.HeldBytes <= 1024 * 1024);
        }
    }

    private void Keep(string identifier, int size = 10) =>
        cache.Keep(cache.Begin(identifier), KeptShape.Json, FinishedAnswer.Of(new byte[size], compress: false));
}
