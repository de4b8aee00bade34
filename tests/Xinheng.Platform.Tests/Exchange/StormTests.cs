using System.Collections.Concurrent;

using Xinheng.Model.Exchange;

using Xinheng.Platform.Exchange.Sending;
using Xinheng.Platform.Exchange.Standing;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Publication.OpenData;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Exchange;

/// <summary>Ten thousand records are repaired; subscribers are honest, down, slow, broken, dishonest, gone, late. Every state is accounted for.</summary>
public sealed class StormTests
{
    private const int Storm = 10_000;
    private const int AtOnce = 500;

    [Fact]
    public async Task A_storm_leaves_every_subscribers_state_accounted_for()
    {
        await using var market = await Market.OpenAsync(Storm);
        await using var honest = new FakeSubscriber();
        await using var down = new FakeSubscriber();
        await using var slow = new FakeSubscriber();
        await using var broken = new FakeSubscriber();
        await using var silent = new FakeSubscriber();
        await using var liar = new FakeSubscriber();
        await using var showing = new FakeSubscriber();
        await using var gone = new FakeSubscriber();
        await using var moved = new FakeSubscriber();
        await down.GoDownAsync();
        var patience = new TaskCompletionSource();
        var isSlow = true;
        slow.Answers = async delivered =>
        {
            await (isSlow ? patience.Task : Task.CompletedTask);
            return Given.Confirming(delivered.Tombstones);
        };
        var status = 500;
        broken.Answers = delivered => Task.FromResult(status == 200 ? Given.Confirming(delivered.Tombstones) : new Given(status));
        silent.Answers = _ => Task.FromResult(new Given(200, """{"ok":true}"""));
        liar.Answers = delivered => Task.FromResult(Given.Confirming([Guid.NewGuid(), .. delivered.Tombstones.Take(10), Guid.NewGuid()]));
        gone.Answers = _ => Task.FromResult(new Given(410));
        moved.Answers = _ => Task.FromResult(new Given(307, Location: honest.Webhook));
        var ids = new ConcurrentDictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var (name, fake) in new[]
        {
            (nameof(honest), honest), (nameof(down), down), (nameof(slow), slow), (nameof(broken), broken), (nameof(silent), silent),
            (nameof(liar), liar), (nameof(showing), showing), (nameof(gone), gone), (nameof(moved), moved),
        })
        {
            ids[name] = (await market.RegisterAsync(name, fake.Webhook, name == nameof(showing) ? fake.Probe : null)).Id;
        }

        ids["poller"] = (await market.RegisterAsync("poller")).Id;
        var records = await market.RecordsAsync(Storm);
        foreach (var record in records)
        {
            showing.Shows[record] = true;
        }

        foreach (var decided in records.Chunk(AtOnce))
        {
            await market.RepairAsync([.. decided]);
        }

        Assert.Equal(Storm, await market.AskAsync<long>("select count(*) from exchange.tombstone where why = 'repaired' and open"));
        await market.Platform.Get<OpenFeed>().CatchUpAsync(default);
        Assert.Equal(Storm, await market.AskAsync<long>("select count(*) from exchange.tombstone where open and restored_at is null"));
        Assert.Equal(Storm, await market.AskAsync<long>("select count(*) from publication.open_change c join exchange.tombstone t on t.id = c.tombstone and t.record_id = c.record_id"));
        foreach (var id in ids.Values)
        {
            await IsAsync(market, id, unsent: Storm);
        }

        await market.SendAsync();
        var late = (await market.RegisterAsync("late")).Id;
        var page = DepartureMessage.Most;
        await IsAsync(market, ids["honest"], acknowledged: Storm);
        await IsAsync(market, ids["down"], unanswered: page, unsent: Storm - page);
        await IsAsync(market, ids["slow"], unanswered: page, unsent: Storm - page);
        await IsAsync(market, ids["broken"], unanswered: page, unsent: Storm - page);
        await IsAsync(market, ids["silent"], unanswered: Storm);
        await IsAsync(market, ids["liar"], acknowledged: 10 * Storm / page, unanswered: Storm - (10 * Storm / page));
        await IsAsync(market, ids["showing"], acknowledged: Storm);
        await IsAsync(market, ids["gone"], unanswered: page, unsent: Storm - page);
        await IsAsync(market, ids["moved"], unanswered: page, unsent: Storm - page);
        await IsAsync(market, ids["poller"], unsent: Storm);
        await IsAsync(market, late);

