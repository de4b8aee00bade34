using System.Net;
using Xinheng.Platform.People;
using Xinheng.Platform.People.SigningIn;

namespace Xinheng.Web.Tests.Staff;

/// <summary>Where one is signed in, and getting out of it from elsewhere.</summary>
public sealed class SessionPageTests
{
    [Fact]
    public async Task The_page_names_every_browser_and_marks_the_one_that_asks()
    {
        await using var site = await StaffSite.OpenAsync();
        using var desk = await SignedInAsync(site, "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0");
        site.Clock.Now += TimeSpan.FromSeconds(1);
        using var phone = await SignedInAsync(site, "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36");

        var page = await StaffSite.PageAsync(desk, "/work/sessions");

        Assert.Equal(["Chrome，安卓", "Firefox，Windows"], page.QuerySelectorAll(".submission h2").Select(h => h.TextContent));
        var here = Assert.Single(page.QuerySelectorAll(".submission"), s => s.QuerySelector("form") is null);
        Assert.Contains("这一次登录", here.TextContent, StringComparison.Ordinal);
        Assert.Contains("Firefox", here.TextContent, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", here.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_ended_from_elsewhere_is_over_at_once()
    {
        await using var site = await StaffSite.OpenAsync();
        using var desk = await SignedInAsync(site, "Firefox/140.0");
        using var lost = await SignedInAsync(site, "Chrome/140.0");
        Assert.Equal(HttpStatusCode.OK, await AtWorkAsync(lost));
        var id = (await StaffSite.PageAsync(desk, "/work/sessions")).QuerySelector("input[name=id]")!.GetAttribute("value")!;

        using var ended = await StaffSite.PostFormAsync(desk, "/work/sessions", "/work/sessions/end", ("id", id));

        Assert.Equal("/work/sessions", ended.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, await AtWorkAsync(lost));
        Assert.Equal(HttpStatusCode.OK, await AtWorkAsync(desk));
    }

    [Fact]
    public async Task Nobody_ends_somebody_elses_session()
    {
        await using var site = await StaffSite.OpenAsync();
        using var maker = await SignedInAsync(site, "Firefox/140.0");
        using var reviewer = await site.SignedInAsync("transport.reviewer");
        var account = (await site.Get<Accounts>().FindAsync("transport.reviewer", default))!.Actor.Account!.Value;
        var theirs = Assert.Single(await site.Get<Sessions>().ListAsync(account, default));

        using var tried = await StaffSite.PostFormAsync(maker, "/work/sessions", "/work/sessions/end", ("id", theirs.Id.ToString()));

        Assert.Equal(HttpStatusCode.OK, await AtWorkAsync(reviewer));
    }

    [Fact]
    public async Task Signing_out_everywhere_leaves_no_session()
    {
        await using var site = await StaffSite.OpenAsync();
        using var desk = await SignedInAsync(site, "Firefox/140.0");
        using var other = await SignedInAsync(site, "Chrome/140.0");
        using var third = await SignedInAsync(site, "Chrome/140.0");

        using var others = await StaffSite.PostFormAsync(desk, "/work/sessions", "/work/sessions/end-others");
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Redirect], [await AtWorkAsync(desk), await AtWorkAsync(other)]);
        using var all = await StaffSite.PostFormAsync(desk, "/work/sessions", "/work/sessions/end-all");

        Assert.Equal("/sign-in", all.Headers.Location!.OriginalString);
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Redirect], [await AtWorkAsync(desk), await AtWorkAsync(third)]);
    }

    [Fact]
    public async Task A_cookie_that_was_copied_before_signing_out_opens_nothing()
    {
        await using var site = await StaffSite.OpenAsync();
        using var desk = site.NewClient();
        using var signed = await StaffSite.PostFormAsync(desk, "/sign-in", "/sign-in", ("name", "transport.maker"), ("password", StaffSite.Password), ("to", ""));
        var cookie = signed.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("xinheng.staff=", StringComparison.Ordinal)).Split(';')[0];
        Assert.Equal(HttpStatusCode.OK, await CopiedAsync(site, cookie));

        using var left = await StaffSite.PostFormAsync(desk, "/work", "/sign-out");

        Assert.Equal(HttpStatusCode.Redirect, await CopiedAsync(site, cookie));
    }

    [Fact]
    public async Task Half_an_hour_without_a_word_ends_it()
    {
        await using var site = await StaffSite.OpenAsync();
        using var maker = await SignedInAsync(site, "Firefox/140.0");
        site.Clock.Now += TimeSpan.FromMinutes(29);
        Assert.Equal(HttpStatusCode.OK, await AtWorkAsync(maker));

        site.Clock.Now += TimeSpan.FromMinutes(30);

        Assert.Equal(HttpStatusCode.Redirect, await AtWorkAsync(maker));
    }

    private static async Task<HttpClient> SignedInAsync(StaffSite site, string agent)
    {
        var client = site.NewClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", agent);
        using var answer = await StaffSite.PostFormAsync(client, "/sign-in", "/sign-in",
            ("name", "transport.maker"), ("password", StaffSite.Password), ("to", ""));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    private static async Task<HttpStatusCode> AtWorkAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/work");
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> CopiedAsync(StaffSite site, string cookie)
    {
        using var bare = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/work") { Headers = { { "Cookie", cookie } } };
        using var answer = await bare.SendAsync(request);
        return answer.StatusCode;
    }
}
