using System.Net;
using Xinheng.Model.Collection;
using Xinheng.Model.People;
using Xinheng.Platform.Collection;
using Xinheng.Platform.People;
using Xinheng.Platform.Records.Deciding;

namespace Xinheng.Web.Tests.Staff;

/// <summary>A record's page in the workbench: the body that decided confirms its class, its provider withdraws and restores it.</summary>
public sealed class RecordDecisionsTests : IAsyncLifetime
{
    private StaffSite site = null!;
    private HttpClient provider = null!;
    private HttpClient authority = null!;
    private Guid record;

    private string Page => $"/work/records/{record}";

    // Handed in by the transport office; the culture office decided, so the class waits for its confirmation.
    public async ValueTask InitializeAsync()
    {
        site = await StaffSite.OpenAsync();
        provider = await site.SignedInAsync("transport.reviewer");
        authority = await site.SignedInAsync("culture.reviewer");
        var file = (await Penalties.OfAsync(site)).Add("示例处罚〔2026〕1号", ("CF_CFJGDM", StaffSite.Other),
            ("CF_JDRQ", "2026-03-10"), ("CF_YXQ", "2027-03-10"), ("CF_GSJZQ", "2027-03-10"), ("CF_SXFL", "一般"), ("CF_SHYX", "是"));
        using var content = new MemoryStream(file.Utf8());
        var received = await site.Get<ReceiveSubmission>().RunAsync(
            new("CF_LP", StaffSite.Transport, SubmissionFormat.Csv, content), await CallerAsync("transport.maker"), default);
        await site.DrainAsync();
        Assert.Empty(await site.Get<Submissions>().ProblemsAsync(received.Value.Id, default));
        _ = (await site.Get<ApproveSubmission>().RunAsync(new(received.Value.Id, null), await CallerAsync("transport.reviewer"), default)).Value;
        await site.DrainAsync();
        record = Assert.Single((await site.Get<RecordsToDecide>().UnconfirmedAsync(null, await CallerAsync("culture.reviewer"), default)).Value.Items).Id;
    }

    public async ValueTask DisposeAsync()
    {
        provider.Dispose();
        authority.Dispose();
        await site.DisposeAsync();
    }

    [Fact]
    public async Task A_class_is_confirmed_by_the_body_that_decided_and_by_nobody_else()
    {
        Assert.Contains("信衡示例食品有限公司", (await StaffSite.PageAsync(authority, "/work/records")).QuerySelector(".to-decide")!.TextContent);
        Assert.Null((await StaffSite.PageAsync(provider, "/work/records")).QuerySelector(".to-decide"));
        Assert.Equal(HttpStatusCode.NotFound, await PublicAsync());

        Assert.Null((await StaffSite.PageAsync(provider, Page)).QuerySelector("form[action$='/severity']"));
        using (var others = await StaffSite.PostFormAsync(provider, Page, $"{Page}/severity", ("severity", "2")))
        {
            Assert.Equal(HttpStatusCode.NotFound, others.StatusCode);
        }

        using (var empty = await StaffSite.PostFormAsync(authority, Page, $"{Page}/severity", ("publicUntil", "明年")))
        {
            var refused = await StaffSite.ReadAsync(empty, HttpStatusCode.BadRequest);
            var links = refused.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")!).ToList();
            Assert.Equal(["#severity-severity", "#severity-publicUntil"], links);
            Assert.All(links, link => Assert.NotNull(refused.QuerySelector(link)));
        }

        await DecideAsync(authority, "severity", ("severity", "2"));
        Assert.Equal(HttpStatusCode.OK, await PublicAsync());
        Assert.Null((await StaffSite.PageAsync(authority, "/work/records")).QuerySelector(".to-decide"));
    }

