using System.Net;

namespace Xinheng.Web.Tests.Staff;

/// <summary>Who signed in has an allowance of its own, told on every answer.</summary>
public sealed class CallerLimitsTests
{
    [Fact]
    public async Task One_who_used_up_the_minute_waits_as_long_as_was_said_and_the_others_do_not()
    {
        await using var site = await StaffSite.OpenAsync(callerCost: 10);
        using var maker = await site.SignedInAsync("transport.maker");
        using var reviewer = await site.SignedInAsync("transport.reviewer");
        for (var left = 9; left >= 0; left--)
        {
            using var answer = await maker.GetAsync("/work");
            Assert.Equal((HttpStatusCode.OK, left.ToString()), (answer.StatusCode, answer.Headers.GetValues("RateLimit-Remaining").Single()));
        }

        using var refused = await maker.GetAsync("/work");
        using var other = await reviewer.GetAsync("/work");
        Assert.Equal([HttpStatusCode.TooManyRequests, HttpStatusCode.OK], [refused.StatusCode, other.StatusCode]);

        site.Clock.Now += refused.Headers.RetryAfter!.Delta!.Value;
        using var later = await maker.GetAsync("/work");
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task A_file_costs_more_than_a_page_whether_or_not_it_is_taken()
    {
        await using var site = await StaffSite.OpenAsync(callerCost: 60);
        using var maker = await site.SignedInAsync("transport.maker");

        using var file = await maker.PostAsync("/api/v1/submissions/NONE", new StringContent("a,b"));

        Assert.Equal("10", file.Headers.GetValues("RateLimit-Remaining").Single());
        using var second = await maker.PostAsync("/api/v1/submissions/NONE", new StringContent("a,b"));
        Assert.Equal("limit.caller-too-often",
            (await StaffSite.JsonAsync(second, HttpStatusCode.TooManyRequests)).GetProperty("errors")[0].GetProperty("code").GetString());
    }
}
