using System.Net;
using AngleSharp.Dom;

namespace Xinheng.Web.Tests.Staff.SigningIn;

/// <summary>Sensitive doors ask again who one is, and lose nothing of what was filled in.</summary>
public sealed class StepUpTests
{
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Within_five_minutes_nothing_is_asked_and_afterwards_the_form_is_held_and_sent_on()
    {
        await using var site = await StaffSite.OpenAsync();
        using var reviewer = await site.SignedInAsync("transport.reviewer");
        var door = $"/work/records/{Guid.CreateVersion7()}/withdrawal";
        using var fresh = await StaffSite.PostFormAsync(reviewer, "/work/records", door, ("reason", "依据"), ("basis", "示例"));
        Assert.Equal(HttpStatusCode.NotFound, fresh.StatusCode);

        site.Clock.Now += Stale;
        using var held = await StaffSite.PostFormAsync(reviewer, "/work/records", door, ("reason", "撤销<b>决定</b>"), ("basis", "示例〔2026〕1号"));
        var page = await StaffSite.ReadAsync(held, HttpStatusCode.Forbidden);
        Assert.Equal("撤销<b>决定</b>", page.QuerySelector("input[name=reason]")!.GetAttribute("value"));

        using var wrong = await SendAsync(reviewer, page, ("step-up-password", "not this one"));
        var asked = await StaffSite.ReadAsync(wrong, HttpStatusCode.BadRequest);
        Assert.Equal("示例〔2026〕1号", asked.QuerySelector("input[name=basis]")!.GetAttribute("value"));
        using var proved = await SendAsync(reviewer, asked, ("step-up-password", StaffSite.Password));
        Assert.Equal((HttpStatusCode.TemporaryRedirect, door), (proved.StatusCode, proved.Headers.Location!.OriginalString));

        // As the browser goes on: the same body, to where it was meant for.
        using var sent = await reviewer.PostAsync(door, Form(asked, ("step-up-password", StaffSite.Password)));
        Assert.Equal(HttpStatusCode.NotFound, sent.StatusCode);
    }

    [Fact]
    public async Task Whoever_has_a_phone_is_asked_for_its_code_and_the_password_is_not_enough()
    {
        await using var site = await StaffSite.OpenAsync();
        using var reviewer = await site.SignedInAsync("transport.reviewer");
        var phone = await AppPhone.PairAsync(site, reviewer);
        site.Clock.Now += Stale;

        using var led = await reviewer.GetAsync("/work/security/authenticator");
        Assert.Equal("/step-up?to=%2Fwork%2Fsecurity%2Fauthenticator", led.Headers.Location!.OriginalString);
        var page = await StaffSite.PageAsync(reviewer, led.Headers.Location.OriginalString);
        Assert.Null(page.QuerySelector("#step-up-password"));
        using var password = await SendAsync(reviewer, page, ("step-up-password", StaffSite.Password));
        Assert.Equal(HttpStatusCode.Forbidden, password.StatusCode);
        using var proved = await SendAsync(reviewer, page, ("step-up-code", phone.Code));
        Assert.Equal("/work/security/authenticator", proved.Headers.Location!.OriginalString);

        _ = await StaffSite.PageAsync(reviewer, "/work/security/authenticator");
    }

    [Theory]
    [InlineData("/work/security/end")]
    [InlineData("/work/security/codes")]
    [InlineData("/work/security/authenticator")]
    [InlineData("/work/security/passkey")]
    public async Task An_unattended_desk_changes_no_factor(string door)
    {
        await using var site = await StaffSite.OpenAsync();
        using var maker = await site.SignedInAsync("transport.maker");
        _ = await AppPhone.PairAsync(site, maker);
        site.Clock.Now += Stale;
        var before = await site.CountsAsync();

        using var answer = await StaffSite.PostFormAsync(maker, "/work/security", door, ("factor", Guid.NewGuid().ToString()));

        Assert.NotNull((await StaffSite.ReadAsync(answer, HttpStatusCode.Forbidden)).QuerySelector("#step-up-code"));
        Assert.Equal(before, await site.CountsAsync());
    }

    [Fact]
    public async Task The_way_on_leads_only_into_this_site()
    {
        await using var site = await StaffSite.OpenAsync();
        using var maker = await site.SignedInAsync("transport.maker");
        var page = await StaffSite.PageAsync(maker, "/step-up?to=https%3A%2F%2Felsewhere.example");
        Assert.Equal("/work", page.QuerySelector("input[name=step-up-to]")!.GetAttribute("value"));

        using var forged = await StaffSite.PostFormAsync(maker, "/step-up", "/step-up",
            ("step-up-to", "//elsewhere.example"), ("step-up-method", "POST"), ("step-up-password", StaffSite.Password));

        Assert.Equal("/work", forged.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Guesses_are_counted()
    {
        await using var site = await StaffSite.OpenAsync();
        using var maker = await site.SignedInAsync("transport.maker");
        var page = await StaffSite.PageAsync(maker, "/step-up");
        for (var i = 0; i < 5; i++)
        {
            (await SendAsync(maker, page, ("step-up-password", "wrong"))).Dispose();
        }

        using var answer = await SendAsync(maker, page, ("step-up-password", StaffSite.Password));

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, IDocument page, params (string, string)[] typed) =>
        await client.PostAsync("/step-up", Form(page, typed));

    private static FormUrlEncodedContent Form(IDocument page, params (string Name, string Value)[] typed) => new(
        page.QuerySelectorAll("form[action='/step-up']:not([data-passkey]) input[type=hidden]")
            .Select(field => (field.GetAttribute("name")!, field.GetAttribute("value") ?? "")).Concat(typed)
            .Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
}
