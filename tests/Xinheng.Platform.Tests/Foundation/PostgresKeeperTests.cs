using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Foundation.Postgres;

namespace Xinheng.Platform.Tests.Foundation;

public sealed class PostgresKeeperTests
{
    [Fact]
    public async Task A_database_killed_under_a_running_program_comes_back_with_all_that_was_committed()
    {
        using var place = new Place();
        await using var database = await Database.OpenAsync(place.Options, CancellationToken.None);
        await using (var before = await database.Owner.OpenConnectionAsync())
        {
            await before.ExecuteAsync("create table kept as select n from generate_series(1, 1000) n");
        }

        using var keeper = new PostgresKeeper(database, NullLogger<PostgresKeeper>.Instance);
        await keeper.StartAsync(CancellationToken.None);
        var pid = await ServerAsync(place);
        await EmbeddedPostgresTests.KillHardAsync(pid);

        Assert.Equal(1000L, await AskUntilAnsweredAsync(database, "select count(*) from kept"));
        Assert.NotEqual(pid, await ServerAsync(place));
        await keeper.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_job_that_loses_the_database_is_done_when_it_is_back()
    {
        using var place = new Place();
        await using var database = await Database.OpenAsync(place.Options, CancellationToken.None);
        await new Migrations(database).RunAsync(CancellationToken.None);
        var clock = new Clock(TimeProvider.System);
        var done = new TaskCompletionSource();
        var attempts = 0;
        var kind = new JobKind("foundation.fragile", async (_, ct) =>
        {
            if (Interlocked.Increment(ref attempts) == 1)
            {
                await EmbeddedPostgresTests.KillHardAsync(await ServerAsync(place));
            }
            else
            {
                done.TrySetResult();
            }
        });
        await using (var connection = await database.Owner.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await new Jobs(clock).EnqueueAsync(transaction, "foundation.fragile", new { }, CancellationToken.None);
            await transaction.CommitAsync();
        }

        using var keeper = new PostgresKeeper(database, NullLogger<PostgresKeeper>.Instance);
        using var loop = new JobLoop(database, new JobRunner(database, [kind], clock, NullLogger<JobRunner>.Instance),
            new DailyJobs(database, new Jobs(clock), []),
            new HourlyJobs(database, new Jobs(clock), clock, []), clock, NullLogger<JobLoop>.Instance);
        await keeper.StartAsync(CancellationToken.None);
        await loop.StartAsync(CancellationToken.None);
        Assert.Same(done.Task, await Task.WhenAny(done.Task, loop.ExecuteTask!));
        while (!loop.ExecuteTask!.IsCompleted && await AskUntilAnsweredAsync(database, "select state from foundation.job") is "waiting")
        {
            await Task.Delay(50);
        }

        Assert.False(loop.ExecuteTask!.IsCompleted); // still there for the next job
        Assert.Equal("done", await AskUntilAnsweredAsync(database, "select state from foundation.job"));
        await loop.StopAsync(CancellationToken.None);
        await keeper.StopAsync(CancellationToken.None);
    }

    private static async Task<int> ServerAsync(Place place) => int.Parse(
        (await File.ReadAllLinesAsync(Path.Combine(place.Cluster, "postmaster.pid")))[0], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<object?> AskUntilAnsweredAsync(Database database, string sql)
    {
        while (true)
        {
            try
            {
                await using var connection = await database.Owner.OpenConnectionAsync();
                return await connection.ExecuteScalarAsync(sql);
            }
            catch (NpgsqlException)
            {
                await Task.Delay(100);
            }
        }
    }
}
