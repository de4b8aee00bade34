namespace Xinheng.Bench.Yardsticks;

/// <summary>Does a row cost more when there are many already? The young end of the large database against the old one.</summary>
internal static class Growth
{
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench)
    {
        await bench.LargeAsync();
        var (young, old, options) = (bench.Young[1], bench.Old[1], bench.Options);
        return
        [
            new("growth of intake", $"{old * 1e6:0} µs a row, rows {options.Records - options.Ends:N0}–{options.Records:N0}",
                $"{young * 1e6:0} µs a row, rows 0–{options.Ends:N0}", old / young, "≤ 1.15", $"{bench.Sizes}; median of three pieces each"),
        ];
    }
}
