using System.Net;
using Xinheng.Model.Assessment;
using Xinheng.Model.Collection;
using Xinheng.Model.People;
using Xinheng.Platform.Assessment.Desk;
using Xinheng.Platform.Assessment.Scoring;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Journal;
using Xinheng.Platform.People;

namespace Xinheng.Web.Tests.Staff;

/// <summary>The duty desk, the list of what is due, scoreboard, bulletin and audit console as their people find them.</summary>
public sealed class AssessmentPagesTests : IAsyncLifetime
{
    private StaffSite site = null!;
    private HttpClient desk = null!;
    private HttpClient maker = null!;
    private HttpClient auditor = null!;
    private Guid submission;

    public async ValueTask InitializeAsync()
    {
        site = await StaffSite.OpenAsync(); // 15 April 2026
        await site.AppointAsync("desk", StaffSite.Transport, Role.Operator);
        var file = (await Penalties.OfAsync(site)).Add("云交罚〔2026〕1号").Add("云交罚〔2026〕4号").Add("云交罚〔2026〕5号", ("CF_JDRQ", "2026-02-30"));
        using var content = new MemoryStream(file.Utf8());
        submission = (await site.Get<ReceiveSubmission>().RunAsync(
            new("CF_LP", StaffSite.Transport, SubmissionFormat.Csv, content), await CallerAsync("transport.maker"), default)).Value.Id.Value;
        await site.DrainAsync();
        _ = (await site.Get<ApproveSubmission>().RunAsync(new(new(submission), null), await CallerAsync("transport.reviewer"), default)).Value;
        await site.DrainAsync();
        await site.Get<Sealer>().SealAsync(default);
        await site.Get<DocumentNumbers>().CatchUpAsync(default);
        (desk, maker, auditor) = (await site.SignedInAsync("desk"), await site.SignedInAsync("transport.maker"), await site.SignedInAsync("auditor"));
    }

    public async ValueTask DisposeAsync()
    {
        desk.Dispose();
        maker.Dispose();
        auditor.Dispose();
        await site.DisposeAsync();
    }

