using Microsoft.Playwright;
using Xinheng.Testing;

namespace Xinheng.Browser.Tests.Pages;

/// <summary>The ways in which somebody may choose to read: each page stands in each of them.</summary>
public sealed class ModesTests(Site site)
{
    private static readonly string Axe = Path.Combine(TestPlatform.Root, "node_modules", "axe-core", "axe.min.js");

    private static readonly int[] Widths = [360, 1024, 1440];

    [Theory, MemberData(nameof(Places.Names), MemberType = typeof(Places))]
    public async Task In_high_contrast_by_day_and_by_night_axe_finds_nothing(string name)
    {
        await using var visit = await site.VisitAsync();
        await visit.Page.AddInitScriptAsync(scriptPath: Axe);
        await visit.GoAsync(Places.Of(name));

        foreach (var view in new List<string> { "contrast=high&theme=light", "contrast=high&theme=dark" })
        {
            await ChooseAsync(visit, view);
            await visit.Page.ReloadAsync();
            await visit.Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
            // What a mode changes is colours; the rest of axe is asked once for every page, by day and by night.
            var found = await visit.Page.EvaluateAsync<string[]>("""
                async () => (await axe.run(document, { resultTypes: ['violations'], runOnly: ['cat.color', 'cat.sensory-and-visual-cues'] }))
                  .violations.map(v => `${v.impact} ${v.id}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + n.failureSummary).join(' | ')}`)
                """);
            Assert.Equal([], found);
        }
    }

    [Theory, MemberData(nameof(Places.Names), MemberType = typeof(Places))]
    public async Task In_the_largest_letters_nothing_sticks_out(string name)
    {
        await using var visit = await site.VisitAsync(360);
        await ChooseAsync(visit, "size=larger");
        await visit.GoAsync(Places.Of(name));
        await visit.Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");

        foreach (var width in Widths)
        {
            await visit.Page.SetViewportSizeAsync(width, 740);
            var outside = await visit.Page.EvaluateAsync<string[]>("""
                () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
                  [...document.body.querySelectorAll('*')]
                    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !e.closest('.table-responsive'))
                    .map(e => `${innerWidth}: <${e.tagName.toLowerCase()} class="${e.className}"> ${e.textContent.trim().slice(0, 40)}`)
                """);
            Assert.Equal([], outside);
        }
    }

    [Fact]
    public async Task Larger_letters_are_larger_and_a_chosen_night_is_dark_by_day()
    {
        await using var visit = await site.VisitAsync();
        await visit.GoAsync("/about");
        var (usual, day) = (await LettersAsync(visit), await PaperAsync(visit));

        await ChooseAsync(visit, "size=larger&theme=dark");
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

    private Task ChooseAsync(Visit visit, string view) =>
        visit.Page.Context.AddCookiesAsync([new() { Name = "view", Value = view, Url = site.Address.ToString() }]);

    private static Task<double> LettersAsync(Visit visit) =>
        visit.Page.EvaluateAsync<double>("parseFloat(getComputedStyle(document.querySelector('.lead + section p')).fontSize)");

    private static Task<string> PaperAsync(Visit visit) => visit.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
