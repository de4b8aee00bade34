using Xinheng.Platform.Publication;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Publication;

public sealed class ListsTests : IAsyncLifetime
{
    private const int Rows = 173;

    private TestPlatform platform = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        var file = new PenaltyFile();
        for (var i = 1; i <= Rows; i++)
        {
            // Two dates for all of them: every page breaks within one date.
            var day = i % 2 == 0 ? "06-10" : "06-09";
            file.Add(i, i, row => (row["CF_JDRQ"], row["CF_GSJZQ"]) = ($"2026-{day}", $"2027-{day}"));
        }

        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", file.ToString()));
    }

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task Paging_is_complete_newest_first_and_repeats_nothing_under_equal_dates()
    {
        var all = await WalkAsync("penalty");

        Assert.Equal(Rows, all.Count);
        Assert.Equal(Rows, all.Select(r => r.Id).Distinct().Count());
        Assert.Equal(all.Select(r => r.DecidedOn), all.Select(r => r.DecidedOn).OrderDescending());
        Assert.Equal(2, all.Select(r => r.DecidedOn).Distinct().Count());
    }

    [Fact]
    public async Task A_record_that_comes_between_two_pages_moves_none_of_the_others()
    {
        var lists = platform.Get<DisclosureLists>();
        var first = await lists.PageAsync("penalty", null, null, null, null, default);
        await platform.ApproveAsync(await platform.SubmitAsync(
            "CF_LP", new PenaltyFile().Add(900, 900, row => row["CF_JDRQ"] = "2026-06-11").ToString()));

        var rest = await WalkAsync("penalty", first.Cursor);

        Assert.Equal(Rows, first.Items.Concat(rest).Select(r => r.Id).Distinct().Count());
    }

    [Fact]
    public async Task What_is_recent_is_counted_from_the_platforms_own_today()
    {
        Assert.Equal(Rows, await RecentAsync());

        await platform.SetTodayAsync(new DateOnly(2026, 7, 14)); // the thirtieth day
        Assert.Equal(Rows, await RecentAsync());

        await platform.SetTodayAsync(new DateOnly(2026, 7, 15));
        Assert.Equal(0, await RecentAsync());

        async Task<long> RecentAsync() => (await platform.Get<DisclosureLists>().CountsAsync(default)).Single(c => c.Act == "penalty").Recent;
    }

    [Fact]
    public async Task Dates_and_authority_narrow_and_wildcards_are_only_letters()
    {
        var lists = platform.Get<DisclosureLists>();

        Assert.Empty((await lists.PageAsync("penalty", new(2026, 6, 11), null, null, null, default)).Items);
        Assert.Empty((await lists.PageAsync("penalty", null, new(2026, 6, 8), null, null, default)).Items);
        Assert.Empty((await lists.PageAsync("penalty", null, null, "%", null, default)).Items);
        Assert.NotEmpty((await lists.PageAsync("penalty", null, null, "市场监督", null, default)).Items);
        Assert.NotEmpty((await lists.PageAsync("penalty", null, null, TestPlatform.Authority, null, default)).Items);
        Assert.Empty((await lists.PageAsync("penalty", null, null, TestPlatform.OtherAuthority, null, default)).Items);
        Assert.Empty((await lists.PageAsync("permit", null, null, null, null, default)).Items);
        Assert.Equal(Rows, (await lists.CountsAsync(default)).Single(c => c.Act == "penalty").Shown);
    }

    [Fact]
    public async Task A_list_is_empty_on_the_day_its_last_record_runs_out()
    {
        await platform.SetTodayAsync(new(2027, 6, 9));
        Assert.NotEmpty((await platform.Get<DisclosureLists>().PageAsync("penalty", null, null, null, null, default)).Items);

        await platform.SetTodayAsync(new(2027, 6, 10));

        Assert.Empty((await platform.Get<DisclosureLists>().PageAsync("penalty", null, null, null, null, default)).Items);
        Assert.Equal(0, (await platform.Get<DisclosureLists>().CountsAsync(default)).Sum(c => c.Shown));
    }

    private async Task<List<PublicRecord>> WalkAsync(string item, string? cursor = null)
    {
        List<PublicRecord> all = [];
        do
        {
            var page = await platform.Get<DisclosureLists>().PageAsync(item, null, null, null, cursor, default);
            all.AddRange(page.Items);
            cursor = page.Cursor;
        }
        while (cursor is not null && all.Count < 10 * Rows);
        return all;
    }
}
