using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Xinheng.Platform.Foundation;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Foundation;

public sealed class DailyJobsTests : IAsyncLifetime
{
    private readonly StandingTime time = new(new DateTimeOffset(2026, 3, 31, 2, 0, 0, TimeSpan.Zero));
    private readonly Place place = new();
    private Database database = null!;

    private Clock Clock => new(time);

    private DailyJobs Daily => new(database, new Jobs(Clock), [new DailyJob("foundation.test")]);

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        place.Dispose();
    }

    [Fact]
    public async Task A_days_job_comes_once_however_many_programs_see_to_it()
    {
        var (one, other) = (Daily, Daily);
        await Task.WhenAll(one.EnqueueAsync(default), other.EnqueueAsync(default));
        await one.EnqueueAsync(default);
        Assert.Equal(1, await JobsAsync());

        await SetTodayAsync(new DateOnly(2099, 1, 1));
        await one.EnqueueAsync(default);
        await Daily.EnqueueAsync(default); // started again
        Assert.Equal(2, await JobsAsync());
    }

    [Fact]
    public async Task An_hours_job_comes_once_and_once_for_all_the_hours_without_a_program()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var hourly = new HourlyJobs(database, new Jobs(platform.Get<Clock>()), platform.Get<Clock>(), [new HourlyJob("foundation.test")]);

        Assert.Equal(["foundation.test"], await hourly.EnqueueAsync(default));
        platform.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Empty(await hourly.EnqueueAsync(default));
        platform.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(["foundation.test"], await hourly.EnqueueAsync(default));
        Assert.Empty(await hourly.EnqueueAsync(default));
        Assert.Equal(2, await JobsAsync());
    }

    [Fact]
    public async Task The_job_loop_sweeps_what_a_crash_left_without_being_asked()
    {
        var folder = Directory.CreateDirectory(Path.Combine(place.DataDirectory, "files", "00")).FullName;
        var kept = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        var left = Path.Combine(folder, "unfinished.part");
        foreach (var file in new[] { kept, left })
        {
            await File.WriteAllBytesAsync(file, [1]);
            File.SetLastWriteTimeUtc(file, time.Now.UtcDateTime - TimeSpan.FromDays(2));
        }

        await RecordAsync(Path.GetFileName(kept));
        var sweep = new FileSweep(database, Clock, place.Options, NullLogger<FileSweep>.Instance);
        using var loop = new JobLoop(database, new JobRunner(database, [sweep.AsJob()], Clock, NullLogger<JobRunner>.Instance),
            new DailyJobs(database, new Jobs(Clock), [new DailyJob(FileSweep.Kind)]),
            new HourlyJobs(database, new Jobs(Clock), Clock, []), Clock, NullLogger<JobLoop>.Instance);

        await loop.StartAsync(default);
        while (!loop.ExecuteTask!.IsCompleted && await AskAsync<string?>("select state from foundation.job") != "done")
        {
            await Task.Delay(20);
        }

        await loop.StopAsync(default);
        Assert.True(File.Exists(kept));
        Assert.False(File.Exists(left));
    }

    [Fact]
    public async Task Everything_a_platform_does_daily_is_done_by_somebody()
    {
        await using var platform = await TestPlatform.CreateAsync();

        await platform.Get<DailyJobs>().EnqueueAsync(default);
        await platform.DrainAsync();

        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        var jobs = await connection.QueryAsync<(string Kind, string State)>("select kind, state from foundation.job");
        Assert.Equal(platform.Get<IEnumerable<DailyJob>>().Select(d => (d.Kind, "done")).Order(), jobs.Order());
    }

    [Fact]
    public async Task A_folder_of_another_installation_is_left_alone_and_not_tried_again_the_same_day()
    {
        var folder = Directory.CreateDirectory(Path.Combine(place.DataDirectory, "files", "00")).FullName;
        var foreign = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        await File.WriteAllBytesAsync(foreign, [1]);
        File.SetLastWriteTimeUtc(foreign, time.Now.UtcDateTime - TimeSpan.FromDays(2));
        var sweep = new FileSweep(database, Clock, place.Options, NullLogger<FileSweep>.Instance);

        await new DailyJobs(database, new Jobs(Clock), [new DailyJob(FileSweep.Kind)]).EnqueueAsync(default);
        await new JobRunner(database, [sweep.AsJob()], Clock, NullLogger<JobRunner>.Instance).DrainAsync(default);

        Assert.Equal("done", await AskAsync<string>("select state from foundation.job"));
        Assert.True(File.Exists(foreign));
    }

    private async Task RecordAsync(string id)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            insert into foundation.file (id, digest, length, key_version, wrapped_key, created_at) values (@id, '\x00', 1, 1, '\x00', now())
            """, new { id = Guid.Parse(id) });
    }

    private async Task SetTodayAsync(DateOnly today)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        await connection.ExecuteAsync("insert into foundation.simulated_clock (today) values (@today)", new { today });
    }

    private Task<long> JobsAsync() => AskAsync<long>("select count(*) from foundation.job");

    private async Task<T> AskAsync<T>(string sql)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }
}
