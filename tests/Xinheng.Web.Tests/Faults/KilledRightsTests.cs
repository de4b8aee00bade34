using System.Net;
using Xinheng.Testing;

namespace Xinheng.Web.Tests.Faults;

/// <summary>kill -9 of the serving program while it grants a repair, and while it sweeps the clocks: nothing half done, nothing lost, nothing twice.</summary>
[Collection(nameof(FaultGround))]
public sealed class KilledRightsTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("create trigger fault before insert on procedures.step for each row when (new.step = 'grant')", false)]
    [InlineData("create trigger fault before insert on records.revision for each row when (new.no > 1)", false)]
    [InlineData("create trigger fault before insert on exchange.tombstone for each row", false)]
    // The database has the commit already: what nobody was told is nevertheless done.
    [InlineData("create constraint trigger fault after insert on exchange.tombstone deferrable initially deferred for each row", true)]
    public async Task Killed_during_a_grant_it_is_granted_once_or_not_at_all(string where, bool done)
    {
        await using var place = await RepairPlace.MakeAsync();
        var id = place.Accepted[0];
        await using (var held = await HeldWriting.SetAsync(place.Platform.Database, where))
        {
            await using var site = await place.ServeAsync();
            var granting = RepairPlace.GrantAsync(site, id);
            await held.ReachedAsync(() => Assert.False(site.HasEnded || granting.IsCompleted, $"{granting.Exception?.GetBaseException().Message} {site.Errors}"));
            await site.KillAsync();
            Assert.Null(await granting);
            await held.ReleaseAsync();
        }

        Assert.Equal((done ? 1 : 0, done ? RepairPlace.Firms - 1 : RepairPlace.Firms), await StandingAsync(place));
        await using (var site = await place.ServeAsync())
        {
            // Where it was done the page says so: there is nothing left to decide.
            Assert.Equal(done ? HttpStatusCode.Conflict : HttpStatusCode.Redirect, await RepairPlace.GrantAsync(site, id));
        }

        Assert.Equal((1, RepairPlace.Firms - 1), await StandingAsync(place));
        Assert.Equal(1, await place.AskAsync<int>("select count(*)::int from procedures.notice where case_id = @Value and text like '%同意信用修复%' and to_subject is not null", id));
        Assert.Equal(1, await place.AskAsync<int>("select count(*)::int from exchange.tombstone"));
        Assert.Empty(await place.FindingsAsync());
    }

    [Theory]
    [InlineData("create trigger fault before insert on procedures.notice for each row when (new.text like '%现已超期%' and new.to_organisation is not null)")]
    [InlineData("create trigger fault before update on procedures.clock for each row when (old.overdue_at is null and new.overdue_at is not null)")]
    public async Task Killed_during_a_sweep_everybody_is_told_once_by_the_next(string where)
    {
        await using var place = await RepairPlace.MakeAsync();
        await using (var held = await HeldWriting.SetAsync(place.Platform.Database, where))
        {
            for (var times = 1; times <= 3; times++)
            {
                await using var site = await place.ServeAsync();
                await held.ReachedAsync(() => Assert.False(site.HasEnded, site.Errors));
                await site.KillAsync();
                await held.ReleaseAsync();
                Assert.Equal(0, await ToldAsync(place));
                await held.HoldAsync();
            }
        }

        await using (var site = await place.ServeAsync())
        {
            while (await place.AskAsync<bool>("select exists (select from procedures.clock where not ended and overdue_at is null)"))
            {
                Assert.False(site.HasEnded, site.Errors);
                await Task.Delay(50, Ct);
            }
        }

        // Each firm and its determining body, once each, of the one clock that ran out.
        Assert.Equal(2 * RepairPlace.Firms, await ToldAsync(place));
        Assert.Equal(RepairPlace.Firms, await place.AskAsync<int>("select count(distinct to_subject)::int from procedures.notice where text like '%现已超期%'"));
        Assert.Empty(await place.FindingsAsync());
    }

    private static async Task<(int Repaired, int Current)> StandingAsync(RepairPlace place) => (
        await place.AskAsync<int>("select count(*)::int from records.record where state = 'repaired'"),
        await place.AskAsync<int>("select count(*)::int from records.record where state = 'current'"));

    private static Task<int> ToldAsync(RepairPlace place) => place.AskAsync<int>("select count(*)::int from procedures.notice where text like '%现已超期%'");
}
