using Microsoft.Playwright;

namespace Xinheng.Browser.Tests.Portal;

/// <summary>Particulars of the portal that the tasks of the public do not pass.</summary>
public sealed class JourneyTests(Site site)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task A_disclosure_list_is_paged_and_narrowed_to_days(bool script)
    {
        await using var visit = await site.VisitAsync(script: script);
        await visit.GoAsync("/disclosures");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "行政许可" }).ClickAsync();
        var first = await DaysAsync(visit);
        Assert.Equal(first.OrderDescending(), first);

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "下一页" }).ClickAsync();
        var second = await DaysAsync(visit);
        Assert.True(second[0].CompareTo(first[^1]) <= 0, "The second page goes on where the first ended.");

        await visit.Page.GetByLabel("决定日期，从").FillAsync(second[^1]);
        await visit.Page.GetByLabel("到", new() { Exact = true }).FillAsync(second[0]);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "筛选" }).ClickAsync();
        var narrowed = await DaysAsync(visit);
        Assert.All(narrowed, day => Assert.InRange(day, second[^1], second[0]));
        Assert.Contains("from=", visit.Page.Url, StringComparison.Ordinal);
        visit.AssertQuiet();
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task The_catalogue_says_what_is_shown_and_on_what_basis(bool script)
    {
        await using var visit = await site.VisitAsync(script: script);
        await visit.GoAsync("/catalogue");

        await visit.Link("行政处罚(法人及非法人组织)").ClickAsync();

        Assert.Contains("行政处罚法", await visit.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("不公示", await visit.Page.Locator("tr", new() { HasText = "CF_FR_ZJHM" }).First.InnerTextAsync(), StringComparison.Ordinal);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task What_is_not_public_answers_like_what_never_was()
    {
        await using var visit = await site.VisitAsync();
        await visit.GoAsync($"/records/{site.Sights.HiddenRecord}", 404);
        var hidden = await visit.Page.ContentAsync();

        await visit.GoAsync("/records/0197a000-0000-7000-8000-000000000000", 404);

        Assert.Equal(hidden, await visit.Page.ContentAsync());
        visit.AssertQuiet();
    }

    private static async Task<IReadOnlyList<string>> DaysAsync(Visit visit)
    {
        var days = new List<string>();
        foreach (var day in await visit.Page.Locator("[data-label=决定日期] time").AllAsync())
        {
            days.Add((await day.GetAttributeAsync("datetime"))!);
        }

        Assert.NotEmpty(days);
        return days;
    }
}
