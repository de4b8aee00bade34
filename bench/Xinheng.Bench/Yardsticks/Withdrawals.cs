using System.Diagnostics;
using Dapper;
using Xinheng.Bench.Web;

namespace Xinheng.Bench.Yardsticks;

/// <summary>
/// How long after a withdrawal has committed a stranger still reads the record: by its own address, and in the file of its
/// subject, of which the host holds a finished copy.
/// </summary>
internal static class Withdrawals
{
    private const int Times = 100;
    private const double CachedReachMilliseconds = 5000;

    private sealed record Shown(Guid Record, string Code);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench)
    {
        var world = await bench.LargeAsync();
        Bench.Say("withdrawals");
        var shown = await ShownAsync(world);
        await using var host = await Host.StartAsync(world, cacheMegabytes: 64);
        using var reader = new HttpClient { BaseAddress = new Uri(host.Url) };
        var (act, own, file) = (new double[Times], new double[Times], new double[Times]);
        for (var i = 0; i < Times; i++)
        {
            await WarmAsync(reader, shown[i]);
            var started = Stopwatch.GetTimestamp();
            await world.WithdrawAsync(shown[i].Record);
            act[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            started = Stopwatch.GetTimestamp();
            await UntilAsync(async () => !(await reader.GetAsync($"/api/v1/records/{shown[i].Record}")).IsSuccessStatusCode);
            own[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            await UntilAsync(async () => !await StandsInFileAsync(reader, shown[i]));
            file[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        return
        [
            Of("withdrawal: the act itself", act, bench, ""),
            Of("from its commit to gone by its own address, the asking included", own, bench, "the same transaction"),
            Of("from its commit to gone from the cached file of its subject", file, bench, "≤ 5 s"),
        ];
    }

    private static Figure Of(string name, double[] times, Bench bench, string reach)
    {
        Array.Sort(times);
        return new(name, $"p95 {Bench.P95(times):0.0} ms, worst {times[^1]:0.0} ms of {Times}", "–", null, reach, bench.Sizes);
    }

    // One record each of as many subjects.
    private static async Task<IReadOnlyList<Shown>> ShownAsync(World world)
    {
        await using var connection = await world.Database.Owner.OpenConnectionAsync();
        var found = await connection.QueryAsync<Shown>("""
            select distinct on (s.code) r.record_id as record, s.code
              from (select * from publication.shown where item = 'CF_LP' limit 20 * @Times) r
              join subjects.subject s on s.id = r.subject_id
             where s.code is not null
             limit @Times
            """, new { Times }, commandTimeout: 0);
        return found.AsList() is { Count: Times } all ? all : throw new InvalidOperationException($"Fewer than {Times} penalties are shown.");
    }

    private static async Task WarmAsync(HttpClient reader, Shown shown)
    {
        for (var i = 0; i < 3; i++)
        {
            if (!await StandsInFileAsync(reader, shown))
            {
                throw new InvalidOperationException($"{shown.Record} does not stand in the file of its subject.");
            }
        }
    }

    private static async Task<bool> StandsInFileAsync(HttpClient reader, Shown shown) =>
        (await reader.GetStringAsync($"/api/v1/subjects/{shown.Code}")).Contains(shown.Record.ToString(), StringComparison.Ordinal);

    private static async Task UntilAsync(Func<Task<bool>> isGone)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await isGone())
        {
            if (Stopwatch.GetElapsedTime(started).TotalMilliseconds > CachedReachMilliseconds)
            {
                throw new InvalidOperationException("What was withdrawn is still read.");
            }
        }
    }
}
