using System.Net;
using System.Net.Http.Headers;
using Xinheng.Model.Collection;
using Xinheng.Model.People;
using Xinheng.Model.Records;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Exchange.Sending;
using Xinheng.Platform.People;
using Xinheng.Platform.Publication.OpenData;
using Xinheng.Platform.Records;
using Xinheng.Testing;

namespace Xinheng.Web.Tests.Staff;

/// <summary>A receiver from its registration on the screen to its word over the interface, and what everybody sees of it.</summary>
public sealed class ExchangeDoorsTests : IAsyncLifetime
{
    private StaffSite site = null!;
    private HttpClient desk = null!;
    private Guid record;

    public async ValueTask InitializeAsync()
    {
        site = await StaffSite.OpenAsync(); // 15 April 2026
        await site.AppointAsync("desk", StaffSite.Transport, Role.Operator);
        var file = (await Penalties.OfAsync(site)).Add("云交罚〔2026〕1号", ("CF_CFJGDM", StaffSite.Transport),
            ("CF_JDRQ", "2026-03-10"), ("CF_YXQ", "2027-03-10"), ("CF_GSJZQ", "2027-03-10"), ("CF_SXFL", "一般"), ("CF_SHYX", "是"));
        using var content = new MemoryStream(file.Utf8());
        var submission = (await site.Get<ReceiveSubmission>().RunAsync(
            new("CF_LP", StaffSite.Transport, SubmissionFormat.Csv, content), await CallerAsync("transport.maker"), default)).Value.Id;
        await site.DrainAsync();
        _ = (await site.Get<ApproveSubmission>().RunAsync(new(submission, null), await CallerAsync("transport.reviewer"), default)).Value;
        await site.DrainAsync();
        await site.Get<OpenFeed>().CatchUpAsync(default);
        record = await site.RecordOfAsync(StaffSite.Transport);
        desk = await site.SignedInAsync("desk");
    }

    public async ValueTask DisposeAsync()
    {
        desk.Dispose();
        await site.DisposeAsync();
    }

