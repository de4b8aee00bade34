using Xinheng.Bench.Web;

namespace Xinheng.Bench.Yardsticks;

/// <summary>Subject files by HTTP: cached against an empty endpoint, uncached against one that runs <c>select 1</c>.</summary>
internal static class Reads
{
    /// <summary>Subjects that are asked for again and again.</summary>
    public const int Hot = 1000;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench)
    {
        if (!Wrk.IsThere)
        {
            Bench.Say("reads: skipped, because wrk is not installed (apt-get install wrk)");
            return [new("subject read", "skipped: wrk is not installed", "–", null, "≥ 0.8, ≥ 0.35", "–")];
        }

        var world = await bench.LargeAsync();
        return [.. await CachedAsync(bench, world), .. await UncachedAsync(bench, world)];
    }

    private static async Task<IReadOnlyList<Figure>> CachedAsync(Bench bench, World world)
    {
        Bench.Say("reads: cached");
        var codes = await CodesAsync(world, Math.Min(Hot, world.Organisations));
        await using var host = await Host.StartAsync(world, cacheMegabytes: 64);
        Memory.Forget();
        List<Figure> figures = [];
        foreach (var compressed in new[] { true, false })
        {
            var (ours, plain) = await PairAsync(bench, host, codes, "/bench/empty/", compressed);
            figures.Add(new($"subject read, cached, {(compressed ? "compressed" : "as it is")}", $"{ours.PerSecond:N0}/s", $"{plain.PerSecond:N0}/s, empty endpoint",
                ours.PerSecond / plain.PerSecond, "≥ 0.8", $"{Math.Min(Hot, world.Organisations):N0} of {bench.Sizes}; {ours.Bytes:N0} bytes an answer", $"{Memory.Peak} peak"));
        }

        return figures;
    }

    private static async Task<IReadOnlyList<Figure>> UncachedAsync(Bench bench, World world)
    {
        Bench.Say("reads: uncached");
        var codes = await CodesAsync(world, world.Organisations);
        await using var host = await Host.StartAsync(world, cacheMegabytes: 0);
        Memory.Forget();
        var (ours, plain) = await PairAsync(bench, host, codes, "/bench/select/", compressed: false);
        var half = await Wrk.RunAsync(host.Url, "/api/v1/subjects/", codes, bench.Options.Seconds, Wrk.PauseForHalf(ours));
        return
        [
            new("subject read, uncached", $"{ours.PerSecond:N0}/s", $"{plain.PerSecond:N0}/s, select 1", ours.PerSecond / plain.PerSecond, "≥ 0.35",
                $"uniform over {bench.Sizes}; {ours.Bytes:N0} bytes an answer", $"{Memory.Peak} peak"),
            new("the same at half load", $"p99 {half.P99Milliseconds:0.0} ms at {half.PerSecond:N0}/s", $"{ours.PerSecond:N0}/s full", half.PerSecond / ours.PerSecond,
                "p99 ≤ 10 ms", $"uniform over {bench.Sizes}"),
        ];
    }

    // Each warmed up before it counts.
    private static async Task<(Load Ours, Load Plain)> PairAsync(Bench bench, Host host, string codes, string other, bool compressed)
    {
        await Wrk.RunAsync(host.Url, other, codes, 3, compressed: compressed);
        await Wrk.RunAsync(host.Url, "/api/v1/subjects/", codes, 3, compressed: compressed);
        var plain = await Wrk.RunAsync(host.Url, other, codes, bench.Options.Seconds, compressed: compressed);
        return (await Wrk.RunAsync(host.Url, "/api/v1/subjects/", codes, bench.Options.Seconds, compressed: compressed), plain);
    }

    /// <summary>A file with the codes of that many organisations, a line each.</summary>
    public static async Task<string> CodesAsync(World world, int number)
    {
        var path = Path.Combine(world.Options.DataDirectory, $"codes-{number}.txt");
        await File.WriteAllLinesAsync(path, Enumerable.Range(0, number).Select(Organisations.Code));
        return path;
    }
}
