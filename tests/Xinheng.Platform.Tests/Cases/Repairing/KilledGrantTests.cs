using Npgsql;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Tests.Records;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Cases.Repairing;

/// <summary>A grant whose connection is killed in the middle, and in the very commit: nothing is half done, and done again it is there once.</summary>
public sealed class KilledGrantTests : OnRepairGround
{
    [Theory]
    [InlineData("create trigger fault before insert on procedures.step for each row when (new.step = 'grant')")]
    [InlineData("create trigger fault before insert on records.revision for each row when (new.no > 1)")]
    [InlineData("create constraint trigger fault after insert on journal.unsealed deferrable initially deferred for each row")]
    public async Task Killed_it_leaves_nothing_and_done_again_it_is_there_once(string where)
    {
        var id = await ground.AcceptedAsync();
        await using var held = await HeldWriting.SetAsync(platform.Database, where);

        var granting = ground.GrantAsync(id);
        await held.BreakAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => granting);
        await held.ReleaseAsync();

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
}
