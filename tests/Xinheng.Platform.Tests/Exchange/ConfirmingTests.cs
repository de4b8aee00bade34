using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;
using Xinheng.Model.Exchange;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.Records;
using Xinheng.Platform.Exchange.Sending;
using Xinheng.Platform.Exchange.Standing;
using Xinheng.Platform.Exchange.Subscribers;
using Xinheng.Platform.Journal;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Exchange;

/// <summary>One subscriber: what it is told, what counts as its word, what does not.</summary>
public sealed class ConfirmingTests
{
    [Fact]
    public async Task A_message_bears_the_signatures_of_all_secrets_that_hold_and_is_the_same_at_every_try()
    {
        await using var market = await Market.OpenAsync(3);
        await using var site = new FakeSubscriber { Answers = _ => Task.FromResult(new Given(503)) };
        var registered = await market.RegisterAsync("云汀查询网", site.Webhook);
        market.Platform.Clock.Advance(TimeSpan.FromMinutes(1));
        var renewed = (await market.Platform.Get<RenewSecret>().RunAsync(registered.Id, Caller.CommandLine(), default)).Value;
        await market.RepairAsync(await market.RecordsAsync(2));

        Assert.Equal(1, await market.SendAsync());
        Assert.Equal(0, await market.SendAsync());
        market.Platform.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await market.SendAsync());

