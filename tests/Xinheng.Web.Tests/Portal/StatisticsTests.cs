using System.Globalization;
using AngleSharp;
using AngleSharp.Dom;
using Xinheng.Platform.Publication;
using Xinheng.Platform.Publication.Statistics;
using Xinheng.Web.Portal.Publication.Statistics;
using Xinheng.Web.Tests.Outputs;

namespace Xinheng.Web.Tests.Portal;

/// <summary>Every number of the statistics is the length of the list it opens to.</summary>
public sealed class StatisticsTests(SeededWorld world) : IClassFixture<SeededWorld>
{
    [Fact]
    public async Task Each_way_of_counting_counts_what_is_on_show_once()
    {
        var numbers = await world.Platform.Get<PublicStatistics>().NumbersAsync(default);

        Assert.True(numbers.Shown > 500);
        Assert.All(
            [numbers.ByRegion, numbers.ByAuthority, numbers.ByMonth],
            (IReadOnlyList<ShownNumber> way) => Assert.Equal(numbers.Shown, way.Sum(number => number.Shown)));
    }

    [Fact]
    public async Task Every_number_on_the_page_opens_to_as_many_rows()
    {
        var page = await PageAsync("/statistics?all=1");
        var bars = page.QuerySelectorAll("a.bar").Where(bar => bar.GetAttribute("href")!.StartsWith("/statistics/records", StringComparison.Ordinal)).ToList();

        Assert.True(bars.Count > 10, $"{bars.Count} bars are on the page.");
        foreach (var bar in bars)
        {
            await MatchesAsync(bar.GetAttribute("href")!, bar.QuerySelector(".bar-value")!.TextContent);
        }

        foreach (var tile in page.QuerySelectorAll("a.tile-value"))
        {
            await MatchesAsync(tile.GetAttribute("href")!, tile.TextContent);
        }

        foreach (var month in page.QuerySelectorAll("#by-month ~ .chart-numbers td a"))
        {
            await MatchesAsync(month.GetAttribute("href")!, month.TextContent);
        }
    }

    [Fact]
    public async Task A_region_is_the_sum_of_its_parts_and_looking_into_it_shows_them()
    {
        var page = await PageAsync("/statistics");
        var tile = page.QuerySelector("li.tile:has(a.tile-label)")!;
        var parts = await PageAsync(tile.QuerySelector("a.tile-label")!.GetAttribute("href")!.Split('#')[0]);

        Assert.Equal(Number(tile.QuerySelector("a.tile-value")!.TextContent), parts.QuerySelectorAll(".tile-value").Sum(value => Number(value.TextContent)));
        Assert.True(parts.QuerySelectorAll(".tile").Length > 1);
    }

    [Fact]
    public async Task A_list_walks_page_by_page_without_a_gap_or_a_repeat()
    {
        var seen = await RowsAsync(new ShownQuestion());

        Assert.Equal((await world.Platform.Get<PublicStatistics>().NumbersAsync(default)).Shown, seen.Count);
        Assert.Equal(seen.Count, seen.Select(record => record.Id).Distinct().Count());
        Assert.Equal(seen.OrderByDescending(record => record.DecidedOn).Select(record => record.DecidedOn), seen.Select(record => record.DecidedOn));
    }

    [Fact]
    public async Task The_file_holds_every_number()
    {
        var file = await world.Client.GetStringAsync(new Uri("/statistics/numbers.csv", UriKind.Relative), TestContext.Current.CancellationToken);
        var numbers = await world.Platform.Get<PublicStatistics>().NumbersAsync(default);

        Assert.Equal(numbers.Shown, file.Split("\r\n").Where(line => line.StartsWith("目录项", StringComparison.Ordinal)).Sum(line => Number(line.Split(',')[^1])));
    }

    [Fact]
    public async Task A_nature_that_does_not_exist_is_told_so()
    {
        var page = await PageAsync("/statistics/records?nature=good");

        Assert.Contains("nature 不能是“good”", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    private async Task MatchesAsync(string href, string said)
    {
        var question = await QuestionAsync(href);
        Assert.True(Number(said) == (await RowsAsync(question)).Count, $"{href} says {said}.");
    }

    private async Task<ShownQuestion> QuestionAsync(string href)
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(href.Split('?') is [_, var asked] ? asked : "");
        string? Part(string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;
        var items = await world.Platform.Get<PublicCatalogue>().ItemsAsync(default);
        return new StatisticsAddress(Part("nature"), Part("category"), Part("item"), Part("region"), Part("authority"), Part("from"), Part("to"))
            .Read(items.Select(item => (item.Code, item.Category)), world.Platform.Get<Xinheng.Model.Law.LawBook>().Divisions).Value;
    }

    private async Task<List<PublicRecord>> RowsAsync(ShownQuestion question)
    {
        List<PublicRecord> rows = [];
        string? cursor = null;
        do
        {
            var page = await world.Platform.Get<ShownRecords>().PageAsync(question, cursor, TestContext.Current.CancellationToken);
            rows.AddRange(page.Items);
            cursor = page.Cursor;
        }
        while (cursor is not null);

        return rows;
    }

    private async Task<IDocument> PageAsync(string path)
    {
        var text = await world.Client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return await BrowsingContext.New().OpenAsync(request => request.Content(text), TestContext.Current.CancellationToken);
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}
