using System.Net;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;

namespace Xinheng.Web.Tests.Staff;

/// <summary>One's own words beside one's own record, proofs and certificates, through real forms.</summary>
public sealed class StatementPagesTests : IAsyncLifetime
{
    private StaffSite site = null!;
    private HttpClient agent = null!;
    private string record = "";
    private string other = "";

    public async ValueTask InitializeAsync()
    {
        site = await StaffSite.OpenAsync();
        await using (var connection = await site.Get<Database>().Owner.OpenConnectionAsync())
        {
            // SQL asks the day too: without this, the records of the test would end with a real day.
            await using var today = new Npgsql.NpgsqlCommand("insert into foundation.simulated_clock (today) values ('2026-03-01')", connection);
            await today.ExecuteNonQueryAsync();
        }

        var made = await MatrixObjects.MakeAsync(site, ("own", StaffSite.Transport, "990100"), ("other", StaffSite.Other, "990100"));
        agent = await site.EnrolledAsync("agent", await site.AgentAsync());
        var own = (await StaffSite.PageAsync(agent, "/me")).QuerySelectorAll("a[href^='/me/statements/']").Select(a => a.GetAttribute("href")!.Split('/')[^1]).ToHashSet();
        string[] shown = [$"{made.Of("own")!.Record}", $"{made.Of("other")!.Record}"];
        record = shown.Single(own.Contains);
        other = shown.Single(id => id != record);
    }

    public async ValueTask DisposeAsync()
    {
        agent.Dispose();
        await site.DisposeAsync();
    }

    [Fact]
    public async Task From_the_own_record_by_one_click_to_the_public_page_and_back()
    {
        using (var tooLong = await SayAsync(new string('云', 201)))
        {
            var refused = await StaffSite.ReadAsync(tooLong, HttpStatusCode.BadRequest);
            Assert.Equal("#text", refused.QuerySelector(".error-summary a")!.GetAttribute("href"));
            Assert.Equal(new string('云', 201), refused.QuerySelector("#text")!.TextContent);
        }

        using (var said = await SayAsync("已于三月改正 <b>。"))
        {
            Assert.Equal($"/me/statements/{record}?done=said", said.Headers.Location!.ToString());
        }

        var page = await StaffSite.PageAsync(site.Nobody, $"/records/{record}");
        Assert.Equal("已于三月改正 <b>。", page.QuerySelector(".stated blockquote")!.TextContent);
        Assert.Contains("已于三月改正", (await StaffSite.PageAsync(agent, "/me")).QuerySelector(".stated")!.TextContent);
        using var ended = await StaffSite.PostFormAsync(agent, $"/me/statements/{record}", $"/me/statements/{record}/end");
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.Null((await StaffSite.PageAsync(site.Nobody, $"/records/{record}")).QuerySelector(".stated"));
    }

    [Fact]
    public async Task Anothers_record_answers_like_none()
    {
        await StaffSite.PageAsync(agent, $"/me/statements/{other}", HttpStatusCode.NotFound);
        using var said = await StaffSite.PostFormAsync(agent, $"/me/statements/{record}", $"/me/statements/{other}", ("text", "别人的"));
        Assert.Equal(HttpStatusCode.NotFound, said.StatusCode);
    }

    [Fact]
    public async Task The_operator_takes_one_down_and_the_subject_reads_why()
    {
        (await SayAsync("买一送一，欢迎选购。")).Dispose();
        await site.AppointAsync("desk", null, Role.Operator);
        using var desk = await site.SignedInAsync("desk");
        using (var nothing = await StaffSite.PostFormAsync(desk, "/work/statements", $"/work/statements/{record}/end", ("reason", "")))
        {
            Assert.Equal($"#reason-{record}", (await StaffSite.ReadAsync(nothing, HttpStatusCode.BadRequest)).QuerySelector(".error-summary a")!.GetAttribute("href"));
        }

        using var taken = await StaffSite.PostFormAsync(desk, "/work/statements", $"/work/statements/{record}/end", ("reason", "这是广告"));
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.Contains("这是广告", (await StaffSite.PageAsync(agent, $"/me/statements/{record}")).Body!.TextContent);
    }

    [Fact]
    public async Task A_certificate_stands_in_the_answer_with_its_code_and_file()
    {
        using var certified = await StaffSite.PostFormAsync(agent, "/me/not-me", "/me/not-me", ("about", $"/records/{other}"));
        var page = await StaffSite.ReadAsync(certified);
        Assert.Contains("不是同一主体", page.QuerySelector(".paper-sheet")!.TextContent);
        Assert.StartsWith("proof-P", page.QuerySelector("a[download]")!.GetAttribute("download"), StringComparison.Ordinal);
        var code = page.QuerySelector(".printed-code a")!.TextContent;
        Assert.Contains("开具过这份证明", (await StaffSite.PageAsync(site.Nobody, $"/verify?code={code}")).QuerySelector("#answer")!.TextContent);

        using var own = await StaffSite.PostFormAsync(agent, "/me/not-me", "/me/not-me", ("about", record));
        Assert.Contains("就是关于您本人的", (await StaffSite.ReadAsync(own, HttpStatusCode.Conflict)).Body!.TextContent);
    }

    private Task<HttpResponseMessage> SayAsync(string text) =>
        StaffSite.PostFormAsync(agent, $"/me/statements/{record}", $"/me/statements/{record}", ("text", text));
}