        var (first, second) = (site.Received.First(), site.Received.Last());
        Assert.Equal((first.Id, Convert.ToHexString(first.Body)), (second.Id, Convert.ToHexString(second.Body)));
        Assert.Equal([Expected(renewed.Secret!, first), Expected(registered.Secret!, first)], first.Signature.Split(' '));
        Assert.Equal([Expected(renewed.Secret!, second)], second.Signature.Split(' '));
        Assert.Equal(2, await market.AskAsync<int>("select attempts from exchange.message"));
    }

    [Fact]
    public async Task A_word_counts_once_and_only_for_what_was_told()
    {
        await using var market = await Market.OpenAsync(5);
        var before = await market.RecordsAsync(1);
        await market.RepairAsync(before);
        var (subscriber, other) = ((await market.RegisterAsync("先登记的")).Id, (await market.RegisterAsync("也来取的")).Id);
        await market.RepairAsync([.. (await market.RecordsAsync(3)).Take(2)]);
        var (fetch, confirmations) = (market.Platform.Get<FetchDepartures>(), market.Platform.Get<Confirmations>());
        var page = (await fetch.ReadAsync(subscriber, null, default)).Value;
        Assert.Equal((2, (string?)null), (page.Lines.Count, page.Next));
        var (one, two) = (page.Lines[0].Tombstone, page.Lines[1].Tombstone);

        async Task<Confirmed> SayAsync(Guid who, bool wholly, params TombstoneId[] ids) => await confirmations.TakeAsync(who, ids, ConfirmationWay.Call, null, [1, 2], wholly, default);

        Assert.Equal(["exchange.never-sent"], (await SayAsync(other, true, one)).Refused.Select(r => r.Code));
        Assert.Equal(["exchange.no-tombstone"], (await SayAsync(subscriber, true, one, new(Guid.NewGuid()))).Refused.Select(r => r.Code));
        Assert.Equal(0, (await market.CountsAsync(subscriber)).Acknowledged);
        Assert.Equal((1, 0), await NewAsync(SayAsync(subscriber, true, one, one)));
        Assert.Equal((0, 1), await NewAsync(SayAsync(subscriber, true, one)));
        Assert.Equal((1, 1), await NewAsync(SayAsync(subscriber, false, one, two, new(Guid.NewGuid()))));
        Assert.Equal(2, await market.AskAsync<long>("select count(*) from exchange.acknowledgement"));
        Assert.Empty((await fetch.ReadAsync(subscriber, null, default)).Value.Lines);
        Assert.Equal("exchange.cursor-unreadable", Assert.Single((await fetch.ReadAsync(subscriber, "next", default)).Refusals).Code);
        Assert.Equal((2L, 0L), ((await market.CountsAsync(subscriber)).Acknowledged, (await market.CountsAsync(subscriber)).Open));
        Assert.Equal((2L, 2L), ((await market.CountsAsync(other)).Owed, (await market.CountsAsync(other)).Unsent));
    }

    [Fact]
    public async Task Confirming_the_same_at_the_same_moment_counts_it_once()
    {
        await using var market = await Market.OpenAsync(4);
        var subscriber = (await market.RegisterAsync("两处同时确认的")).Id;
        await market.RepairAsync(await market.RecordsAsync(3));
        var ids = (await market.Platform.Get<FetchDepartures>().ReadAsync(subscriber, null, default)).Value.Lines.Select(l => l.Tombstone).ToList();

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() =>
            market.Platform.Get<Confirmations>().TakeAsync(subscriber, ids, ConfirmationWay.Call, null, [(byte)n], wholly: true, default))));
        Assert.Equal(3, taken.Sum(t => t.New));
        Assert.Equal(1, await market.AskAsync<long>("select count(*) from exchange.acknowledgement"));
    }

    [Fact]
    public async Task What_came_back_before_it_was_confirmed_needs_no_taking_down_and_is_said_no_more()
    {
        await using var market = await Market.OpenAsync(2);
        await using var site = new FakeSubscriber { Answers = _ => Task.FromResult(new Given(500)) };
        var subscriber = (await market.RegisterAsync("云汀查询网", site.Webhook)).Id;
        var records = await market.RecordsAsync(2);
        foreach (var record in records)
        {
            _ = (await market.Platform.Get<Platform.Records.WithdrawRecord>().RunAsync(new(new RecordId(record), WithdrawalKind.Mistake, "处罚决定已被撤销", "云政复决〔2026〕1号", null), market.Platform.Reviewer, default)).Value;
        }

        await market.SendAsync();
        _ = (await market.Platform.Get<Platform.Records.RestoreRecord>().RunAsync(new(new RecordId(records[0]), "复议决定已被撤销", "云法行〔2026〕2号"), market.Platform.Reviewer, default)).Value;
        site.Answers = delivered => Task.FromResult(Given.Confirming(delivered.Tombstones));
        market.Platform.Clock.Advance(TimeSpan.FromHours(1));
        await market.SendAsync();

        Assert.Equal([2, 1], site.Received.Select(r => r.Tombstones.Count));
        Assert.Equal(2, site.Received.Select(r => r.Id).Distinct().Count());
        var counts = await market.CountsAsync(subscriber);
        Assert.Equal((2L, 1L, 1L, 0L), (counts.Owed, counts.Acknowledged, counts.Void, counts.Open));
    }

    [Fact]
    public async Task A_receiver_that_ends_is_told_nothing_more_and_what_it_owed_stays_written()
    {
        await using var market = await Market.OpenAsync(4);
        var registered = await market.RegisterAsync("停办的网站");
        Assert.NotNull(await market.Platform.Get<SubscriberSecrets>().FindAsync(registered.Key, default));
        await market.WithdrawAsync([.. (await market.RecordsAsync(2))]);
        _ = (await market.Platform.Get<EndSubscriber>().RunAsync(new(registered.Id, "网站停办"), Caller.CommandLine(), default)).Value;
        await market.WithdrawAsync([.. (await market.RecordsAsync(1))]);

        Assert.Null(await market.Platform.Get<SubscriberSecrets>().FindAsync(registered.Key, default));
        Assert.Equal((2L, 2L), ((await market.CountsAsync(registered.Id)).Owed, (await market.CountsAsync(registered.Id)).Unsent));
        Assert.Equal("exchange.no-subscriber", Assert.Single((await market.Platform.Get<EndSubscriber>().RunAsync(new(registered.Id, "再停一次"), Caller.CommandLine(), default)).Refusals).Code);
        Assert.Equal(["exchange.not-operator"], (await market.Platform.Get<RegisterSubscriber>().RunAsync(new("自己登记的", SubscriberKind.Site, null, null), market.Platform.Reviewer, default)).Refusals.Select(r => r.Code));
        Assert.Equal(["exchange.subscriber-name", "exchange.address", "exchange.probe-place"], (await market.Platform.Get<RegisterSubscriber>().RunAsync(
            new(" ", SubscriberKind.Site, "http://example.org/", "https://example.org/"), Caller.CommandLine(), default)).Refusals.Select(r => r.Code));
        Assert.Empty((await market.Platform.Get<Verify>().RunAsync(null, default)).Value.Findings);
    }

    [Fact]
    public async Task A_receipt_is_never_changed_and_a_forged_one_is_named()
    {
        await using var market = await Market.OpenAsync(3);
        await using var site = new FakeSubscriber();
        var subscriber = (await market.RegisterAsync("云汀查询网", site.Webhook)).Id;
        await market.WithdrawAsync(await market.RecordsAsync(2));
        await market.SendAsync();
        Assert.Equal(2, (await market.CountsAsync(subscriber)).Acknowledged);
        foreach (var change in new[]
        {
            "update exchange.acknowledgement set confirmed = 9", "delete from exchange.acknowledgement", "delete from exchange.delivery",
            "update exchange.delivery set acknowledgement = null, acknowledged_at = null",
        })
        {
            await using var connection = await market.Platform.Database.Owner.OpenConnectionAsync();
            await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(change));
        }

        // Whoever owns the database can take the trigger away, and is found out.
        await market.AskAsync<int>("alter table exchange.delivery disable trigger all; update exchange.delivery set acknowledgement = null, acknowledged_at = null where tombstone = (select tombstone from exchange.delivery limit 1); select 1");
        await market.AskAsync<int>("update exchange.subscriber set webhook = 'https://elsewhere.example.org/', from_no = 1; select 1");
        var findings = (await market.Platform.Get<Verify>().RunAsync(null, default)).Value.Findings.Select(f => f.Code).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(["exchange.address-changed", "exchange.receipt-changed", "exchange.subscriber-changed"], findings);
    }

    [Theory]
    [InlineData(2026, 6, 12)]
    [InlineData(2026, 9, 30)]
    [InlineData(2026, 6, 17)]
    public async Task Late_is_whoever_has_not_confirmed_by_the_end_of_the_next_working_day(int year, int month, int day)
    {
        await using var market = await Market.OpenAsync(1);
        var departed = new DateOnly(year, month, day);
        await market.Platform.SetTodayAsync(departed);
        _ = await market.RegisterAsync("自己来取的");
        await market.RepairAsync(await market.RecordsAsync(1));
        var due = NextWorkingDay(departed);

        foreach (var (today, late) in new[] { (departed, 0), (due, 0), (due.AddDays(1), 1) })
        {
            await market.Platform.SetTodayAsync(today);
            market.Platform.Clock.Advance(TimeSpan.FromMinutes(late * 2));
            Assert.Equal(late, (await market.Platform.Get<LaggingList>().NowAsync(default)).Laggards.Count);
            Assert.Equal(late, (await market.Platform.Get<Propagation>().TombstonesAsync(lagging: true, null, default)).Items.Count);
        }
    }

    private static string Expected(string secret, Delivered delivered)
    {
        using var naive = new HMACSHA256(Convert.FromBase64String(secret["whsec_".Length..]));
        return "v1," + Convert.ToBase64String(naive.ComputeHash([.. Encoding.UTF8.GetBytes($"{delivered.Id}.{delivered.Timestamp}."), .. delivered.Body]));
    }

    private static async Task<(int New, int Before)> NewAsync(Task<Confirmed> confirming)
    {
        var confirmed = await confirming;
        return (confirmed.New, confirmed.Before);
    }

    // By the text of the calendar alone: listed holidays are off, listed make-up days are on, else Monday to Friday.
    private static DateOnly NextWorkingDay(DateOnly from)
    {
        var text = File.ReadAllText(Path.Combine(TestPlatform.Root, "catalogue", "law", "calendars", "fictional", $"{from.Year}.yaml"));
        var off = System.Text.RegularExpressions.Regex.Matches(text, @"from: (\d{4}-\d\d-\d\d), to: (\d{4}-\d\d-\d\d)").Select(m => (DateOnly.Parse(m.Groups[1].ValueSpan, null), DateOnly.Parse(m.Groups[2].ValueSpan, null))).ToList();
        var on = System.Text.RegularExpressions.Regex.Matches(text, @"date: (\d{4}-\d\d-\d\d)").Select(m => DateOnly.Parse(m.Groups[1].ValueSpan, null)).ToHashSet();
        Assert.NotEmpty(off);
        var date = from.AddDays(1);
        while (!on.Contains(date) && (off.Exists(h => h.Item1 <= date && date <= h.Item2) || date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday))
        {
            date = date.AddDays(1);
        }

        return date;
    }
}
