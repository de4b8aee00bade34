using System.Text.RegularExpressions;
using Xinheng.Bench.Web;

namespace Xinheng.Bench.Yardsticks;

/// <summary>The portal's pages: a subject's page against the same layout without data, and what the first page weighs with all it loads.</summary>
internal static partial class Pages
{
    private const int MostBytes = 200 * 1024;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench)
    {
        if (!Wrk.IsThere)
        {
            Bench.Say("pages: skipped, because wrk is not installed (apt-get install wrk)");
            return [new("subject's page", "skipped: wrk is not installed", "–", null, "≥ 0.3", "–")];
        }

        var world = await bench.LargeAsync();
        Bench.Say("pages");
        var hot = Math.Min(Reads.Hot, world.Organisations);
        return
        [
            await CompareAsync(bench, world, cacheMegabytes: 64, hot, "subject's page, kept", $"{hot:N0} of {bench.Sizes}"),
            await CompareAsync(bench, world, cacheMegabytes: 0, world.Organisations, "subject's page, rendered for each", $"uniform over {bench.Sizes}"),
            await WeighAsync(world),
        ];
    }

    // Each warmed up before it counts.
    private static async Task<Figure> CompareAsync(Bench bench, World world, int cacheMegabytes, int subjects, string name, string sizes)
    {
        var codes = await Reads.CodesAsync(world, subjects);
        await using var host = await Host.StartAsync(world, cacheMegabytes);
        Memory.Forget();
        await Wrk.RunAsync(host.Url, "/bench/layout/", codes, 3, compressed: true);
        await Wrk.RunAsync(host.Url, "/subjects/", codes, 3, compressed: true);
        var bare = await Wrk.RunAsync(host.Url, "/bench/layout/", codes, bench.Options.Seconds, compressed: true);
        var page = await Wrk.RunAsync(host.Url, "/subjects/", codes, bench.Options.Seconds, compressed: true);
        return new(name, $"{page.PerSecond:N0}/s", $"{bare.PerSecond:N0}/s, the same layout without data", page.PerSecond / bare.PerSecond, "≥ 0.3",
            $"{sizes}; {page.Bytes:N0} bytes an answer, {bare.Bytes:N0} without data", $"{Memory.Peak} peak");
    }

    // Bodies as a browser takes them; headers are the server's few hundred bytes each.
    private static async Task<Figure> WeighAsync(World world)
    {
        await using var host = await Host.StartAsync(world, cacheMegabytes: 0);
        using var client = new HttpClient { BaseAddress = new Uri(host.Url) };
        var html = await client.GetStringAsync(new Uri("/", UriKind.Relative));
        var addresses = Loaded().Matches(html).Select(found => found.Groups[1].Value).Distinct().Prepend("/").ToList();
        var bytes = 0L;
        foreach (var address in addresses)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.AcceptEncoding.ParseAdd("gzip, deflate, br");
            using var answer = await client.SendAsync(request);
            bytes += (await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).Length;
        }

        return new("the first page, compressed, with all it loads", $"{bytes / 1024.0:N0} KB in {addresses.Count} files", "200 KB", (double)bytes / MostBytes, "≤ 1", "–");
    }

    [GeneratedRegex(@"(?:href|src)=""(/assets/[^""]+)""")]
    private static partial Regex Loaded();
}
