using System.Net;
using System.Text;

namespace Xinheng.Web.Tests.Staff;

/// <summary>The workbench without script: ordinary forms, from the file to the record.</summary>
public sealed class WorkbenchTests
{
    [Fact]
    public async Task A_pasted_block_is_fixed_in_place_and_approved_by_another()
    {
        await using var site = await StaffSite.OpenAsync();
        using var maker = await site.SignedInAsync("transport.maker");
        using var reviewer = await site.SignedInAsync("transport.reviewer");
        var block = (await Penalties.OfAsync(site)).Add("示例处罚〔2026〕1号").Add("示例处罚〔2026〕2号", ("CF_JDRQ", "25-03-10")).Pasted();

        var path = await UploadAsync(maker, ("pasted", block, null));
        Assert.NotNull((await StaffSite.PageAsync(maker, path)).QuerySelector("#progress[hx-get]"));
        await site.DrainAsync();
        var seen = await StaffSite.PageAsync(maker, path);
        Assert.Equal(["2", "1", "0", "0", "0", "1"], seen.QuerySelectorAll(".sums dd").Select(d => d.TextContent));
        var cell = seen.QuerySelector(".fix .cell.error")!;
        Assert.Equal("25-03-10", cell.QuerySelector("input")!.GetAttribute("value"));
        Assert.Contains("不是日期", cell.QuerySelector(".reason")!.TextContent);

        Assert.Null(seen.QuerySelector(".fix.mended"));

        using (var settled = await StaffSite.PostFormAsync(maker, path, $"{path}/fixes", (cell.QuerySelector("input")!.GetAttribute("name")!, "2025-03-10"), ("save", "2")))
        {
            Assert.StartsWith(path, settled.Headers.Location!.OriginalString);
        }

        var mended = await StaffSite.PageAsync(maker, path);
        Assert.Contains("改好了", mended.QuerySelector(".fix.mended")!.TextContent);
        Assert.DoesNotContain("等我审核", (await StaffSite.PageAsync(reviewer, "/work")).Body!.TextContent);
        Assert.Contains("没有等您审核", (await StaffSite.PageAsync(reviewer, "/work/review")).Body!.TextContent);
        using (var sent = await StaffSite.PostFormAsync(maker, path, $"{path}/sending"))
        {
            Assert.Equal(path, sent.Headers.Location!.OriginalString);
        }

        await site.DrainAsync();
        Assert.Empty((await StaffSite.PageAsync(maker, path)).QuerySelectorAll(".fix"));
        Assert.Null((await StaffSite.PageAsync(maker, path)).QuerySelector("form[action$='/approval']"));
        Assert.Contains("等我审核", (await StaffSite.PageAsync(reviewer, "/work")).Body!.TextContent);

        var queue = await StaffSite.PageAsync(reviewer, "/work/review");
        var review = await StaffSite.PageAsync(reviewer, queue.QuerySelector(".waiting a")!.GetAttribute("href")!);
        var digest = review.QuerySelector("form[action$='/approval'] input[name=digest]")!.GetAttribute("value")!;
        using (var own = await StaffSite.PostFormAsync(maker, path, $"{path}/approval", ("digest", digest)))
        {
            Assert.Contains("不能审核自己", (await StaffSite.ReadAsync(own, HttpStatusCode.Forbidden)).QuerySelector(".error-summary")!.TextContent);
        }

        using (var approved = await StaffSite.PostFormAsync(reviewer, path, $"{path}/approval", ("digest", digest)))
        {
            Assert.Equal(HttpStatusCode.Redirect, approved.StatusCode);
        }

        await site.DrainAsync();
        Assert.Contains("已入库", (await StaffSite.PageAsync(maker, path)).Body!.TextContent);
        Assert.Equal(2, (await site.CountsAsync()).Records);
    }