    [Fact]
    public async Task A_receiver_is_registered_told_and_confirms_by_id()
    {
        await using var fake = new FakeSubscriber { Answers = _ => Task.FromResult(new Given(200, "OK")) };
        using var answer = await StaffSite.PostFormAsync(desk, "/work/subscribers", "/work/subscribers",
            ("name", "<b>云汀</b>查询网"), ("kind", "Site"), ("webhook", fake.Webhook), ("probe", fake.Probe));
        var issued = await StaffSite.ReadAsync(answer);
        var key = issued.QuerySelector("#issued-key")!.TextContent;
        Assert.StartsWith("whsec_", issued.QuerySelector("#issued-secret")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("<b>云汀</b>查询网", issued.QuerySelector("h3")!.TextContent);
        Assert.DoesNotContain(key, (await StaffSite.PageAsync(desk, "/work/subscribers")).Body!.TextContent, StringComparison.Ordinal);

        _ = (await site.Get<WithdrawRecord>().RunAsync(new(new(record), WithdrawalKind.Mistake, "处罚决定已被撤销", "云政复决〔2026〕1号", null), await CallerAsync("transport.reviewer"), default)).Value;
        Assert.Equal(1, await site.Get<SendMessages>().RunAsync(default));
        var told = Assert.Single(Assert.Single(fake.Received).Tombstones);
        var page = (await StaffSite.PageAsync(desk, "/work/propagation")).Body!.TextContent;
        Assert.Contains("已通知，没有确认", page, StringComparison.Ordinal);
        Assert.Contains("答复了收到，没有按编号确认", page, StringComparison.Ordinal);
        Assert.Contains(told.ToString(), page, StringComparison.Ordinal);

        using var machine = site.NewClient();
        machine.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var fetched = await StaffSite.GetAsync(machine, "/api/v1/exchange/tombstones");
        Assert.Equal((told, record, false), (fetched.GetProperty("tombstones")[0].GetProperty("id").GetGuid(),
            fetched.GetProperty("tombstones")[0].GetProperty("record").GetGuid(), fetched.GetProperty("tombstones")[0].GetProperty("current").GetBoolean()));
        Assert.Equal(["id", "record", "current"], fetched.GetProperty("tombstones")[0].EnumerateObject().Select(m => m.Name));

        Assert.Equal("exchange.no-tombstone", await WhyAsync(machine, HttpStatusCode.BadRequest, $"\"{told}\", \"{Guid.NewGuid()}\""));
        Assert.Equal("exchange.not-an-id", await WhyAsync(machine, HttpStatusCode.BadRequest, "\"all\""));
        Assert.Equal((1, 0), await SayAsync(machine, told));
        Assert.Equal((0, 1), await SayAsync(machine, told));
        Assert.Contains("都已撤下", (await StaffSite.PageAsync(desk, "/work/propagation")).Body!.TextContent, StringComparison.Ordinal);

        var other = (await site.Get<Platform.Exchange.Subscribers.RegisterSubscriber>().RunAsync(new("后来的", Model.Exchange.SubscriberKind.Bank, null, null), Caller.CommandLine(), default)).Value;
        machine.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", other.Key);
        Assert.Empty((await StaffSite.GetAsync(machine, "/api/v1/exchange/tombstones")).GetProperty("tombstones").EnumerateArray());
        Assert.Equal("exchange.never-sent", await WhyAsync(machine, HttpStatusCode.Conflict, $"\"{told}\""));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("xhs_nobody-has-this-key-000000000000")]
    public async Task Without_a_key_nothing_is_told(string? key)
    {
        using var machine = site.NewClient();
        machine.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);

        using var read = await machine.GetAsync("/api/v1/exchange/tombstones");
        Assert.Equal("exchange.key-unknown", (await StaffSite.JsonAsync(read, HttpStatusCode.Unauthorized)).GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Contains(read.Headers.WwwAuthenticate, scheme => scheme.Scheme == "Bearer");
        Assert.Equal("exchange.key-unknown", await WhyAsync(machine, HttpStatusCode.Unauthorized, ""));
    }

    [Fact]
    public async Task Whoever_is_late_is_named_to_everybody_and_leaves_the_list_by_confirming()
    {
        var registered = (await site.Get<Platform.Exchange.Subscribers.RegisterSubscriber>().RunAsync(new("慢慢来公司", Model.Exchange.SubscriberKind.Institution, null, null), Caller.CommandLine(), default)).Value;
        _ = (await site.Get<WithdrawRecord>().RunAsync(new(new(record), WithdrawalKind.Mistake, "处罚决定已被撤销", "云政复决〔2026〕1号", null), await CallerAsync("transport.reviewer"), default)).Value;
        Assert.DoesNotContain("慢慢来公司", await LaggingAsync(), StringComparison.Ordinal);

        site.Clock.Now += TimeSpan.FromDays(7);
        var list = await LaggingAsync();
        Assert.Contains("慢慢来公司", list, StringComparison.Ordinal);
        Assert.DoesNotContain(record.ToString(), list, StringComparison.Ordinal);

        var lines = (await site.Get<FetchDepartures>().ReadAsync(registered.Id, null, default)).Value.Lines;
        _ = await site.Get<Confirmations>().TakeAsync(registered.Id, [.. lines.Select(l => l.Tombstone)], ConfirmationWay.Call, null, [1], wholly: true, default);
        site.Clock.Now += TimeSpan.FromMinutes(2);
        Assert.DoesNotContain("慢慢来公司", await LaggingAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_firm_itself_sees_who_has_taken_it_down_and_why_it_left()
    {
        _ = (await site.Get<Platform.Exchange.Subscribers.RegisterSubscriber>().RunAsync(new("慢慢来公司", Model.Exchange.SubscriberKind.Institution, null, null), Caller.CommandLine(), default)).Value;
        using var agent = await site.EnrolledAsync("agent", await site.AgentAsync());
        Assert.Contains("没有撤下过的记录", (await StaffSite.PageAsync(agent, "/me/propagation")).Body!.TextContent, StringComparison.Ordinal);
        _ = (await site.Get<WithdrawRecord>().RunAsync(new(new(record), WithdrawalKind.Mistake, "处罚决定已被撤销", "云政复决〔2026〕1号", null), await CallerAsync("transport.reviewer"), default)).Value;

        var page = (await StaffSite.PageAsync(agent, "/me/propagation")).QuerySelector("main")!.TextContent;
        Assert.Contains("所依据的决定被撤销", page, StringComparison.Ordinal);
        Assert.Contains("慢慢来公司", page, StringComparison.Ordinal);
        Assert.Contains("1 家还没有撤下或没有确认", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_about_a_form_is_said_and_an_ended_receiver_stays_listed()
    {
        using var refused = await StaffSite.PostFormAsync(desk, "/work/subscribers", "/work/subscribers", ("name", ""), ("kind", "Site"), ("webhook", "http://example.org/"));
        var page = await StaffSite.ReadAsync(refused, HttpStatusCode.BadRequest);
        Assert.Equal("http://example.org/", page.QuerySelector("#webhook")!.GetAttribute("value"));
        var registered = (await site.Get<Platform.Exchange.Subscribers.RegisterSubscriber>().RunAsync(new("停办的网站", Model.Exchange.SubscriberKind.Site, null, null), Caller.CommandLine(), default)).Value;
        using var renewed = await StaffSite.PostFormAsync(desk, "/work/subscribers", $"/work/subscribers/{registered.Id}/secret");
        Assert.NotNull((await StaffSite.ReadAsync(renewed)).QuerySelector("#issued-key"));
        using var noReason = await StaffSite.PostFormAsync(desk, "/work/subscribers", $"/work/subscribers/{registered.Id}/end", ("reason", ""));
        Assert.NotNull((await StaffSite.ReadAsync(noReason, HttpStatusCode.BadRequest)).QuerySelector($"a[href='#reason-{registered.Id}']"));
        using var ended = await StaffSite.PostFormAsync(desk, "/work/subscribers", $"/work/subscribers/{registered.Id}/end", ("reason", "网站停办"));
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.Contains("停止", (await StaffSite.PageAsync(desk, "/work/subscribers")).QuerySelector(".badge-x")!.TextContent, StringComparison.Ordinal);
        using var reviewer = await site.SignedInAsync("transport.reviewer");
        _ = await StaffSite.PageAsync(reviewer, "/work/subscribers", HttpStatusCode.Forbidden);
    }

    private async Task<Caller> CallerAsync(string name) => (await site.Get<Accounts>().FindAsync(name, default))!;

    private async Task<string> LaggingAsync() => (await StaffSite.PageAsync(site.Nobody, "/lagging")).QuerySelector("main")!.TextContent;

    private static async Task<(int Confirmed, int Already)> SayAsync(HttpClient machine, Guid id)
    {
        using var answer = await machine.PostAsync("/api/v1/exchange/acknowledgements", StaffSite.Json($$"""{"tombstones":["{{id}}"]}"""));
        var json = await StaffSite.JsonAsync(answer);
        return (json.GetProperty("confirmed").GetInt32(), json.GetProperty("already").GetInt32());
    }

    private static async Task<string?> WhyAsync(HttpClient machine, HttpStatusCode status, string ids)
    {
        using var answer = await machine.PostAsync("/api/v1/exchange/acknowledgements", StaffSite.Json($$"""{"tombstones":[{{ids}}]}"""));
        return (await StaffSite.JsonAsync(answer, status)).GetProperty("errors")[0].GetProperty("code").GetString();
    }
}
