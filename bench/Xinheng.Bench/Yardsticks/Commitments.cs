using System.Globalization;
using Xinheng.Bench.Web;
using Xinheng.Testing;

namespace Xinheng.Bench.Yardsticks;

/// <summary>“Is the promise there, and does it hold?”, asked by approval systems while somebody waits: against an endpoint that only asks the database for 1.</summary>
internal static class Commitments
{
    private const int Promises = 200_000;
    private const int Asked = 20_000;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench)
    {
        if (!Wrk.IsThere)
        {
            Bench.Say("commitment: skipped, because wrk is not installed (apt-get install wrk)");
            return [new("commitment present and valid", "skipped: wrk is not installed", "–", null, "≥ 0.5", "–")];
        }

        Bench.Say($"commitment: {Promises:N0} promises in a database of their own");
        await using var world = await World.CreateAsync();
        await FillAsync(world);
        await using var host = await Host.StartAsync(world, cacheMegabytes: 0);
        var codes = Path.Combine(world.Options.DataDirectory, "promised.txt");
        await File.WriteAllLinesAsync(codes, Enumerable.Range(0, Asked).Select(n => PenaltyFile.Code(n * (Promises / Asked))));
        const string ask = "/api/v1/commitments/present?template=bench&subject=";
        await Wrk.RunAsync(host.Url, "/bench/select/", codes, 3);
        await Wrk.RunAsync(host.Url, ask, codes, 3);
        var select = await Wrk.RunAsync(host.Url, "/bench/select/", codes, bench.Options.Seconds);
        var asked = await Wrk.RunAsync(host.Url, ask, codes, bench.Options.Seconds);
        return
        [
            new("commitment present and valid", $"{asked.PerSecond:N0}/s, p99 {asked.P99Milliseconds.ToString("0.0", CultureInfo.InvariantCulture)} ms",
                $"{select.PerSecond:N0}/s, select 1 through the same pool", asked.PerSecond / select.PerSecond, "≥ 0.5", $"{Promises:N0} promises, {Asked:N0} subjects asked"),
        ];
    }

    // Rows as the act writes them; nothing but the index is read.
    private static async Task FillAsync(World world)
    {
        await using var connection = await world.Database.Owner.OpenConnectionAsync();
        await using (var copy = await connection.BeginBinaryImportAsync("""
            copy cases.promise (id, number, template, version, kind, subject_id, subject_code, body, openness, signed_on, signed_at, valid_until, state, proof, entry)
            from stdin (format binary)
            """))
        {
            var (today, at) = (DateOnly.FromDateTime(DateTime.Now), DateTime.UtcNow);
            for (var n = 0; n < Promises; n++)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(Guid.CreateVersion7());
                await copy.WriteAsync(n.ToString("00000000000000000000", CultureInfo.InvariantCulture));
                await copy.WriteAsync("bench");
                await copy.WriteAsync(1);
                await copy.WriteAsync((short)1);
                await copy.WriteAsync(Guid.CreateVersion7());
                await copy.WriteAsync(PenaltyFile.Code(n));
                await copy.WriteAsync(TestPlatform.Authority);
                await copy.WriteAsync((short)1);
                await copy.WriteAsync(today, NpgsqlTypes.NpgsqlDbType.Date);
                await copy.WriteAsync(at, NpgsqlTypes.NpgsqlDbType.TimestampTz);
                await copy.WriteAsync(today.AddYears(1), NpgsqlTypes.NpgsqlDbType.Date);
                await copy.WriteAsync("signed");
                await copy.WriteAsync("{}");
                await copy.WriteAsync(Guid.CreateVersion7());
            }

            await copy.CompleteAsync();
        }

        await world.ExecuteAsync("vacuum analyze cases.promise");
        await world.ExecuteAsync("checkpoint");
    }
}