    [Fact]
    public async Task Withdrawn_it_is_gone_at_once_and_restored_it_is_back_for_no_longer_than_before()
    {
        await DecideAsync(authority, "severity", ("severity", "2"));
        using (var groundless = await StaffSite.PostFormAsync(provider, Page, $"{Page}/withdrawal", ("reason", "复议撤销")))
        {
            var refused = await StaffSite.ReadAsync(groundless, HttpStatusCode.BadRequest);
            Assert.Equal("#withdrawal-basis", refused.QuerySelector(".error-summary a")!.GetAttribute("href"));
            Assert.NotNull(refused.QuerySelector(".error-summary a[href='#withdrawal-kind']")); // nothing is chosen for whoever withdraws
            Assert.Empty(refused.QuerySelectorAll("input[name=kind][checked]"));
            Assert.Equal("复议撤销", refused.QuerySelector("#withdrawal-reason")!.TextContent.Trim());
        }

        await DecideAsync(provider, "withdrawal", ("kind", "mistake"), ("reason", "复议决定撤销原处罚"), ("basis", "云府复〔2026〕3号"));
        Assert.Equal(HttpStatusCode.NotFound, await PublicAsync());
        var gone = await StaffSite.PageAsync(provider, Page);
        Assert.Contains("已撤下", gone.QuerySelector(".titled")!.TextContent);
        Assert.Null(gone.QuerySelector("form[action$='/withdrawal']"));

        await DecideAsync(provider, "restoration", ("reason", "法院判决维持原处罚"), ("basis", "云行终〔2026〕8号"));
        Assert.Equal(HttpStatusCode.OK, await PublicAsync());
        var back = await StaffSite.PageAsync(provider, Page);
        Assert.Contains("2027年3月9日", back.QuerySelector(".facts")!.TextContent);
        Assert.Equal(["恢复", "撤下", "确认分类", "新增"], back.QuerySelectorAll(".history strong").Select(s => s.TextContent));
    }

    [Fact]
    public async Task A_record_is_found_by_its_number_or_by_the_address_of_its_page()
    {
        foreach (var pasted in new[] { record.ToString(), $" http://127.0.0.1/records/{record}/ " })
        {
            using var answer = await StaffSite.PostFormAsync(provider, "/work/records", "/work/records/find", ("number", pasted));
            Assert.Equal(Page, answer.Headers.Location?.OriginalString);
        }

        foreach (var wrong in new[] { "", "12", "990100199001010012", Guid.CreateVersion7().ToString() })
        {
            using var answer = await StaffSite.PostFormAsync(provider, "/work/records", "/work/records/find", ("number", wrong));
            var page = await StaffSite.ReadAsync(answer, HttpStatusCode.NotFound);
            Assert.Contains("没有这条记录", page.QuerySelector(".error-summary")!.TextContent);
            Assert.Null(page.QuerySelector("#number")!.GetAttribute("value"));
        }
    }

    [Fact]
    public async Task Whoever_does_not_decide_on_it_hears_that_it_is_not_there()
    {
        using var maker = await site.SignedInAsync("transport.maker");

        await StaffSite.PageAsync(maker, "/work/records", HttpStatusCode.Forbidden);
        await StaffSite.PageAsync(provider, $"/work/records/{Guid.CreateVersion7()}", HttpStatusCode.NotFound);
        await StaffSite.PageAsync(provider, "/work/records/12", HttpStatusCode.NotFound);
        Assert.Contains("翻页标记", (await StaffSite.PageAsync(provider, "/work/records?after=x")).QuerySelector(".error-summary")!.TextContent);
    }

    private async Task DecideAsync(HttpClient client, string form, params (string, string)[] fields)
    {
        using var answer = await StaffSite.PostFormAsync(client, Page, $"{Page}/{form}", fields);
        Assert.Equal($"{Page}?done={form}", answer.Headers.Location?.OriginalString);
    }

    private async Task<HttpStatusCode> PublicAsync()
    {
        using var answer = await site.Nobody.GetAsync($"/api/v1/records/{record}");
        return answer.StatusCode;
    }

    private async Task<Caller> CallerAsync(string name) => (await site.Get<Accounts>().FindAsync(name, default))!;
}