        Assert.True(await market.Platform.Get<SampleProbes>().RunAsync(default) > 0);
        var lied = (await market.CountsAsync(ids["showing"])).Showing;
        Assert.True(lied > 0);
        await IsAsync(market, ids["showing"], acknowledged: Storm - lied, showing: lied);

        // A week later: what was down is up, what was broken is mended, who lied says the truth now; who has moved must come and ask.
        market.Platform.Clock.Advance(TimeSpan.FromDays(7));
        await market.Platform.SetTodayAsync(new DateOnly(2026, 6, 22));
        var lagging = (await market.Platform.Get<LaggingList>().NowAsync(default)).Laggards;
        Assert.Equal(
            ["broken", "down", "gone", "liar", "moved", "poller", "showing", "silent", "slow"], lagging.Select(l => l.Name).Order(StringComparer.Ordinal));
        down.ComeUp();
        isSlow = false;
        patience.SetResult();
        status = 200;
        showing.Shows.Clear();
        foreach (var fake in new[] { silent, liar })
        {
            fake.Answers = delivered => Task.FromResult(Given.Confirming(delivered.Tombstones));
        }

        await market.SendAsync();
        await market.Platform.Get<SampleProbes>().RunAsync(default);
        foreach (var name in new[] { "honest", "down", "slow", "broken", "silent", "liar", "showing" })
        {
            await IsAsync(market, ids[name], acknowledged: Storm);
        }

        await FetchAllAsync(market, ids["gone"]);
        await FetchAllAsync(market, ids["poller"]);
        await IsAsync(market, ids["gone"], acknowledged: Storm);
        await IsAsync(market, ids["poller"], acknowledged: Storm);
        await IsAsync(market, ids["moved"], unanswered: page, unsent: Storm - page);
        await IsAsync(market, late);

        // Nothing was told under two ids of one message, and every message again was the same message.
        foreach (var fake in new[] { honest, down, slow, broken })
        {
            Assert.All(fake.Received.GroupBy(r => r.Id), same => Assert.Single(same.Select(r => Convert.ToHexString(r.Body)).Distinct()));
            Assert.Equal(Storm, fake.Received.GroupBy(r => r.Id).Sum(m => m.First().Tombstones.Count));
        }

        market.Platform.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(["moved"], (await market.Platform.Get<LaggingList>().NowAsync(default)).Laggards.Select(l => l.Name));
        var verified = (await market.Platform.Get<Verify>().RunAsync(null, default)).Value;

        // The storm repairs by bare hand: that no body decided it is named for each record, and nothing else is.
        Assert.Equal(Storm, verified.FindingCount);
        Assert.All(verified.Findings, finding => Assert.Equal("cases.repaired-without-decision", finding.Code));
        Assert.Equal(Storm, verified.Counts["tombstones"]);
    }

    /// <summary>Each state as said, the rest nothing, and the sum exactly what is owed.</summary>
    private static async Task IsAsync(Market market, Guid subscriber, long unsent = 0, long unanswered = 0, long acknowledged = 0, long showing = 0)
    {
        var counts = await market.CountsAsync(subscriber);
        Assert.Equal((unsent, unanswered, acknowledged, showing, 0L), (counts.Unsent, counts.Unanswered, counts.Acknowledged, counts.Showing, counts.Void));
        Assert.Equal(counts.Owed, counts.Unsent + counts.Unanswered + counts.Acknowledged + counts.Showing + counts.Void);
    }

    private static async Task FetchAllAsync(Market market, Guid subscriber)
    {
        var (fetch, confirmations) = (market.Platform.Get<FetchDepartures>(), market.Platform.Get<Confirmations>());
        while ((await fetch.ReadAsync(subscriber, null, default)).Value is { Lines.Count: > 0 } page)
        {
            var confirmed = await confirmations.TakeAsync(subscriber, [.. page.Lines.Select(l => l.Tombstone)], ConfirmationWay.Call, null, [1], wholly: true, default);
            Assert.Equal(page.Lines.Count, confirmed.New);
        }
    }
}
