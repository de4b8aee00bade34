using System.Diagnostics;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Xinheng.Bench.Web;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Publication;
using Xinheng.Platform.Cases.Repairing;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Publication.OpenData;

namespace Xinheng.Bench.Yardsticks;

/// <summary>
/// From the decision that grants a repair to the record being nowhere: by its own address and page, in the feed, in the cached file of
/// its subject, in the part of the snapshot.
/// </summary>
internal static class Repairs
{
    private const int Times = 40;
    private const double ReachMilliseconds = 60_000;

    private sealed record Repairable(Guid Record, Guid Subject, string Code, short Bucket, long No);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench)
    {
        var world = await bench.LargeAsync();
        Bench.Say("repairs");
        await using var host = await Host.StartAsync(world, cacheMegabytes: 64, withOpenData: true);
        using var reader = new HttpClient { BaseAddress = new Uri(host.Url) };
        var folder = host.Services.GetRequiredService<OpenFolder>();
        await UntilAsync(() => Task.FromResult(folder.Current is not null), 30 * 60_000);
        var found = await FoundAsync(world);
        var feed = await world.AskAsync<Guid>("select id from publication.open_feed");
        Dictionary<string, double[]> taken = new()
        {
            ["act"] = new double[Times], ["address"] = new double[Times], ["feed"] = new double[Times], ["file"] = new double[Times], ["part"] = new double[Times],
        };
        for (var i = 0; i < Times; i++)
        {
            var one = found[i];
            var id = await AcceptedAsync(world, one);
            await reader.GetStringAsync($"/api/v1/subjects/{one.Code}");
            var before = folder.Current!.Manifest;
            var part = SubjectPart.PartOf(one.Bucket, before.Parts.Count);
            var started = Stopwatch.GetTimestamp();
            _ = (await world.Get<GrantRepair>().RunAsync(new(id, true), world.Reviewer, default)).Value;
            taken["act"][i] = Since(started);
            started = Stopwatch.GetTimestamp();
            await UntilAsync(async () => !(await reader.GetAsync($"/api/v1/records/{one.Record}")).IsSuccessStatusCode
                && !(await reader.GetAsync($"/records/{one.Record}")).IsSuccessStatusCode);
            taken["address"][i] = Since(started);
            await UntilAsync(async () => await IsGoneInFeedAsync(reader, new OpenCursor(feed, one.No - 1), one.Record));
            taken["feed"][i] = Since(started);
            await UntilAsync(async () => !(await reader.GetStringAsync($"/api/v1/subjects/{one.Code}")).Contains(one.Record.ToString(), StringComparison.Ordinal));
            taken["file"][i] = Since(started);
            await UntilAsync(() => Task.FromResult(folder.Current!.Manifest.Parts[part].Digest != before.Parts[part].Digest));
            taken["part"][i] = Since(started);
        }

        return
        [
            Of("repair: the act that grants it", taken["act"], bench, ""),
            Of("from its commit to gone by address and page, the asking included", taken["address"], bench, "the same transaction"),
            Of("from its commit to gone in the feed", taken["feed"], bench, "the same transaction"),
            Of("from its commit to gone from the cached file of its subject", taken["file"], bench, "≤ 5 s"),
            Of("from its commit to gone from the snapshot's part", taken["part"], bench, "≤ 60 s"),
        ];
    }

    private static double Since(long started) => Stopwatch.GetElapsedTime(started).TotalMilliseconds;

    private static Figure Of(string name, double[] times, Bench bench, string reach)
    {
        Array.Sort(times);
        return new(name, $"p95 {Bench.P95(times):0.0} ms, worst {times[^1]:0.0} ms of {Times}", "–", null, reach, bench.Sizes);
    }

    // Past their shortest period, one of each subject, and known to the feed.
    private static async Task<IReadOnlyList<Repairable>> FoundAsync(World world)
    {
        await using var connection = await world.Database.Owner.OpenConnectionAsync();
        var found = (await connection.QueryAsync<Repairable>("""
            select distinct on (s.id) r.record_id as Record, s.id as Subject, s.code, i.bucket, i.no
              from (select * from publication.shown where item = 'CF_LP' and decided_on < (current_date - interval '4 months') limit 40 * @Times) r
              join subjects.subject s on s.id = r.subject_id
              join publication.open_item i on i.record_id = r.record_id and i.digest is not null
             where s.code is not null
             limit @Times
            """, new { Times }, commandTimeout: 0)).AsList();
        return found.Count == Times ? found : throw new InvalidOperationException($"Fewer than {Times} penalties can be repaired.");
    }

    private static async Task<CaseId> AcceptedAsync(World world, Repairable one)
    {
        var firm = new Caller(new Actor(ActorKind.Subject, new AccountId(Guid.CreateVersion7()), "oneself", null), [new Grant(Role.EnterpriseUser)])
        {
            Self = new SubjectId(one.Subject),
        };
        using var pdf = new MemoryStream("%PDF-1.4 receipt"u8.ToArray());
        var papers = (await world.Get<CaseDocuments>().KeepAsync([new("缴款凭证.pdf", pdf)], default)).Value;
        var filed = (await world.Get<FileRepair>().RunAsync(new([new RecordId(one.Record)], "罚款已于决定当月缴清。", true, papers), firm, default)).Value;
        _ = (await world.Get<AcceptRepair>().RunAsync(new(filed[0].Case), world.Reviewer, default)).Value;
        return filed[0].Case;
    }

    private static async Task<bool> IsGoneInFeedAsync(HttpClient reader, OpenCursor cursor, Guid record)
    {
        using var page = JsonDocument.Parse(await reader.GetStringAsync($"/api/v1/open/changes?cursor={Uri.EscapeDataString(cursor.ToString())}"));
        return !page.RootElement.GetProperty("items").EnumerateArray()
            .Any(item => item.GetProperty("id").GetGuid() == record && item.GetProperty("change").GetString() == "record");
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo, double most = ReachMilliseconds)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            if (Since(started) > most)
            {
                throw new InvalidOperationException("What was repaired still stands somewhere.");
            }

            await Task.Delay(5);
        }
    }
}
