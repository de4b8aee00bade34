using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Xinheng.Platform.Foundation;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Foundation;

public sealed class JobRunnerTests : IAsyncLifetime
{
    private readonly StandingTime time = new(new DateTimeOffset(2026, 3, 31, 2, 0, 0, TimeSpan.Zero));
    private Database database = null!;

    private Clock Clock => new(time);

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_job_runs_with_its_payload_and_is_done()
    {
        List<int> seen = [];
        await EnqueueAsync(new { n = 7 });

        Assert.Equal(1, await Runner(payload => seen.Add(payload.GetProperty("n").GetInt32())).DrainAsync(CancellationToken.None));

        Assert.Equal([7], seen);
        Assert.Equal("done", await StateAsync());
        Assert.Equal(0, await Runner(_ => throw new InvalidOperationException()).DrainAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_job_whose_transaction_is_rolled_back_never_existed()
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await new Jobs(Clock).EnqueueAsync(transaction, "foundation.test", new { }, CancellationToken.None);
        }

        Assert.Equal(0, await Runner(_ => { }).DrainAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_failure_is_tried_again_later_each_time_twice_as_late_and_the_eighth_is_the_last()
    {
        await EnqueueAsync(new { });
        var runner = Runner(_ => throw new InvalidOperationException("as expected"));
        List<double> waits = [];
        while (await StateAsync() == "waiting")
        {
            Assert.Equal(1, await runner.DrainAsync(CancellationToken.None)); // not again in the same moment
            var next = await AskAsync<DateTime>("select run_at from foundation.job");
            waits.Add((next - time.Now).TotalSeconds);
            time.Now = next;
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128], waits);
        Assert.Equal("dead", await StateAsync());
        Assert.Equal(0, await runner.DrainAsync(CancellationToken.None));
        Assert.Equal(8, await AskAsync<int>("select count(*)::int from foundation.job_attempt where error = 'InvalidOperationException'"));
    }

    [Fact]
    public async Task An_attempt_that_ends_with_the_program_counts_and_the_job_is_free_at_once()
    {
        await EnqueueAsync(new { });
        using var killed = new CancellationTokenSource();
        var runner = Runner(_ =>
        {
            killed.Cancel();
            killed.Token.ThrowIfCancellationRequested(); // what a killed program leaves behind: nothing but its attempt
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.DrainAsync(killed.Token));

        Assert.Equal("waiting", await StateAsync());
        Assert.Equal(1, await AskAsync<int>("select count(*)::int from foundation.job_attempt where ended_at is null"));
        time.Now += TimeSpan.FromSeconds(1);
        var ran = 0;
        await Runner(_ => ran++).DrainAsync(CancellationToken.None);
        Assert.Equal(1, ran);
        Assert.Equal("done", await StateAsync());
    }

    [Fact]
    public async Task A_job_that_ended_the_program_eight_times_is_not_tried_a_ninth_time()
    {
        await EnqueueAsync(new { });
        await AskAsync<int>("""
            insert into foundation.job_attempt (job, started_at)
            select id, run_at - n * interval '1 minute' from foundation.job, generate_series(1, 8) n returning 1
            """);

        await Runner(_ => Assert.Fail("It ran again.")).DrainAsync(CancellationToken.None);

        Assert.Equal("dead", await StateAsync());
    }

    [Fact]
    public async Task Two_runners_never_run_the_same_job_at_the_same_time()
    {
        for (var n = 0; n < 20; n++)
        {
            await EnqueueAsync(new { n });
        }

        var (inside, most, both) = (new Dictionary<int, int>(), 0, new Barrier(2));
        JobRunner Slow() => Runner(payload =>
        {
            var n = payload.GetProperty("n").GetInt32();
            lock (inside)
            {
                inside[n] = inside.GetValueOrDefault(n) + 1;
                most = Math.Max(most, inside[n]);
            }

            Thread.Sleep(5);
        });
        var ran = await Task.WhenAll(
            Task.Run(async () => { both.SignalAndWait(); return await Slow().DrainAsync(CancellationToken.None); }),
            Task.Run(async () => { both.SignalAndWait(); return await Slow().DrainAsync(CancellationToken.None); }));

        Assert.Equal(20, ran.Sum());
        Assert.Equal(1, most);
        Assert.Equal(20, inside.Count);
    }

    [Fact]
    public async Task While_one_runner_holds_a_job_another_passes_it_by()
    {
        await EnqueueAsync(new { });
        var meanwhile = -1;
        var other = Runner(_ => Assert.Fail("It ran twice."));
        await new JobRunner(database, [new JobKind("foundation.test", async (_, ct) => meanwhile = await other.DrainAsync(ct))],
            Clock, NullLogger<JobRunner>.Instance).DrainAsync(CancellationToken.None);

        Assert.Equal(0, meanwhile);
    }

    [Fact]
    public async Task A_kind_nobody_here_knows_waits_for_who_does()
    {
        await EnqueueAsync(new { });

        var stranger = new JobRunner(database, [new JobKind("foundation.other", (_, _) => Task.CompletedTask)], Clock, NullLogger<JobRunner>.Instance);

        Assert.Equal(0, await stranger.DrainAsync(CancellationToken.None));
        Assert.Equal("waiting", await StateAsync());
    }

    private JobRunner Runner(Action<JsonElement> act) => new(database,
        [new JobKind("foundation.test", (payload, _) => { act(payload); return Task.CompletedTask; })], Clock, NullLogger<JobRunner>.Instance);

    private async Task EnqueueAsync(object payload)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await new Jobs(Clock).EnqueueAsync(transaction, "foundation.test", payload, CancellationToken.None);
        await transaction.CommitAsync();
    }

    private Task<string> StateAsync() => AskAsync<string>("select state from foundation.job");

    private async Task<T> AskAsync<T>(string sql)
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }
}
