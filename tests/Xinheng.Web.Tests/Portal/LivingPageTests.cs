using Xinheng.Web.Components;
using Xinheng.Web.Portal.Living;

namespace Xinheng.Web.Tests.Portal;

public sealed class LivingPageTests
{
    [Fact]
    public void Every_component_stands_on_the_living_page() => Assert.Empty(Specimen.Missing(Specimen.Components));

    [Fact]
    public void A_component_without_an_entry_is_told()
    {
        Assert.Superset(new HashSet<string> { nameof(Badge), "BarChart", "ErrorSummary", "RecordCard" }, Specimen.Components.Select(type => type.Name).ToHashSet());
        Assert.Equal([nameof(LivingPageTests)], Specimen.Missing([typeof(Badge), typeof(LivingPageTests)]));
    }

    [Theory, InlineData("/components"), InlineData("/components?lang=en")]
    public async Task It_shows_each_in_its_states_under_its_own_name(string path)
    {
        await using var site = await TestSite.OpenAsync();

        var page = await site.PageAsync(path);

        Assert.Equal(Specimen.All.Count, page.QuerySelectorAll(".specimen").Length);
        Assert.All(page.QuerySelectorAll(".specimen"), specimen => Assert.True(specimen.ChildElementCount > 1, specimen.OuterHtml));
        var ids = page.All.Where(element => !string.IsNullOrEmpty(element.Id)).Select(element => element.Id!).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(page.QuerySelectorAll(".toc a"), link => Assert.NotNull(page.GetElementById(link.GetAttribute("href")![1..])));
        Assert.Equal("/components", (await site.PageAsync("/accessibility")).QuerySelector("main a[href='/components']")!.GetAttribute("href"));
    }
}
