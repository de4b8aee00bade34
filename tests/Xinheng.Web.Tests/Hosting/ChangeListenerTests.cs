using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Publication;
using Xinheng.Testing;
using Xinheng.Web.Api;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Keeping;

namespace Xinheng.Web.Tests.Hosting;

/// <summary>Finished answers never outlive a change, whatever happens to the line by which changes are told.</summary>
public sealed class ChangeListenerTests : IAsyncLifetime
{
    private const string One = "91990000XY00010154";

    private readonly SubjectBytesCache cache = new(new WebSettings(), TimeProvider.System);
    private Database database = null!;
    private ChangeListener listener = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        listener = new ChangeListener(database, cache, NullLogger<ChangeListener>.Instance);
        await listener.StartAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        await listener.StopAsync(default);
        listener.Dispose();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_change_evicts_also_after_the_listening_backend_was_killed()
    {
        await using var connection = await database.Owner.OpenConnectionAsync();
        var first = await EarAsync(connection, 0);
        await EvictedByNoticeAsync(connection);

        await KeepAsync();
        await connection.ExecuteAsync("select pg_terminate_backend(@first)", new { first });
        await UntilAsync(() => !cache.TryGet(One, KeptShape.Json, out _)); // deaf: nothing is kept

        Assert.NotEqual(first, await EarAsync(connection, first));
        await EvictedByNoticeAsync(connection);
    }

    [Fact]
    public void While_nobody_tells_of_changes_nothing_is_kept()
    {
        var own = new SubjectBytesCache(new WebSettings(), TimeProvider.System);
        var before = own.Begin(One);
        own.Suspend();
        own.Keep(before, KeptShape.Json, FinishedAnswer.Of(new byte[10]));
        own.Keep(own.Begin(One), KeptShape.Json, FinishedAnswer.Of(new byte[10]));
        var meanwhile = own.Begin(One);
        Assert.False(own.TryGet(One, KeptShape.Json, out _));

        own.Resume();
        own.Keep(meanwhile, KeptShape.Json, FinishedAnswer.Of(new byte[10]));
        Assert.False(own.TryGet(One, KeptShape.Json, out _));
        own.Keep(own.Begin(One), KeptShape.Json, FinishedAnswer.Of(new byte[10]));
        Assert.True(own.TryGet(One, KeptShape.Json, out _));
    }

    private async Task EvictedByNoticeAsync(NpgsqlConnection connection)
    {
        await KeepAsync();
        await connection.ExecuteAsync("select pg_notify(@Channel, @One)", new { PublicChanges.Channel, One });
        await UntilAsync(() => !cache.TryGet(One, KeptShape.Json, out _));
    }

    // Kept as soon as the listener has said that it hears.
    private Task KeepAsync() => UntilAsync(() =>
    {
        cache.Keep(cache.Begin(One), KeptShape.Json, FinishedAnswer.Of(new byte[10]));
        return cache.TryGet(One, KeptShape.Json, out _);
    });

    private static async Task<int> EarAsync(NpgsqlConnection connection, int other)
    {
        var ear = 0;
        while (ear == 0)
        {
            await Task.Delay(20);
            ear = await connection.ExecuteScalarAsync<int>("""
                select coalesce(max(pid), 0) from pg_stat_activity
                 where datname = current_database() and pid not in (pg_backend_pid(), @other) and query like '%publication_changed' and state = 'idle'
                """, new { other });
        }

        return ear;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Delay(20);
        }
    }
}
