using System.Net;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.Collection;
using Xinheng.Platform.People;
using Xinheng.Platform.People.Tracing;
using Xinheng.Platform.People.Tracing.Alarms;
using Xinheng.Platform.Subjects;

namespace Xinheng.Web.Tests.Staff;

/// <summary>The auditor's desk and the alarms, as auditor, operator and everybody else find them.</summary>
public sealed class TracePagesTests : IAsyncLifetime
{
    private StaffSite site = null!;
    private HttpClient auditor = null!;
    private SubjectId subject;
    private string number = "";

    public async ValueTask InitializeAsync()
    {
        site = await StaffSite.OpenAsync();
        await EnterAsync();
        await LookAsync("transport.maker", new Look(LookKind.Read, subject, ["CF_LP"], "办理许可", "云交受〔2026〕7号", null, LookResult.Answered, 2));
        for (var i = 0; i < 12; i++)
        {
            await LookAsync("culture.reviewer", new Look(LookKind.Reveal, null, ["CF_NP"], "好奇", null, null, LookResult.Denied, 0));
        }

        await site.Get<RaiseAlarms>().RunAsync(default);
        auditor = await site.SignedInAsync("auditor");
    }

    public async ValueTask DisposeAsync()
    {
        auditor.Dispose();
        await site.DisposeAsync();
    }

    [Fact]
    public async Task Ready_questions_open_their_rows()
    {
        var all = await StaffSite.PageAsync(auditor, "/work/trace");
        Assert.Equal(13, all.QuerySelectorAll(".table-trace tbody tr").Length);

        foreach (var (address, rows) in new[]
        {
            ("/work/trace?question=no-matter", 12), ("/work/trace?question=elsewhere", 0), ("/work/trace?question=lapsed", 0),
            ("/work/trace?result=Denied", 12), ($"/work/trace?organisation={StaffSite.Transport}", 1),
            ($"/work/trace?matter={Uri.EscapeDataString("云交受〔2026〕7号")}", 1), ("/work/trace?from=2026-04-16", 0), ("/work/trace?to=2026-04-15", 13),
        })
        {
            Assert.Equal(rows, (await StaffSite.PageAsync(auditor, address)).QuerySelectorAll(".table-trace tbody tr").Length);
        }

        Assert.NotNull((await StaffSite.PageAsync(auditor, "/work/trace?from=gestern")).QuerySelector(".error-summary"));
    }

