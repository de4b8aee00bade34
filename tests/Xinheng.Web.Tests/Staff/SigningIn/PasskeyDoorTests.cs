using System.Net;
using System.Text.Json;
using Xinheng.Platform.People;
using Xinheng.Platform.People.SigningIn;

namespace Xinheng.Web.Tests.Staff.SigningIn;

/// <summary>What the entrance tells of passkeys to whoever has none. That they work is shown in a real browser.</summary>
public sealed class PasskeyDoorTests
{
    [Fact]
    public async Task Nobody_learns_from_the_question_who_has_a_passkey()
    {
        await using var site = await StaffSite.OpenAsync();
        using var stranger = AtName(site);
        var before = (await OptionsAsync(stranger, "/sign-in")).Question;
        _ = (await site.Get<AddPasskey>().RunAsync(
            new(null, [1, 2, 3], [4, 5, 6], 0, [], false, false), (await site.Get<Accounts>().FindAsync("transport.maker", default))!, default)).Value;

        var after = (await OptionsAsync(stranger, "/sign-in")).Question;

        Assert.Equal(Known(before), Known(after));
        Assert.Equal("required", after.GetProperty("userVerification").GetString());
        Assert.NotEqual(before.GetProperty("challenge").GetString(), after.GetProperty("challenge").GetString());
    }

    [Fact]
    public async Task An_answer_that_no_device_signed_opens_nothing_whatever_it_says()
    {
        await using var site = await StaffSite.OpenAsync();
        using var client = AtName(site);
        var asked = await OptionsAsync(client, "/sign-in");
        List<string> heard = [];
        foreach (var answer in new[] { "", "{}", "not json", """{"id":"AQID","rawId":"AQID","type":"public-key","response":{},"clientExtensionResults":{}}""", new string('x', 20_000) })
        {
            using var tried = await StaffSite.PostFormAsync(client, "/sign-in", "/sign-in/passkey", ("state", asked.State), ("passkey", answer), ("to", ""));
            heard.Add((await StaffSite.ReadAsync(tried, HttpStatusCode.Forbidden)).QuerySelector(".error-summary li")!.TextContent.Trim());
        }

        Assert.Single(heard.Distinct());
        using var forged = await StaffSite.PostFormAsync(client, "/sign-in", "/sign-in/passkey", ("state", "forged"), ("passkey", "{}"), ("to", ""));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
    }

    [Fact]
    public async Task A_question_put_to_one_account_is_not_answered_for_another_nor_at_the_entrance()
    {
        await using var site = await StaffSite.OpenAsync();
        using var maker = await SignedInAsync(site, "transport.maker");
        using var reviewer = await SignedInAsync(site, "transport.reviewer");
        var offered = await OptionsAsync(maker, "/work/security");
        Assert.Equal("transport.maker", offered.Question.GetProperty("user").GetProperty("name").GetString());

        using var elsewhere = await StaffSite.PostFormAsync(reviewer, "/work/security", "/work/security/passkey", ("state", offered.State), ("passkey", "{}"));
        using var entrance = await StaffSite.PostFormAsync(AtName(site), "/sign-in", "/sign-in/passkey", ("state", offered.State), ("passkey", "{}"), ("to", ""));

        Assert.All([elsewhere, entrance], answer => Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode));
        Assert.Contains("已经失效", (await StaffSite.ReadAsync(elsewhere, HttpStatusCode.BadRequest)).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_the_address_of_a_machine_nothing_is_asked_that_no_browser_could_answer()
    {
        await using var site = await StaffSite.OpenAsync();

        Assert.Null((await StaffSite.PageAsync(site.Nobody, "/sign-in")).QuerySelector("form[data-passkey]"));
        Assert.NotNull((await StaffSite.PageAsync(AtName(site), "/sign-in")).QuerySelector("form[data-passkey][hidden]"));
    }

    private static string Known(JsonElement question) => question.TryGetProperty("allowCredentials", out var list) ? list.GetRawText() : "none";

    private static async Task<(JsonElement Question, string State)> OptionsAsync(HttpClient client, string path)
    {
        var form = (await StaffSite.PageAsync(client, path)).QuerySelector("form[data-passkey]")!;
        return (JsonDocument.Parse(form.GetAttribute("data-options")!).RootElement, form.QuerySelector("input[name=state]")!.GetAttribute("value")!);
    }

    private static HttpClient AtName(StaffSite site) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = new UriBuilder(site.Address) { Host = "localhost" }.Uri,
        };

    private static async Task<HttpClient> SignedInAsync(StaffSite site, string name)
    {
        var client = AtName(site);
        using var answer = await StaffSite.PostFormAsync(client, "/sign-in", "/sign-in", ("name", name), ("password", StaffSite.Password), ("to", ""));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }
}
