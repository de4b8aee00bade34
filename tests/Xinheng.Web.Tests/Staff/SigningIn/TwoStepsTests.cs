using System.Net;

namespace Xinheng.Web.Tests.Staff.SigningIn;

/// <summary>Password, then code: what each half opens.</summary>
public sealed class TwoStepsTests
{
    [Fact]
    public async Task The_password_leads_to_the_code_and_the_code_to_where_one_wanted_to_go()
    {
        await using var site = await StaffSite.OpenAsync();
        var phone = await PairedAsync(site);
        using var client = site.NewClient();

        using var half = await PasswordAsync(client, to: "/work/submit?item=CF_LP");
        Assert.Equal("/sign-in/code", half.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, await AtWorkAsync(client));

        using var whole = await CodeAsync(client, phone.Code);
        Assert.Equal("/work/submit?item=CF_LP", whole.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, await AtWorkAsync(client));
    }

    [Fact]
    public async Task A_code_is_good_once_and_without_the_password_it_is_good_for_nothing()
    {
        await using var site = await StaffSite.OpenAsync();
        var phone = await PairedAsync(site);
        var code = phone.Code;
        using var first = site.NewClient();
        using var second = site.NewClient();
        using var stranger = site.NewClient();
        (await PasswordAsync(first)).Dispose();
        (await PasswordAsync(second)).Dispose();

        using var taken = await CodeAsync(first, code);
        using var again = await CodeAsync(second, code);
        using var nobody = await StaffSite.PostFormAsync(stranger, "/sign-in", "/sign-in/code", ("code", phone.Code));

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Forbidden], [taken.StatusCode, again.StatusCode]);
        Assert.Equal("/sign-in", nobody.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Half_the_way_is_open_for_ten_minutes()
    {
        await using var site = await StaffSite.OpenAsync();
        var phone = await PairedAsync(site);
        using var client = site.NewClient();
        (await PasswordAsync(client)).Dispose();

        site.Clock.Now += TimeSpan.FromMinutes(10);

        using var page = await client.GetAsync("/sign-in/code");
        Assert.Equal("/sign-in", page.Headers.Location!.OriginalString);
        using var late = await StaffSite.PostFormAsync(client, "/sign-in", "/sign-in/code", ("code", phone.Code));
        Assert.Equal("/sign-in", late.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, await AtWorkAsync(client));
    }

    [Fact]
    public async Task Wrong_codes_meet_the_same_waits_as_wrong_passwords()
    {
        await using var site = await StaffSite.OpenAsync();
        var phone = await PairedAsync(site);
        using var client = site.NewClient();
        (await PasswordAsync(client)).Dispose();
        for (var i = 0; i < 4; i++)
        {
            using var wrong = await CodeAsync(client, phone.Wrong);
            Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        }

        using var early = await CodeAsync(client, phone.Code);

        Assert.Equal(HttpStatusCode.TooManyRequests, early.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(1), early.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task Whoever_does_not_know_the_password_hears_nothing_of_a_second_factor()
    {
        await using var site = await StaffSite.OpenAsync();
        _ = await PairedAsync(site);
        List<string> heard = [];
        foreach (var name in new[] { "transport.maker", "transport.reviewer", "nobody.here" })
        {
            using var client = site.NewClient();
            using var answer = await StaffSite.PostFormAsync(client, "/sign-in", "/sign-in", ("name", name), ("password", "wrong"), ("to", ""));
            var cookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? string.Join(',', set.Select(c => c.Split('=')[0])) : "";
            heard.Add($"{answer.StatusCode} {cookies} {(await StaffSite.ReadAsync(answer, HttpStatusCode.Forbidden)).QuerySelector(".error-summary")!.TextContent}");
        }

        Assert.Single(heard.Distinct());
    }

    [Fact]
    public async Task A_recovery_code_stands_in_for_the_phone_once()
    {
        await using var site = await StaffSite.OpenAsync();
        var phone = await PairedAsync(site);
        Assert.Equal(10, phone.Codes.Count);
        using var client = site.NewClient();
        (await PasswordAsync(client)).Dispose();

        using var entered = await CodeAsync(client, phone.Codes[3]);
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        Assert.Contains("还剩 9 个", (await StaffSite.PageAsync(client, "/work/security")).Body!.TextContent, StringComparison.Ordinal);
        using var other = site.NewClient();
        (await PasswordAsync(other)).Dispose();
        using var again = await CodeAsync(other, phone.Codes[3]);
        Assert.Equal(HttpStatusCode.Forbidden, again.StatusCode);
    }

    [Fact]
    public async Task The_half_way_cookie_is_for_the_server_alone()
    {
        await using var site = await StaffSite.OpenAsync();
        _ = await PairedAsync(site);
        using var client = site.NewClient();

        using var half = await PasswordAsync(client);

        var cookie = half.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("xinheng.half-way=", StringComparison.Ordinal)).ToLowerInvariant();
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
        Assert.DoesNotContain("transport.maker", cookie);
    }

    private static async Task<AppPhone> PairedAsync(StaffSite site)
    {
        using var desk = await site.SignedInAsync("transport.maker");
        return await AppPhone.PairAsync(site, desk);
    }

    private static Task<HttpResponseMessage> PasswordAsync(HttpClient client, string to = "") =>
        StaffSite.PostFormAsync(client, "/sign-in", "/sign-in", ("name", "transport.maker"), ("password", StaffSite.Password), ("to", to));

    private static Task<HttpResponseMessage> CodeAsync(HttpClient client, string code) =>
        StaffSite.PostFormAsync(client, "/sign-in/code", "/sign-in/code", ("code", code));

    private static async Task<HttpStatusCode> AtWorkAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/work");
        return answer.StatusCode;
    }
}
