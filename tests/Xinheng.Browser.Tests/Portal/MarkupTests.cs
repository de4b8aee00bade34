namespace Xinheng.Browser.Tests.Portal;

public sealed class MarkupTests(Site site)
{
    [Fact]
    public async Task Markup_in_a_name_comes_out_as_text_wherever_the_name_stands()
    {
        await using var visit = await site.VisitAsync();

        await visit.GoAsync($"/subjects/{site.Sights.MarkupSubject}");
        Assert.Equal(Sights.Markup, await visit.Page.Locator("h1").InnerTextAsync());
        Assert.StartsWith(Sights.Markup, await visit.Page.TitleAsync(), StringComparison.Ordinal);

        await visit.AskInAddressAsync("粗体");
        Assert.Contains(Sights.Markup, await visit.Page.Locator(".hit h3").AllInnerTextsAsync());

        await visit.GoAsync($"/records/{site.Sights.MarkupRecord}");
        Assert.Contains(Sights.Markup, await visit.Page.Locator(".lead").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("<img src=x onerror=alert(1)>", await visit.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        Assert.Equal(0, await visit.Page.Locator("main :is(script, b, img:not([src^='/badge/']))").CountAsync());
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Markup_in_a_question_comes_back_as_text()
    {
        await using var visit = await site.VisitAsync();

        await visit.AskInAddressAsync("\"><script>document.title='坏'</script>");

        Assert.Equal("\"><script>document.title='坏'</script>", await visit.Page.Locator("#q").InputValueAsync());
        Assert.NotEqual("坏", await visit.Page.TitleAsync());
        visit.AssertQuiet();
    }
}