    [Fact]
    public async Task Who_looked_at_somebody_is_asked_by_post_answered_in_place_and_itself_traced()
    {
        site.Clock.Now += TimeSpan.FromSeconds(1);
        using (var answer = await StaffSite.PostFormAsync(auditor, "/work/trace", "/work/trace/subject", ("number", number)))
        {
            var page = await StaffSite.ReadAsync(answer);
            var row = Assert.Single(page.QuerySelectorAll(".table-trace tbody tr"));
            Assert.Contains("transport.maker", row.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain(page.QuerySelectorAll("a"), a => a.GetAttribute("href")!.Contains(number, StringComparison.Ordinal));
        }

        using (var again = await StaffSite.PostFormAsync(auditor, "/work/trace", "/work/trace/subject", ("number", number)))
        {
            var rows = (await StaffSite.ReadAsync(again)).QuerySelectorAll(".table-trace tbody tr");
            Assert.Equal(2, rows.Length);
            Assert.Contains("auditor", rows[0].TextContent, StringComparison.Ordinal);
        }

        using var unknown = await StaffSite.PostFormAsync(auditor, "/work/trace", "/work/trace/subject", ("number", "no such number"));
        Assert.NotNull((await StaffSite.ReadAsync(unknown, HttpStatusCode.NotFound)).QuerySelector(".error-summary"));
    }

    [Fact]
    public async Task Alarms_are_counted_on_the_first_page_lead_to_their_rows_and_are_closed_by_an_operator()
    {
        Assert.Equal("1", (await StaffSite.PageAsync(auditor, "/work")).QuerySelector(".stat-number")!.TextContent.Trim());
        var alarms = await StaffSite.PageAsync(auditor, "/work/alarms");
        Assert.Contains("查询无事项号", alarms.QuerySelector(".submission h2")!.TextContent, StringComparison.Ordinal);
        Assert.Null(alarms.QuerySelector("form[action$='/closing']"));
        var rows = alarms.QuerySelector(".submission a[href^='/work/trace?']")!.GetAttribute("href")!;
        Assert.Equal(12, (await StaffSite.PageAsync(auditor, rows)).QuerySelectorAll(".table-trace tbody tr").Length);

        Assert.False((await site.Get<AppointAccount>().RunAsync(new("desk", null, StaffSite.Password), Caller.TheProgram, default)).IsRefused);
        Assert.False((await site.Get<GrantRole>().RunAsync(new("desk", Role.Operator), Caller.TheProgram, default)).IsRefused);
        using var desk = await site.SignedInAsync("desk");
        var page = await StaffSite.PageAsync(desk, "/work/alarms");
        Assert.Null(page.QuerySelector("a[href^='/work/trace']"));
        var action = page.QuerySelector("form[action$='/closing']")!.GetAttribute("action")!;
        using (var empty = await StaffSite.PostFormAsync(desk, "/work/alarms", action, ("reason", "无")))
        {
            Assert.NotNull((await StaffSite.ReadAsync(empty, HttpStatusCode.BadRequest)).QuerySelector(".error-summary a[href^='#reason-']"));
        }

        using (var closed = await StaffSite.PostFormAsync(desk, "/work/alarms", action, ("reason", "误点，已与单位核对")))
        {
            Assert.Equal(HttpStatusCode.Redirect, closed.StatusCode);
        }

        Assert.Empty((await StaffSite.PageAsync(desk, "/work/alarms")).QuerySelectorAll(".submission"));
        Assert.Contains("误点，已与单位核对", (await StaffSite.PageAsync(desk, "/work/alarms?closed=true")).QuerySelector(".submission")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reviewer_delays_sight_of_the_own_units_reads_and_the_auditor_sees_that()
    {
        using var reviewer = await site.SignedInAsync("transport.reviewer");
        (string, string)[] fields = [("matter", "云交受〔2026〕7号"), ("until", "2026-09-01"), ("basis", "《示例监察法》第十条"), ("reason", "调查未结束")];
        using (var empty = await StaffSite.PostFormAsync(reviewer, "/work/delays", "/work/delays", ("matter", "云交受〔2026〕7号"), ("look", "x")))
        {
            var refused = await StaffSite.ReadAsync(empty, HttpStatusCode.BadRequest);
            Assert.Equal("云交受〔2026〕7号", refused.QuerySelector("#matter")!.GetAttribute("value"));
        }

        using (var decided = await StaffSite.PostFormAsync(reviewer, "/work/delays", "/work/delays", fields))
        {
            Assert.Equal(HttpStatusCode.Redirect, decided.StatusCode);
        }

        Assert.Empty((await site.Get<LooksAtMe>().ListAsync(subject, null, default)).Items);
        Assert.Contains("《示例监察法》第十条", (await StaffSite.PageAsync(auditor, "/work/delays")).QuerySelector(".submission")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await StaffSite.PageAsync(auditor, "/work/delays")).QuerySelector("form[action='/work/delays']"));
        using var others = await site.SignedInAsync("culture.reviewer");
        Assert.Empty((await StaffSite.PageAsync(others, "/work/delays")).QuerySelectorAll(".submission"));
        using var maker = await site.SignedInAsync("transport.maker");
        await StaffSite.PageAsync(maker, "/work/delays", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Nobody_but_an_auditor_reads_the_trace_and_a_maker_sees_no_alarms()
    {
        using var maker = await site.SignedInAsync("transport.maker");
        foreach (var address in new[] { "/work/trace", "/work/alarms", "/api/v1/trace" })
        {
            using var refused = await maker.GetAsync(address);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        var first = await StaffSite.PageAsync(maker, "/work");
        Assert.Null(first.QuerySelector("a[href='/work/trace'], a[href='/work/alarms']"));
        using var posted = await StaffSite.PostFormAsync(maker, "/work", "/work/trace/subject", ("number", number));
        Assert.Equal(HttpStatusCode.Forbidden, posted.StatusCode);
    }

    [Fact]
    public async Task An_auditors_tool_reads_the_same_lines_page_by_page()
    {
        for (var i = 0; i < 45; i++)
        {
            await LookAsync("transport.maker", new Look(LookKind.Read, subject, ["CF_LP"], "办理许可", "8号", null, LookResult.Answered, 1));
        }

        var first = await StaffSite.GetAsync(auditor, "/api/v1/trace");
        var second = await StaffSite.GetAsync(auditor, $"/api/v1/trace?cursor={first.GetProperty("cursor").GetString()}");
        var denied = await StaffSite.GetAsync(auditor, "/api/v1/trace?question=no-matter&result=Denied");

        Assert.Equal((50, 8, 12), (first.GetProperty("items").GetArrayLength(), second.GetProperty("items").GetArrayLength(), denied.GetProperty("items").GetArrayLength()));
        Assert.Equal("好奇", denied.GetProperty("items")[0].GetProperty("purpose").GetString());
        await StaffSite.GetAsync(auditor, "/api/v1/trace?account=somebody", HttpStatusCode.BadRequest);
    }

    // One penalty, so that there is a subject with a number.
    private async Task EnterAsync()
    {
        var file = (await Penalties.OfAsync(site)).Add("示例处罚〔2026〕1号");
        number = file.Item.Example[file.Item.IndexOf("CF_XDR_SHXYM")]!;
        using var content = new MemoryStream(file.Utf8());
        var received = await site.Get<ReceiveSubmission>().RunAsync(
            new("CF_LP", StaffSite.Transport, SubmissionFormat.Csv, content), await CallerAsync("transport.maker"), default);
        await site.DrainAsync();
        _ = (await site.Get<ApproveSubmission>().RunAsync(new(received.Value.Id, null), await CallerAsync("transport.reviewer"), default)).Value;
        await site.DrainAsync();
        subject = (await site.Get<FindSubject>().ByNumberAsync(number, default))!.Value;
    }

    private async Task<Caller> CallerAsync(string name) => (await site.Get<Accounts>().FindAsync(name, default))!;

    private async Task LookAsync(string account, Look look) =>
        await site.Get<Trace>().WriteAsync(look, await CallerAsync(account), default);
}
