using System.Net;
using Xinheng.Model.People;

namespace Xinheng.Web.Tests.Staff;

/// <summary>An article from a department's desk to the readers, through the pages.</summary>
public sealed class ArticlePagesTests : IAsyncLifetime
{
    private StaffSite site = null!;
    private HttpClient maker = null!;
    private HttpClient desk = null!;

    public async ValueTask InitializeAsync()
    {
        site = await StaffSite.OpenAsync();
        await site.AppointAsync("desk", null, Role.Operator, "990100");
        (maker, desk) = (await site.SignedInAsync("transport.maker"), await site.SignedInAsync("desk"));
    }

    public async ValueTask DisposeAsync()
    {
        maker.Dispose();
        desk.Dispose();
        await site.DisposeAsync();
    }

    [Fact]
    public async Task Written_by_one_published_by_another_corrected_and_withdrawn()
    {
        var page = await SendAsync("双公示提速", "## 做法\n\n当日报送，<b>次日</b>上网。");
        Assert.Contains("等待审核", (await StaffSite.PageAsync(maker, page)).QuerySelector(".titled")!.TextContent, StringComparison.Ordinal);
        var id = page.Split('/')[^1].Split('?')[0];
        await StaffSite.PageAsync(site.Nobody, $"/news/{id}", HttpStatusCode.NotFound);

        await PostAsync(desk, page, $"/work/articles/{id}/approval", ("version", "1"));

        var article = await StaffSite.PageAsync(site.Nobody, $"/news/{id}");
        Assert.Equal("双公示提速", article.QuerySelector("h1")!.TextContent);
        Assert.Equal("当日报送，<b>次日</b>上网。", article.QuerySelector(".article > p:last-of-type")!.TextContent.Trim());
        Assert.Contains("双公示提速", (await StaffSite.PageAsync(site.Nobody, "/news")).QuerySelector(".articles")!.TextContent, StringComparison.Ordinal);

        await PostAsync(desk, page, $"/work/articles/{id}/withdrawal", ("reason", "数字有误"));
        Assert.Contains("数字有误", (await StaffSite.PageAsync(site.Nobody, $"/news/{id}", HttpStatusCode.Gone)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_elsewhere_is_refused_and_what_was_written_stands_there_again()
    {
        using var answer = await PostAsync(maker, "/work/articles/new?kind=news", "/work/articles/new",
            ("kind", "news"), ("title", "请看"), ("body", "见[这里](https://elsewhere.example/)"), ("send", "1"));

        var page = await StaffSite.ReadAsync(answer, HttpStatusCode.BadRequest);
        Assert.Equal("#body", page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.Equal("请看", page.QuerySelector("#title")!.GetAttribute("value"));
        Assert.Contains("elsewhere.example", page.QuerySelector("#body")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_returned_says_what_to_change()
    {
        var page = await SendAsync("双公示提速", "当日报送。");
        var id = page.Split('/')[^1].Split('?')[0];

        await PostAsync(desk, page, $"/work/articles/{id}/return", ("reason", "请写明数字的来源"));

        Assert.Contains("请写明数字的来源", (await StaffSite.PageAsync(maker, $"/work/articles/{id}")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private async Task<string> SendAsync(string title, string body)
    {
        using var answer = await PostAsync(maker, "/work/articles/new?kind=news", "/work/articles/new",
            ("kind", "news"), ("title", title), ("body", body), ("send", "1"));
        return answer.Headers.Location!.ToString();
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string page, string action, params (string Name, string Value)[] fields) =>
        StaffSite.PostFormAsync(client, page, action, fields);
}
