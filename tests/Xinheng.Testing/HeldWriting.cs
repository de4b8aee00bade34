using Dapper;
using Npgsql;
using Xinheng.Platform.Foundation;

namespace Xinheng.Testing;

/// <summary>
/// Holds whoever writes a certain row exactly there: a trigger waits for a lock that the test holds. So the moment of a death is a place in
/// the work, never a number of seconds.
/// </summary>
public sealed class HeldWriting : IAsyncDisposable
{
    private const int Key = 7_035;

    private readonly NpgsqlConnection holder;

    private HeldWriting(NpgsqlConnection holder) => this.holder = holder;

    /// <param name="trigger">The beginning of its statement, up to <c>execute</c>: <c>create trigger fault before insert on … for each row</c>.</param>
    public static async Task<HeldWriting> SetAsync(Database database, string trigger)
    {
        var holder = await database.Owner.OpenConnectionAsync();
        await holder.ExecuteAsync($"""
            create function public.fault() returns trigger language plpgsql as $$
            begin
              perform pg_advisory_xact_lock_shared({Key});
              return new;
            end $$;
            {trigger} execute function public.fault();
            select pg_advisory_lock({Key})
            """);
        return new HeldWriting(holder);
    }

    /// <summary>Waits until somebody stands there.</summary>
    /// <param name="look">Asked again and again: ends the waiting when there is nothing to wait for.</param>
    public async Task ReachedAsync(Action look)
    {
        while (!await IsWaitedForAsync())
        {
            look();
            await Task.Delay(20);
        }
    }

    /// <summary>Ends the connection of whoever stands there, as if its server had broken it.</summary>
    public async Task BreakAsync()
    {
        while (!await holder.ExecuteScalarAsync<bool>($"select coalesce(bool_or(pg_terminate_backend(pid)), false) {Waiting}"))
        {
            await Task.Delay(20);
        }
    }

    /// <summary>Lets go; back when nobody stands there any more, and what they began has ended one way or the other.</summary>
    public async Task ReleaseAsync()
    {
        var standing = (await holder.QueryAsync<int>($"select pid {Waiting}")).ToArray();
        await holder.ExecuteAsync($"select pg_advisory_unlock({Key})");
        while (await holder.ExecuteScalarAsync<bool>("""
            select exists (select from pg_stat_activity where pid = any (@standing) and xact_start is not null)
            """, new { standing }))
        {
            await Task.Delay(20);
        }
    }

    /// <summary>Whoever comes there from now on waits again.</summary>
    public Task HoldAsync() => holder.ExecuteAsync($"select pg_advisory_lock({Key})");

    public ValueTask DisposeAsync() => holder.DisposeAsync();

    private static string Waiting => $"from pg_locks where locktype = 'advisory' and objid = {Key} and not granted";

    private Task<bool> IsWaitedForAsync() => holder.ExecuteScalarAsync<bool>($"select exists (select {Waiting})");
}