    [Fact]
    public async Task The_desk_says_what_waits_what_came_and_what_is_odd_and_what_to_press()
    {
        var page = await StaffSite.PageAsync(desk, "/work/desk");

        Assert.Equal(["今天必须办", "数据到没到", "下架传播", "异常"], page.QuerySelectorAll("main h2").Select(h => h.FirstChild!.TextContent.Trim()));
        Assert.Contains("2–3", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal); // missing numbers
        Assert.Contains("尚未接入", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var cell = page.QuerySelectorAll(".heat td a").Single();
        Assert.Equal("3 行", cell.TextContent);

        var rows = await StaffSite.PageAsync(desk, cell.GetAttribute("href")!);
        Assert.Contains(rows.QuerySelectorAll("a"), a => a.GetAttribute("href") == $"/work/submissions/{submission}");
        Assert.Contains("transport.maker", rows.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_missed_is_asked_for_and_answered_with_one_press()
    {
        await SetTodayAsync(new DateTimeOffset(2026, 6, 15, 2, 0, 0, TimeSpan.Zero));
        var red = (await StaffSite.PageAsync(desk, "/work/desk?month=2026-05")).QuerySelector(".heat td.heat-4 a")!;
        Assert.Equal("未到", red.TextContent);

        using (var asked = await StaffSite.PostFormAsync(desk, red.GetAttribute("href")!, "/work/desk/reminders",
            ("provider", StaffSite.Transport), ("item", "CF_LP"), ("month", "2026-05")))
        {
            Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        }

        var own = await StaffSite.PageAsync(maker, "/work");
        Assert.Contains("催报", own.QuerySelector(".reports-due")!.TextContent, StringComparison.Ordinal);
        using (var said = await StaffSite.PostFormAsync(maker, "/work/reports", "/work/reports/nothing", ("item", "CF_LP"), ("month", "2026-05")))
        {
            Assert.Equal("/work/reports", said.Headers.Location!.ToString());
        }

        Assert.Null((await StaffSite.PageAsync(desk, "/work/desk?month=2026-05")).QuerySelector(".heat td.heat-4"));
        using var again = await StaffSite.PostFormAsync(maker, "/work/reports", "/work/reports/nothing", ("item", "CF_LP"), ("month", "2026-05"));
        Assert.NotNull((await StaffSite.ReadAsync(again, HttpStatusCode.Conflict)).QuerySelector(".error-summary"));
    }

    [Fact]
    public async Task Scoreboard_bulletin_table_and_api_say_the_same_figures()
    {
        await SetTodayAsync(new DateTimeOffset(2026, 5, 12, 2, 0, 0, TimeSpan.Zero));
        var board = Figures(await StaffSite.PageAsync(auditor, "/work/quality?month=2026-04"));
        Assert.Equal(Bulletins.Figures.Count, board.Count);

        Assert.Equal(board, Figures(await StaffSite.PageAsync(desk, "/work/bulletin/2026-04")));
        using (var issued = await StaffSite.PostFormAsync(desk, "/work/bulletin/2026-04", "/work/bulletin/2026-04/issue", ("region", "")))
        {
            Assert.Equal("/work/bulletin/2026-04", issued.Headers.Location!.ToString());
        }

        var bulletin = await StaffSite.PageAsync(desk, "/work/bulletin/2026-04");
        Assert.Equal(board, Figures(bulletin));
        Assert.Contains("没有变化", bulletin.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var csv = (await desk.GetStringAsync("/work/bulletin/2026-04/csv")).TrimStart('\uFEFF').Split("\r\n");
        Assert.Equal(board, csv[1].Split(',')[2..]);
        Assert.Equal(board, csv[2].Split(',')[2..]);

        var json = await StaffSite.GetAsync(auditor, "/api/v1/quality?month=2026-04");
        var line = json.GetProperty("departments").EnumerateArray().Single();
        Assert.Equal(board[..4], QualityIndex.All.Select(i => Bulletins.Percent(line.GetProperty(i.Code).GetProperty("percent").GetDecimal() / 100)));
    }

    [Fact]
    public async Task A_maker_sees_its_own_quality_down_to_the_submission_and_no_bulletin()
    {
        var page = await StaffSite.PageAsync(maker, "/work/quality?month=2026-04&item=CF_LP");

        Assert.Contains(page.QuerySelectorAll("#rows a"), a => a.GetAttribute("href") == $"/work/submissions/{submission}");
        Assert.Contains("入库、变更和未变的行数", page.QuerySelector("#formulas")!.TextContent, StringComparison.Ordinal);
        using var other = await site.SignedInAsync("culture.maker");
        Assert.Null((await StaffSite.PageAsync(other, $"/work/quality?month=2026-04&provider={StaffSite.Transport}&item=CF_LP")).QuerySelector("#rows"));
        using var bulletin = await maker.GetAsync("/work/bulletin");
        Assert.Equal(HttpStatusCode.Forbidden, bulletin.StatusCode);
    }

    [Fact]
    public async Task Any_number_is_followed_to_its_history_and_leads_on()
    {
        using var answer = await StaffSite.PostFormAsync(auditor, "/work/audit", "/work/audit/find", ("number", "云交罚(2026)4号"));
        var record = await StaffSite.ReadAsync(answer);
        Assert.Contains("已封存", record.QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);

        var sent = await StaffSite.PageAsync(auditor, $"/work/audit?id={submission}");
        Assert.Equal(3, sent.QuerySelectorAll(".timeline-event").Length);
        var entry = await StaffSite.PageAsync(auditor, sent.QuerySelector(".timeline-event a")!.GetAttribute("href")!);
        Assert.Contains("submission", entry.QuerySelector(".facts-json")!.TextContent, StringComparison.Ordinal);

        using var pack = await StaffSite.PostFormAsync(auditor, $"/work/audit?id={submission}", "/work/audit/pack", ("id", submission.ToString()));
        var read = EvidencePack.Parse(await pack.Content.ReadAsByteArrayAsync()).Value;
        Assert.Equal(3, read.Entries.Count);
        Assert.False(read.Verify(site.Get<SigningKeys>().Current.Public).IsRefused);
    }

    [Fact]
    public async Task A_citizens_number_in_an_address_is_refused_with_a_clear_word_and_not_repeated()
    {
        const string number = "990100199001010012";
        var page = await StaffSite.PageAsync(auditor, $"/work/audit?id={number}", HttpStatusCode.BadRequest);

        Assert.Contains("地址里好像有一个证件号码", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(number, page.QuerySelector("main")!.OuterHtml, StringComparison.Ordinal);
        await StaffSite.PageAsync(auditor, "/work/audit?id=nothing", HttpStatusCode.NotFound);
    }

    private static List<string> Figures(AngleSharp.Dom.IDocument page) =>
        [.. page.QuerySelectorAll(".table-scores tbody tr").First().QuerySelectorAll("[data-figure]").Select(cell => cell.GetAttribute("data-figure")!)];

    private async Task<Caller> CallerAsync(string name) => (await site.Get<Accounts>().FindAsync(name, default))!;

    private async Task SetTodayAsync(DateTimeOffset now)
    {
        site.Clock.Now = now;
        desk.Dispose();
        maker.Dispose();
        auditor.Dispose();
        (desk, maker, auditor) = (await site.SignedInAsync("desk"), await site.SignedInAsync("transport.maker"), await site.SignedInAsync("auditor"));
    }
}
