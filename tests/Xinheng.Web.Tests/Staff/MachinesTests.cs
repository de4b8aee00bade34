using System.Net;
using Xinheng.Model.People;
using Xinheng.Model.People.Machines;
using Xinheng.Platform.People.Machines;

namespace Xinheng.Web.Tests.Staff;

/// <summary>What a department's system may do with its token, and how it changes its keys and leaves.</summary>
public sealed class MachinesTests
{
    [Fact]
    public async Task A_token_is_for_what_was_asked_and_never_for_more_than_is_registered()
    {
        await using var site = await StaffSite.OpenAsync();
        using var machine = await Machine.RegisterAsync(site, "submit:CF_LP submit:XK_LP");
        var file = (await Penalties.OfAsync(site)).Add("示例处罚〔2026〕1号").Utf8();

        using var all = await machine.AskAsync();
        using var one = await machine.AskAsync("submit:CF_LP");
        using var beyond = await machine.AskAsync("submit:CF_LP submit:*");
        using var strange = await machine.AskAsync("approve:CF_LP");
        using var client = await machine.ConnectAsync("submit:CF_LP");
        using var other = await PostAsync(client, "XK_LP", file);
        _ = await SubmissionsApiTests.HandInAsync(client, file);

        Assert.Equal("submit:CF_LP submit:XK_LP", (await StaffSite.JsonAsync(all)).GetProperty("scope").GetString());
        Assert.Equal("submit:CF_LP", (await StaffSite.JsonAsync(one)).GetProperty("scope").GetString());
        Assert.Equal("invalid_scope", await TokenTests.ErrorAsync(beyond, HttpStatusCode.BadRequest));
        Assert.Equal("invalid_scope", await TokenTests.ErrorAsync(strange, HttpStatusCode.BadRequest));
        await AssertOutOfScopeAsync(other);
        Assert.Equal((1, 3), ((await site.CountsAsync()).Submissions, (await site.CountsAsync()).Tokens));
    }

    [Fact]
    public async Task A_token_for_another_item_neither_sees_nor_corrects_what_its_organisation_handed_in()
    {
        await using var site = await StaffSite.OpenAsync();
        using var maker = await site.SignedInAsync("transport.maker");
        using var machine = await Machine.RegisterAsync(site, "submit:XK_LP");
        using var client = await machine.ConnectAsync();
        var address = await SubmissionsApiTests.HandInAsync(maker, (await Penalties.OfAsync(site)).Add("示例处罚〔2026〕1号", ("CF_JDRQ", "x")).Utf8());
        await site.DrainAsync();
        var before = await site.CountsAsync();

        foreach (var path in new[] { "", "/rows", "/refused.csv", "/receipt", "/signatures/x" })
        {
            using var answer = await client.GetAsync(address + path);
            await AssertOutOfScopeAsync(answer);
        }

        using var put = await client.PutAsync($"{address}/rows/2", StaffSite.Json("""{"values":{"CF_JDRQ":"2025-03-10"}}"""));
        await AssertOutOfScopeAsync(put);
        Assert.Empty((await StaffSite.GetAsync(client, "/api/v1/submissions")).GetProperty("items").EnumerateArray());
        Assert.Equal(before, await site.CountsAsync());
    }

    [Fact]
    public async Task The_workbench_is_no_place_for_a_machine()
    {
        await using var site = await StaffSite.OpenAsync();
        using var machine = await Machine.RegisterAsync(site);
        using var client = await machine.ConnectAsync();

        using var page = await client.GetAsync("/work");

        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
    }

    [Fact]
    public async Task What_is_taken_from_a_client_is_gone_from_its_tokens()
    {
        await using var site = await StaffSite.OpenAsync();
        using var machine = await Machine.RegisterAsync(site);
        using var client = await machine.ConnectAsync();
        var file = (await Penalties.OfAsync(site)).Add("示例处罚〔2026〕1号").Utf8();

        Assert.False((await site.Get<ScopeClient>().RunAsync(new(Machine.Name, ClientScope.ParseList("submit:XK_LP").Value), Caller.TheProgram, default)).IsRefused);
        using var refused = await PostAsync(client, "CF_LP", file);
        Assert.False((await site.Get<ScopeClient>().RunAsync(new(Machine.Name, ClientScope.ParseList("submit:CF_LP").Value), Caller.TheProgram, default)).IsRefused);

        await AssertOutOfScopeAsync(refused);
        _ = await SubmissionsApiTests.HandInAsync(client, file);
    }

    [Fact]
    public async Task Old_and_new_key_hold_side_by_side_until_the_old_one_is_ended()
    {
        await using var site = await StaffSite.OpenAsync();
        using var old = await Machine.RegisterAsync(site);
        using var oldClient = await old.ConnectAsync();
        using var next = await old.WithNewKeyAsync();
        using var nextClient = await next.ConnectAsync();
        using (var still = await old.AskAsync())
        {
            Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        }

        var ended = await site.Get<EndClientKey>().RunAsync(new(Machine.Name, old.Key.Id), Caller.TheProgram, default);

        Assert.Equal(1, ended.Value.Left);
        using var refused = await old.AskAsync();
        Assert.Equal("invalid_client", await TokenTests.ErrorAsync(refused));
        using var stale = await oldClient.GetAsync("/api/v1/submissions");
        Assert.Equal(HttpStatusCode.Unauthorized, stale.StatusCode);
        _ = await StaffSite.GetAsync(nextClient, "/api/v1/submissions");
        using var again = await next.AskAsync();
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task A_key_holds_from_its_day_to_its_day()
    {
        await using var site = await StaffSite.OpenAsync();
        using var first = await Machine.RegisterAsync(site);
        using var later = await first.WithNewKeyAsync(site.Clock.GetUtcNow().AddDays(1), site.Clock.GetUtcNow().AddDays(2));

        foreach (var (days, holds) in new[] { (0, false), (1, true), (2, false) })
        {
            using var answer = await later.AskAsync();
            Assert.Equal((days, holds), (days, answer.StatusCode == HttpStatusCode.OK));
            site.Clock.Now += TimeSpan.FromDays(1);
        }
    }

    [Fact]
    public async Task A_client_that_leaves_is_out_at_once_with_the_tokens_it_has()
    {
        await using var site = await StaffSite.OpenAsync();
        using var machine = await Machine.RegisterAsync(site);
        using var neighbour = await Machine.RegisterAsync(site, id: "transport.other");
        using var client = await machine.ConnectAsync();
        using var other = await neighbour.ConnectAsync();

        Assert.False((await site.Get<EndClient>().RunAsync(new(Machine.Name), Caller.TheProgram, default)).IsRefused);

        using var gone = await client.GetAsync("/api/v1/submissions");
        using var asked = await machine.AskAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, gone.StatusCode);
        Assert.Equal("invalid_client", await TokenTests.ErrorAsync(asked));
        _ = await StaffSite.GetAsync(other, "/api/v1/submissions");
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string item, byte[] file) =>
        client.PostAsync($"/api/v1/submissions/{item}", new ByteArrayContent(file));

    private static async Task AssertOutOfScopeAsync(HttpResponseMessage answer)
    {
        Assert.Equal([ClientScope.Insufficient], await SubmissionsApiTests.CodesAsync(answer, HttpStatusCode.Forbidden));
        Assert.Equal("Bearer error=\"insufficient_scope\"", answer.Headers.WwwAuthenticate.ToString());
    }
}
