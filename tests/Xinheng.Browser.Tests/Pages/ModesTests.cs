using Microsoft.Playwright;

namespace Xinheng.Browser.Tests.Pages;

/// <summary>The ways in which somebody may choose to read. That each page stands in each of them, its layout and its accessibility say.</summary>
public sealed class ModesTests(Site site)
{
    [Fact]
    public async Task Larger_letters_are_larger_and_a_chosen_night_is_dark_by_day()
    {
        await using var visit = await site.VisitAsync();
        await visit.GoAsync("/about");
        var (usual, day) = (await LettersAsync(visit), await PaperAsync(visit));

        await visit.ReadAsAsync("size=larger&theme=dark");
        await visit.GoAsync("/about");

        Assert.Equal(usual * 1.5, await LettersAsync(visit), 0.1);
        Assert.NotEqual(day, await PaperAsync(visit));
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal("rgb(255, 255, 255)", await PaperAsync(visit));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Somebody_chooses_with_the_keyboard_and_stays_where_they_were(bool script)
    {
        await using var visit = await site.VisitAsync(script: script);
        await visit.GoAsync("/search?q=信衡示例");

        await visit.TabToAsync(visit.Page.GetByRole(AriaRole.Button, new() { Name = "English" }));
        await visit.EnterAsync("/search?q=");

        Assert.Equal("en", await visit.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.EndsWith("found", await visit.Page.Locator(".result-title").InnerTextAsync(), StringComparison.Ordinal);
        await visit.Page.Locator(".view-bar summary").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Largest" }).ClickAsync();
        Assert.Equal("text-larger", await visit.Page.Locator("html").GetAttributeAsync("class"));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "中文" }).ClickAsync();
        Assert.Equal("zh-CN", await visit.Page.Locator("html").GetAttributeAsync("lang"));
        visit.AssertQuiet();
    }

    private static Task<double> LettersAsync(Visit visit) =>
        visit.Page.EvaluateAsync<double>("parseFloat(getComputedStyle(document.querySelector('.lead + section p')).fontSize)");

    private static Task<string> PaperAsync(Visit visit) => visit.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
