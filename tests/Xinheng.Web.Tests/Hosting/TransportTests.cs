using Xinheng.Web.Hosting;

namespace Xinheng.Web.Tests.Hosting;

/// <summary>What browsers are told of HTTPS, and what every kind of answer says to them.</summary>
public sealed class TransportTests
{
    private static readonly WebSettings Public = new() { PublicUrl = "https://credit.example.gov.cn" };

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/nothing-here")]
    [InlineData("/search?q=故障")]
    [InlineData("/api/v1/catalogue")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/healthz")]
    [InlineData("/openapi/v1.json")]
    public async Task Every_kind_of_answer_says_the_same_to_the_browser(string path)
    {
        await using var site = await TestSite.OpenAsync(Public);

        using var answer = await site.Client.GetAsync(path);

        Assert.Equal("max-age=31536000; includeSubDomains", Header(answer, "Strict-Transport-Security"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Resource-Policy"));
        Assert.DoesNotContain("unsafe", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Behind_https_every_cookie_is_secure_and_bound_to_the_host()
    {
        await using var site = await TestSite.OpenAsync(Public);

        using var answer = await site.Client.GetAsync("/sign-in");

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-xinheng.form=", cookie, StringComparison.Ordinal);
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Without_https_nothing_is_claimed_of_it()
    {
        await using var site = await TestSite.OpenAsync();

        using var answer = await site.Client.GetAsync("/sign-in");

        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        Assert.StartsWith("xinheng.form=", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("192.0.2.1", false)]
    public async Task Only_our_own_proxy_is_believed_that_somebody_came_by_https(string proxy, bool believed)
    {
        await using var site = await TestSite.OpenAsync(new WebSettings { TrustedProxies = [proxy] });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { { "X-Forwarded-Proto", "https" }, { "X-Forwarded-For", "192.0.2.9" } } };

        using var answer = await site.Client.SendAsync(request);

        Assert.Equal(believed, answer.Headers.Contains("Strict-Transport-Security"));
        Assert.Equal(believed, answer.Headers.GetValues("Set-Cookie").Single().Contains("; secure", StringComparison.OrdinalIgnoreCase));
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();
}
