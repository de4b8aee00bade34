using System.Net;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Tests.Portal;

public sealed class PortalPagesTests
{
    public static TheoryData<string> Pages => new(
        "/", "/search", "/search?q=云州", "/search?q=没有这家", $"/subjects/{FakeWorld.Food}", $"/subjects/{FakeWorld.Clean}",
        $"/subjects/{FakeWorld.Hostile}", $"/subjects/{FakeWorld.Long}?all=1", "/records/019a0000-0000-7000-8000-000000000004",
        "/disclosures", "/disclosures/penalty", "/disclosures/permit", "/disclosures/levy", "/disclosures/penalty?from=x",
        "/catalogue", "/catalogue/PERMIT_ORG", "/how-to", "/how-to/objection", "/how-to/repair", "/about", "/verify", "/verify?code=x", "/accessibility");

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_has_language_title_landmarks_one_heading_and_labels_and_takes_nothing_from_elsewhere(string path)
    {
        await using var site = await TestSite.OpenAsync();

        var page = await site.PageAsync(path);

        Assert.Equal("zh-CN", page.DocumentElement.GetAttribute("lang"));
        Assert.False(string.IsNullOrWhiteSpace(page.Title));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Single(page.QuerySelectorAll("main#main"));
        Assert.Equal("#main", page.Body!.FirstElementChild!.GetAttribute("href"));
        Assert.Empty(page.QuerySelectorAll("[style], style, [onclick], iframe"));
        Assert.All(page.QuerySelectorAll("script"), script => // only a file of ours, that makes things quicker
        {
            Assert.StartsWith("/assets/js/", script.GetAttribute("src"));
            Assert.Empty(script.TextContent);
        });
        Assert.All(page.QuerySelectorAll("link[href], img[src]"), element =>
            Assert.StartsWith("/", element.GetAttribute("href") ?? element.GetAttribute("src")));
        Assert.All(page.QuerySelectorAll("input:not([type=hidden])"), input =>
            Assert.True(input.Closest("label") is not null || page.QuerySelector($"label[for='{input.Id}']") is not null));
        var ids = page.All.Where(element => !string.IsNullOrEmpty(element.Id)).Select(element => element.Id!).ToList();
        Assert.Equal(ids.Distinct(), ids);
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Every_link_within_the_portal_leads_somewhere(string path)
    {
        await using var site = await TestSite.OpenAsync(new WebSettings { PublicCostPerMinute = 0, Doors = new HashSet<Door> { Door.Portal, Door.Api } });
        var page = await site.PageAsync(path);

        foreach (var href in page.QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!).Distinct())
        {
            var parts = href.Split('#');
            using var answer = await site.Client.GetAsync(parts[0].Length == 0 ? path : parts[0]);
            Assert.True(answer.IsSuccessStatusCode, $"{path} → {href}: {answer.StatusCode}");
            if (parts.Length > 1 && parts[1] != "main")
            {
                Assert.Contains($"id=\"{parts[1]}\"", await answer.Content.ReadAsStringAsync());
            }
        }
    }

    [Fact]
    public async Task A_code_of_a_national_list_is_read_as_words_with_the_code_in_small_print_and_our_own_numbering_not_at_all()
    {
        await using var site = await TestSite.OpenAsync();
        var facts = (await site.PageAsync($"/records/{FakeWorld.Id(1)}")).QuerySelectorAll(".fact")
            .ToDictionary(f => f.QuerySelector("dt")!.TextContent, f => f.QuerySelector("dd")!);

        Assert.Equal("示例省云州市 990100", facts["地方编码"].TextContent.Trim());
        Assert.Equal("990100", facts["地方编码"].QuerySelector(".hint")!.TextContent);
        Assert.Equal("市级", facts["荣誉级别"].TextContent.Trim());
    }

    [Theory]
    [InlineData($"/subjects/{FakeWorld.Hostile}")]
    [InlineData("/search?q=script")]
    [InlineData("/disclosures/permit?to=2026-06-06")]
    [InlineData("/records/019a0000-0000-7000-8000-000000000005")]
    [InlineData("/search?q=%3Cscript%3Ealert(1)%3C/script%3E")]
    public async Task Markup_in_a_name_or_question_is_shown_as_text(string path)
    {
        await using var site = await TestSite.OpenAsync();

        var page = await site.PageAsync(path);

        Assert.Empty(page.QuerySelectorAll("script:not([src^='/assets/js/']), img:not([src^='/badge/']), main b"));
        Assert.Contains("<script>", page.Body!.TextContent + page.QuerySelector("input#q")?.GetAttribute("value"));
    }

