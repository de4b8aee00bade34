using System.Diagnostics;
using System.Security.Cryptography;
using Xinheng.Platform.Journal;

namespace Xinheng.Bench.Yardsticks;

/// <summary>Verifies the large database from end to end, against SHA-256 of as many bytes lying in memory.</summary>
internal static class Verification
{
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench)
    {
        var world = await bench.LargeAsync();
        Bench.Say("verify");
        Memory.Forget();
        var clock = Stopwatch.StartNew();
        var report = (await world.Get<Verify>().RunAsync(null, default)).Value;
        clock.Stop();
        var memory = Memory.Peak;
        if (!report.Holds)
        {
            throw new InvalidOperationException($"The large database does not verify: {report.Findings[0].Message}");
        }

        var bytes = report.Counts["revision-bytes"];
        var ours = bytes / clock.Elapsed.TotalSeconds;
        var plain = Digests(bytes);
        return
        [
            new("verify", $"{ours / 1e6:0} MB/s, {clock.Elapsed.TotalSeconds:0.0} s", $"{plain / 1e6:0} MB/s by SHA-256 in memory", ours / plain, "≥ 0.1",
                $"{report.Counts["revisions"]:N0} revisions, {bytes >> 20:N0} MB", $"{memory} peak"),
        ];
    }

    private static double Digests(long bytes)
    {
        var buffer = RandomNumberGenerator.GetBytes(64 << 20);
        var digest = new byte[SHA256.HashSizeInBytes];
        long done = 0;
        var clock = Stopwatch.StartNew();
        while (done < bytes)
        {
            SHA256.HashData(buffer, digest);
            done += buffer.Length;
        }

        return done / clock.Elapsed.TotalSeconds;
    }
}
