using System.Net;
using Xinheng.Model.People;
using Xinheng.Platform.People;

namespace Xinheng.Web.Tests.Staff.SigningIn;

/// <summary>What must be done before anything else: one's own password, and a second factor where it is required.</summary>
public sealed class DutiesTests
{
    private const string Chosen = "seven green umbrellas";

    [Fact]
    public async Task Where_it_is_required_whoever_decides_is_led_to_enrolment_and_can_do_nothing_else()
    {
        await using var site = await StaffSite.OpenAsync(secondFactor: "required");
        using var reviewer = await site.SignedInAsync("transport.reviewer");
        var before = await site.CountsAsync();

        foreach (var path in new[] { "/work", "/work/records", "/work/submit" })
        {
            using var page = await reviewer.GetAsync(path);
            Assert.Equal(path == "/work/submit" ? null : "/work/security", page.Headers.Location?.OriginalString);
        }

        using var api = await reviewer.GetAsync($"/api/v1/submissions/{Guid.NewGuid()}");
        Assert.Equal("people.factor-first", (await StaffSite.JsonAsync(api, HttpStatusCode.Forbidden)).GetProperty("errors")[0].GetProperty("code").GetString());
        using var form = await StaffSite.PostFormAsync(reviewer, "/work/security", "/work/records/find", ("number", "x"));
        Assert.Equal(HttpStatusCode.Forbidden, form.StatusCode);
        Assert.Equal(before, await site.CountsAsync());
        var security = await StaffSite.PageAsync(reviewer, "/work/security");
        Assert.Contains("须有第二种验证方式", security.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        Assert.Null(security.QuerySelector(".site-nav"));

        _ = await AppPhone.PairAsync(site, reviewer);

        _ = await StaffSite.PageAsync(reviewer, "/work/records");
    }

    [Fact]
    public async Task Whoever_only_hands_in_is_asked_for_nothing_more()
    {
        await using var site = await StaffSite.OpenAsync(secondFactor: "required");
        using var maker = await site.SignedInAsync("transport.maker");

        _ = await StaffSite.PageAsync(maker, "/work");
    }

    [Fact]
    public async Task A_one_time_password_opens_the_page_where_it_is_changed_and_no_other()
    {
        await using var site = await StaffSite.OpenAsync(secondFactor: "required");
        var made = (await site.Get<AppointAccount>().RunAsync(new("fresh", null, null), Caller.TheProgram, default)).Value;
        _ = (await site.Get<GrantRole>().RunAsync(new("fresh", Role.Auditor), Caller.TheProgram, default)).Value;
        using var client = site.NewClient();
        (await StaffSite.PostFormAsync(client, "/sign-in", "/sign-in", ("name", "fresh"), ("password", made.OneTimePassword!), ("to", ""))).Dispose();

        using var work = await client.GetAsync("/work");
        Assert.Equal("/work/password", work.Headers.Location!.OriginalString);
        using var twice = await StaffSite.PostFormAsync(client, "/work/password", "/work/password", ("old", made.OneTimePassword!), ("new", Chosen), ("again", Chosen + "!"));
        Assert.Equal(HttpStatusCode.BadRequest, twice.StatusCode);
        using var changed = await StaffSite.PostFormAsync(client, "/work/password", "/work/password", ("old", made.OneTimePassword!), ("new", Chosen), ("again", Chosen));
        Assert.Equal("/work", changed.Headers.Location!.OriginalString);

        using var next = await client.GetAsync("/work");
        Assert.Equal("/work/security", next.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Changing_a_password_signs_out_everywhere_else()
    {
        await using var site = await StaffSite.OpenAsync();
        using var here = await site.SignedInAsync("transport.maker");
        using var there = await site.SignedInAsync("transport.maker");
        _ = await StaffSite.PageAsync(there, "/work");

        using var changed = await StaffSite.PostFormAsync(here, "/work/password", "/work/password", ("old", StaffSite.Password), ("new", Chosen), ("again", Chosen));

        Assert.Equal("/work/security?done=password", changed.Headers.Location!.OriginalString);
        _ = await StaffSite.PageAsync(here, "/work");
        using var over = await there.GetAsync("/work");
        Assert.Equal(HttpStatusCode.Redirect, over.StatusCode);
    }

    [Fact]
    public async Task An_administrator_resets_a_password_and_sees_the_new_one_once()
    {
        await using var site = await StaffSite.OpenAsync();
        _ = (await site.Get<AppointAccount>().RunAsync(new("the.admin", null, StaffSite.Password), Caller.TheProgram, default)).Value;
        _ = (await site.Get<GrantRole>().RunAsync(new("the.admin", Role.Administrator), Caller.TheProgram, default)).Value;
        using var maker = await site.SignedInAsync("transport.maker");
        var phone = await AppPhone.PairAsync(site, maker);
        using var admin = await site.SignedInAsync("the.admin");

        using var unknown = await StaffSite.PostFormAsync(admin, "/work/people/reset", "/work/people/reset", ("account", "nobody.here"));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var reset = await StaffSite.PostFormAsync(admin, "/work/people/reset", "/work/people/reset", ("account", "transport.maker"), ("factors", "1"));
        var once = (await StaffSite.ReadAsync(reset)).QuerySelector("#one-time-password")!.TextContent;

        using var over = await maker.GetAsync("/work");
        Assert.Equal(HttpStatusCode.Redirect, over.StatusCode);
        using var client = site.NewClient();
        using var entered = await StaffSite.PostFormAsync(client, "/sign-in", "/sign-in", ("name", "transport.maker"), ("password", once), ("to", ""));
        Assert.Equal("/work", entered.Headers.Location!.OriginalString);
        Assert.NotEmpty(phone.Codes);
        using var forbidden = await (await site.SignedInAsync("transport.reviewer")).GetAsync("/work/people/reset");
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
    }
}