    [Fact]
    public async Task The_same_file_again_leads_to_the_first_submission_and_says_so()
    {
        await using var site = await StaffSite.OpenAsync();
        using var maker = await site.SignedInAsync("transport.maker");
        var file = Encoding.UTF8.GetString((await Penalties.OfAsync(site)).Add("示例处罚〔2026〕1号").Utf8());

        var first = await UploadAsync(maker, ("file", file, "处罚.csv"));
        await site.DrainAsync();
        var again = await UploadAsync(maker, ("file", file, "处罚（2）.csv"));

        Assert.Equal($"{first}?known=1", again);
        Assert.Contains("以前报送过", (await StaffSite.PageAsync(maker, again)).Body!.TextContent);
    }

    [Theory]
    [InlineData("old.xls", "x", "xls")]
    [InlineData("", "x", "还没有选文件")]
    [InlineData("empty.csv", "", "空的")]
    public async Task What_cannot_be_taken_is_said_at_the_top_of_the_form(string name, string content, string said)
    {
        await using var site = await StaffSite.OpenAsync();
        using var maker = await site.SignedInAsync("transport.maker");

        using var answer = await PostFileAsync(maker, ("file", content, name));

        var page = await StaffSite.ReadAsync(answer, HttpStatusCode.BadRequest);
        Assert.Contains(said, page.QuerySelector(".error-summary")!.TextContent);
        Assert.NotNull(page.QuerySelector("input[type=file]"));
    }

    [Fact]
    public async Task Script_in_a_cell_is_text_on_every_page()
    {
        await using var site = await StaffSite.OpenAsync();
        using var maker = await site.SignedInAsync("transport.maker");
        const string script = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>";
        var file = (await Penalties.OfAsync(site))
            .Add("示例处罚〔2026〕1号", ("CF_XDR_MC", script), ("CF_JDRQ", script), ("CF_SY", $"</textarea>{script}"));
        var address = await SubmissionsApiTests.HandInAsync(maker, file.Utf8());
        await site.DrainAsync();

        var page = await StaffSite.PageAsync(maker, address.Replace("/api/v1/", "/work/", StringComparison.Ordinal));

        Assert.Empty(page.QuerySelectorAll("main script, main img"));
        Assert.Contains(page.QuerySelectorAll(".fix input"), input => input.GetAttribute("value") == script);
        var row = await StaffSite.PageAsync(maker, $"{address.Replace("/api/v1/", "/work/", StringComparison.Ordinal)}/rows/1");
        Assert.Empty(row.QuerySelectorAll("main script, main img"));
        Assert.Contains(row.QuerySelectorAll("textarea"), text => text.TextContent.Contains(script, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_of_the_workbench_are_nobodys_to_keep_and_another_organisation_finds_none()
    {
        await using var site = await StaffSite.OpenAsync();
        using var maker = await site.SignedInAsync("transport.maker");
        using var stranger = await site.SignedInAsync("culture.maker");
        var address = await SubmissionsApiTests.HandInAsync(maker, (await Penalties.OfAsync(site)).Add("示例处罚〔2026〕1号").Utf8());
        var path = address.Replace("/api/v1/", "/work/", StringComparison.Ordinal);

        using var mine = await maker.GetAsync(path);
        Assert.True(mine.Headers.CacheControl!.NoStore);
        Assert.Contains("没有这份报送", (await StaffSite.PageAsync(stranger, path, HttpStatusCode.NotFound)).Body!.TextContent);
    }

    private static async Task<string> UploadAsync(HttpClient client, (string Part, string Content, string? FileName) file)
    {
        using var answer = await PostFileAsync(client, file);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task<HttpResponseMessage> PostFileAsync(HttpClient client, (string Part, string Content, string? FileName) file)
    {
        var page = await StaffSite.PageAsync(client, "/work/submit?item=CF_LP");
        var token = page.QuerySelector("form[enctype] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent("CF_LP"), "item" } };
        var content = new StringContent(file.Content);
        content.Headers.ContentDisposition = new("form-data") { Name = file.Part, FileName = file.FileName is null ? null : $"\"{file.FileName}\"" };
        form.Add(content);
        return await client.PostAsync("/work/upload", form);
    }
}
