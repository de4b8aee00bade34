using Dapper;
using Npgsql;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Tests.Records;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Cases.Repairing;

/// <summary>A grant whose connection is killed in the middle, and in the very commit: nothing is half done, and done again it is there once.</summary>
public sealed class KilledGrantTests : IAsyncLifetime
{
    private const int Key = 7_035;

    private TestPlatform platform = null!;
    private RepairGround ground = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        ground = await RepairGround.MakeAsync(platform);
    }

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Theory]
    [InlineData("create trigger fault before insert on procedures.step for each row when (new.step = 'grant') execute function public.fault()")]
    [InlineData("create trigger fault before insert on records.revision for each row when (new.no > 1) execute function public.fault()")]
    [InlineData("create constraint trigger fault after insert on journal.unsealed deferrable initially deferred for each row execute function public.fault()")]
    public async Task Killed_it_leaves_nothing_and_done_again_it_is_there_once(string where)
    {
        var id = await ground.AcceptedAsync();
        await using var holder = await platform.Database.Owner.OpenConnectionAsync();
        await holder.ExecuteAsync($"""
            create function public.fault() returns trigger language plpgsql as $$
            begin
              perform pg_advisory_xact_lock_shared({Key});
              return new;
            end $$;
            {where};
            select pg_advisory_lock({Key})
            """);

        var granting = ground.GrantAsync(id);
        await KillWaitingAsync(holder);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => granting);
        await holder.ExecuteAsync($"select pg_advisory_unlock({Key})");

        Assert.Equal("current", await ground.StateAsync());
        Assert.NotNull(await platform.SeeAsync(ground.Record));
        Assert.Equal("examined", (await ground.SeeAsync(id)).File.Stage);
        Assert.Equal(ClockState.Running, (await ground.ClockAsync(id, "answer")).StateOn(RepairGround.Earliest));
        Assert.Empty(await ground.VerifyAsync());

        _ = (await ground.GrantAsync(id)).Value;

        Assert.Equal(2, await platform.AskAsync<int>("select count(*)::int from records.revision where record_id = @Value", ground.Record));
        Assert.Equal(1, await platform.AskAsync<int>("select count(*)::int from journal.entry where power = 'cases.grant-repair'"));
        Assert.Single(await ground.ToldAsync(), text => text.Contains("同意信用修复", StringComparison.Ordinal));
        Assert.Empty(await ground.VerifyAsync());
    }

    private static async Task KillWaitingAsync(NpgsqlConnection holder)
    {
        while (!await holder.ExecuteScalarAsync<bool>($"""
            select coalesce(bool_or(pg_terminate_backend(pid)), false) from pg_locks where locktype = 'advisory' and objid = {Key} and not granted
            """))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
