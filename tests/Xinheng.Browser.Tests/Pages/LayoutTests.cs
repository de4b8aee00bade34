namespace Xinheng.Browser.Tests.Pages;

public sealed class LayoutTests(Site site)
{
    // 320 is 1280 at 400 % zoom (WCAG 2.2, 1.4.10).
    private static readonly int[] Widths = [320, 360, 1440];

    private static readonly int[] WidthsOfLargestLetters = [360, 1024, 1440];

    [Theory, MemberData(nameof(Places.Names), MemberType = typeof(Places))]
    public async Task Nothing_sticks_out_on_a_phone_on_a_desk_at_400_percent_or_in_the_largest_letters(string name)
    {
        await using var visit = await site.VisitAsync(Widths[0]);
        await visit.GoAsync(Places.Of(name));
        foreach (var width in Widths)
        {
            Assert.Empty(await OutsideAsync(visit, width));
        }

        visit.AssertQuiet();
        await visit.ReadAsAsync("size=larger");
        await visit.Page.ReloadAsync();
        await visit.Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        foreach (var width in WidthsOfLargestLetters)
        {
            Assert.Empty(await OutsideAsync(visit, width));
        }
    }

    [Theory]
    [InlineData("home")]
    [InlineData("record-penalty")]
    [InlineData("disclosures-penalty")]
    [InlineData("how-to")]
    public async Task On_paper_there_is_no_navigation(string name)
    {
        await using var visit = await site.VisitAsync();
        await visit.GoAsync(Places.Of(name));
        Assert.True(await visit.Page.Locator(".site-nav").IsVisibleAsync());

        await visit.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });

        foreach (var element in await visit.Page.Locator("nav, form, .skip-link, .pager").AllAsync())
        {
            Assert.False(await element.IsVisibleAsync(), await element.EvaluateAsync<string>("e => e.outerHTML.slice(0, 120)"));
        }

        Assert.True(await visit.Page.Locator("h1").IsVisibleAsync());
    }

    [Fact]
    public async Task A_list_is_drawn_once_whatever_the_width()
    {
        await using var visit = await site.VisitAsync(360);
        await visit.GoAsync("/disclosures/permit");

        var records = await visit.Page.Locator("main a[href^='/records/']").EvaluateAllAsync<string[]>("links => links.map(link => link.href)");

        Assert.Equal(50, records.Length);
        Assert.Equal(records.Distinct(), records);
    }

    [Fact]
    public async Task The_first_page_weighs_at_most_200_kilobytes()
    {
        await using var visit = await site.VisitAsync();
        await visit.GoAsync("/");

        var weight = 0;
        foreach (var request in visit.Requests)
        {
            var sizes = await request.SizesAsync();
            weight += sizes.ResponseBodySize + sizes.ResponseHeadersSize;
        }

        Assert.InRange(weight, 1, 200 * 1024);
    }

    private static async Task<string[]> OutsideAsync(Visit visit, int width)
    {
        await visit.Page.SetViewportSizeAsync(width, width == 320 ? 256 : 740);
        return await visit.Page.EvaluateAsync<string[]>("""
            () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
              [...document.body.querySelectorAll('*')]
                .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !e.closest('.table-responsive'))
                .map(e => `${innerWidth}: <${e.tagName.toLowerCase()} class="${e.className}"> ${e.textContent.trim().slice(0, 40)}`)
            """);
    }
}
