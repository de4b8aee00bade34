using Xinheng.Platform.Publication;

namespace Xinheng.Bench.Yardsticks;

/// <summary>The publicity lists of a large item: the newest page, a page further down, one day, and the home page's counts.</summary>
internal static class Lists
{
    private const int Times = 200;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench)
    {
        var world = await bench.LargeAsync();
        var lists = world.Get<DisclosureLists>();
        Bench.Say("lists");
        var day = DateOnly.FromDateTime(DateTime.Now).AddDays(-100);
        var newest = await Bench.TimesAsync(Times, _ => lists.PageAsync("penalty", null, null, null, null, default));
        var cursor = (await lists.PageAsync("penalty", null, day, null, null, default)).Cursor;
        var deeper = await Bench.TimesAsync(Times, _ => lists.PageAsync("penalty", null, null, null, cursor, default));
        var byBody = await Bench.TimesAsync(Times, _ => lists.PageAsync("penalty", day, day, "市场监督管理局", null, default));
        var counts = await Bench.TimesAsync(Times, _ => lists.CountsAsync(default));
        return
        [
            Of("disclosure list, newest 50", newest, bench),
            Of("disclosure list, a page half-way down", deeper, bench),
            Of("disclosure list, one day of one body", byBody, bench),
            new("counts of the home page", $"p95 {Bench.P95(counts):0.0} ms, worst {counts[^1]:0} ms", "–", null, "", bench.Sizes),
        ];
    }

    private static Figure Of(string name, double[] times, Bench bench) =>
        new(name, $"p95 {Bench.P95(times):0.0} ms", "–", null, "", bench.Sizes);
}
