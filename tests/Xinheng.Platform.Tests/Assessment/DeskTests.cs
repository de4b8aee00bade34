using Xinheng.Model.People;
using Xinheng.Platform.Assessment.Desk;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Assessment;

/// <summary>What the morning look finds.</summary>
public sealed class DeskTests : IAsyncLifetime
{
    private TestPlatform platform = null!;
    private Caller centre = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        centre = await platform.AppointAsync("centre", Role.Operator);
    }

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task Nothing_waits_on_a_fresh_platform() =>
        Assert.All(await platform.Get<DeskTasks>().TodayAsync(centre, default), task => Assert.Equal(0, task.Overdue + task.Today));

    [Fact]
    public async Task What_nobody_reviewed_has_time_then_ends_today_then_is_overdue()
    {
        await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(1, 1).ToString()); // Monday 15 June: three working days
        Assert.Equal((0, 0, 1), await ReviewAsync());

        await platform.SetTodayAsync(new DateOnly(2026, 6, 18));
        Assert.Equal((0, 1, 0), await ReviewAsync());
        await platform.SetTodayAsync(new DateOnly(2026, 6, 22));
        Assert.Equal((1, 0, 0), await ReviewAsync());

        var elsewhere = new Caller(centre.Actor, [new Grant(Role.Operator, Region.Parse("990200").Value)]);
        Assert.All(await platform.Get<DeskTasks>().TodayAsync(elsewhere, default), task => Assert.Equal(0, task.All));
    }

    [Fact]
    public async Task A_penalty_whose_class_nobody_confirmed_is_named_while_the_clock_of_publication_runs()
    {
        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(1, 1, row => row["CF_CFJGDM"] = TestPlatform.OtherAuthority).ToString()));
        await platform.SetTodayAsync(new DateOnly(2026, 7, 1));

        var task = (await platform.Get<DeskTasks>().TodayAsync(centre, default)).Single(t => t.Kind == DeskTaskKind.Unconfirmed);

        Assert.Equal((1, 0, 0, "云汀市生态环境局"), (task.Overdue, task.Today, task.Waiting, Assert.Single(task.Lines).Provider));
    }

    [Fact]
    public async Task Missing_numbers_between_two_that_came_are_seen_by_authority_and_year()
    {
        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(1, 3).Add(2, 4).Add(3, 9).Add(4, 11).ToString()));
        await platform.Get<DocumentNumbers>().CatchUpAsync(default);
        await platform.Get<DocumentNumbers>().CatchUpAsync(default); // again: nothing twice

        var gap = Assert.Single(await platform.Get<DocumentNumbers>().GapsAsync(2026, centre, default));

        Assert.Equal((TestPlatform.Authority, "云市监罚", 2026, 3, 11, 5), (gap.Authority, gap.Prefix, gap.Year, gap.From, gap.To, gap.Missing));
        Assert.Equal(["5–8", "10"], gap.Runs.Select(r => r.ToString()));
        Assert.Empty(await platform.Get<DocumentNumbers>().GapsAsync(2025, centre, default));
        Assert.Single(await platform.Get<DocumentNumbers>().FindAsync("云市监罚[2026]9号", default));
    }

    [Fact]
    public async Task What_left_public_view_is_counted_with_its_reason()
    {
        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(1, 1).Add(2, 2).ToString()));
        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP",
            new PenaltyFile().Add(1, 1, row => (row["op"], row["CF_CXYY"]) = ("D", "复议撤销")).ToString()));

        Assert.Equal([new Departures.Left("withdrawn", 1, 1)], await platform.Get<Departures>().OfAsync(centre, default));

        await platform.SetTodayAsync(new DateOnly(2026, 6, 18));
        Assert.Equal([new Departures.Left("withdrawn", 0, 1)], await platform.Get<Departures>().OfAsync(centre, default));
    }

    [Fact]
    public async Task A_file_nobody_put_right_and_a_job_that_failed_are_named()
    {
        await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(1, 1).Add(2, 2, row => row["CF_WSH"] = "").ToString());
        await Tampering.RunAsync(platform, "insert into foundation.job (id, kind, payload, run_at, state, ended_at) values (gen_random_uuid(), 'collection.check', '{}', '2026-06-15', 'dead', '2026-06-15')");
        await Tampering.RunAsync(platform, "insert into foundation.job_attempt (job, started_at, error) select id, '2026-06-15', 'IOException' from foundation.job where state = 'dead'");

        Assert.Equal("refused", Assert.Single(await platform.Get<Troubles>().FaultsAsync(centre, default)).Kind);
        Assert.True(Assert.Single(await platform.Get<Troubles>().JobsAsync(centre, default)).Dead);
        Assert.Empty(await platform.Get<Troubles>().JobsAsync(new Caller(centre.Actor, [new Grant(Role.Operator, Region.Parse("990100").Value)]), default));
    }

    private async Task<(long, long, long)> ReviewAsync()
    {
        var task = (await platform.Get<DeskTasks>().TodayAsync(centre, default)).Single(t => t.Kind == DeskTaskKind.Review);
        return (task.Overdue, task.Today, task.Waiting);
    }
}
