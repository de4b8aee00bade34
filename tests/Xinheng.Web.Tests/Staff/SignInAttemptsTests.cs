using System.Net;

namespace Xinheng.Web.Tests.Staff;

/// <summary>What a stranger hears who tries passwords.</summary>
public sealed class SignInAttemptsTests
{
    [Fact]
    public async Task The_sixth_attempt_is_told_how_long_to_wait_and_the_wait_is_enough()
    {
        await using var site = await StaffSite.OpenAsync();
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await TryAsync(site, "wrong");
            Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        }

        using var early = await TryAsync(site, StaffSite.Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, early.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(1), early.Headers.RetryAfter!.Delta);
        Assert.DoesNotContain(early.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [], c => c.StartsWith("xinheng.staff=", StringComparison.Ordinal));
        Assert.Contains("60 秒", (await StaffSite.ReadAsync(early, HttpStatusCode.TooManyRequests)).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);

        site.Clock.Now += early.Headers.RetryAfter.Delta!.Value;
        using var late = await TryAsync(site, StaffSite.Password);
        Assert.Equal(HttpStatusCode.Redirect, late.StatusCode);
    }

    [Fact]
    public async Task A_blank_at_the_end_is_part_of_a_password()
    {
        await using var site = await StaffSite.OpenAsync();

        using var other = await TryAsync(site, StaffSite.Password + " ");

        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
    }

    private static async Task<HttpResponseMessage> TryAsync(StaffSite site, string password)
    {
        using var client = site.NewClient();
        return await StaffSite.PostFormAsync(client, "/sign-in", "/sign-in", ("name", "transport.maker"), ("password", password), ("to", ""));
    }
}