    [Fact]
    public async Task Positive_records_stand_before_adverse_ones_and_each_tells_until_when_and_how_to_contest()
    {
        await using var site = await TestSite.OpenAsync();

        var page = await site.PageAsync($"/subjects/{FakeWorld.Food}");

        Assert.Equal(["positive", "neutral", "adverse"], page.QuerySelectorAll("section.records").Select(section => section.Id));
        var penalty = page.QuerySelector("#adverse .record")!;
        Assert.Contains("2027年8月20日 起不再公示", penalty.TextContent);
        Assert.Contains("还有 272 天", penalty.TextContent);
        Assert.Contains("《中华人民共和国行政处罚法》第四十八条第一款", penalty.TextContent);
        Assert.Equal("/how-to#objection", penalty.QuerySelector("footer a:last-child")!.GetAttribute("href"));
        Assert.Contains("异议处理中", page.QuerySelector("#adverse")!.TextContent);
    }

    [Fact]
    public async Task No_records_is_said_plainly_with_what_it_does_not_mean()
    {
        await using var site = await TestSite.OpenAsync();

        var page = await site.PageAsync($"/subjects/{FakeWorld.Clean}");

        Assert.Contains("今天没有公示中的信用记录", page.QuerySelector("main")!.TextContent);
        Assert.Contains("不是对它的评价或担保", page.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task What_is_not_public_answers_the_same_whether_or_not_it_ever_was()
    {
        await using var site = await TestSite.OpenAsync();

        var never = await site.PageAsync("/records/not-an-id", HttpStatusCode.NotFound);
        var other = await site.PageAsync("/records/019a0000-0000-7000-8000-00000000ffff", HttpStatusCode.NotFound);

        Assert.Equal(never.QuerySelector("main")!.TextContent, other.QuerySelector("main")!.TextContent);
        Assert.Contains("现在没有公示", never.QuerySelector("h1")!.TextContent);
        Assert.Contains("现在没有公示", (await site.PageAsync("/subjects/none", HttpStatusCode.NotFound)).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task An_address_that_does_not_exist_gets_a_page_with_a_way_on()
    {
        await using var site = await TestSite.OpenAsync();

        var page = await site.PageAsync("/nothing/here", HttpStatusCode.NotFound);

        Assert.Contains("没有找到", page.QuerySelector("h1")!.TextContent);
        Assert.NotNull(page.QuerySelector("main a[href='/search']"));
    }

    [Fact]
    public async Task A_bug_gets_a_calm_page_with_a_number_and_no_detail()
    {
        await using var site = await TestSite.OpenAsync();

        var page = await site.PageAsync("/search?q=故障", HttpStatusCode.InternalServerError);

        Assert.Contains("系统出了错", page.QuerySelector("h1")!.TextContent);
        Assert.NotEmpty(page.QuerySelector("main code")!.TextContent);
        Assert.DoesNotContain("secret detail", page.DocumentElement.OuterHtml);
    }

    [Fact]
    public async Task Pages_carry_the_security_headers_no_cookie_and_a_short_life()
    {
        await using var site = await TestSite.OpenAsync();

        using var answer = await site.Client.GetAsync("/");

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("unsafe-inline", policy);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.NotEmpty(answer.Headers.GetValues("X-Request-Id").Single());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal("public, max-age=5, must-revalidate", answer.Headers.NonValidated["Cache-Control"].ToString());
    }

    [Fact]
    public async Task Style_sheets_have_an_address_by_content_and_may_be_kept_for_a_year()
    {
        await using var site = await TestSite.OpenAsync();
        var page = await site.PageAsync("/");

        foreach (var link in page.QuerySelectorAll("link[rel=stylesheet]"))
        {
            using var answer = await site.Client.GetAsync(link.GetAttribute("href"));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("text/css", answer.Content.Headers.ContentType!.MediaType);
            Assert.Contains("immutable", answer.Headers.NonValidated["Cache-Control"].ToString());
        }
    }

    [Fact]
    public async Task Wrong_dates_are_all_told_and_lead_to_their_fields()
    {
        await using var site = await TestSite.OpenAsync();

        var page = await site.PageAsync("/disclosures/penalty?from=1.1.2026&to=x");

        Assert.Equal(["#from", "#to"], page.QuerySelectorAll(".error-summary a").Select(link => link.GetAttribute("href")));
        Assert.Empty(page.QuerySelectorAll(".record"));
    }

    [Fact]
    public async Task A_long_list_goes_on_by_cursor_and_keeps_the_question()
    {
        await using var site = await TestSite.OpenAsync();
        var first = await site.PageAsync("/disclosures/permit?from=2026-01-01");

        var second = await site.PageAsync(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);

        Assert.Equal(20, first.QuerySelectorAll(".table-acts tbody tr").Length);
        Assert.Equal(8, second.QuerySelectorAll(".table-acts tbody tr").Length);
        Assert.Equal("2026-01-01", second.QuerySelector("input#from")!.GetAttribute("value"));
        Assert.Equal("/disclosures/permit?from=2026-01-01", second.QuerySelector(".pager a")!.GetAttribute("href"));
    }
}
