using Dapper;
using Xinheng.Model.Exchange;
using Xinheng.Model.Foundation;
using Xinheng.Model.Records;
using Xinheng.Platform.Exchange;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Publication.OpenData;
using Xinheng.Platform.Records;

namespace Xinheng.Platform.Tests.Exchange;

/// <summary>A record leaves and comes back: one mark each time, in the transaction that did it.</summary>
public sealed class TombstoneTests
{
    [Fact]
    public async Task A_withdrawal_sets_its_mark_and_a_restoration_ends_it()
    {
        await using var market = await Market.OpenAsync(2);
        var record = new RecordId((await market.RecordsAsync(1))[0]);
        var (withdraw, restore, tombstones) = (market.Platform.Get<WithdrawRecord>(), market.Platform.Get<RestoreRecord>(), market.Platform.Get<Tombstones>());

        _ = (await withdraw.RunAsync(new(record, WithdrawalKind.Mistake, "处罚决定已被撤销", "云政复决〔2026〕1号", null), market.Platform.Reviewer, default)).Value;
        var first = Assert.Single(await tombstones.FindByRecordAsync(record, default));
        Assert.Equal((Departure.Withdrawn, true, true), (first.Why, first.IsOpen, first.IsCurrent));
        Assert.Equal(first.At.UtcDateTime, await EntryAsync(market, first.Entry));

        market.Platform.Clock.Advance(TimeSpan.FromMinutes(1));
        _ = (await restore.RunAsync(new(record, "复议决定已被撤销", "云法行〔2026〕2号"), market.Platform.Reviewer, default)).Value;
        var ended = Assert.Single(await tombstones.FindByRecordAsync(record, default));
        Assert.Equal(market.Platform.Clock.GetUtcNow(), ended.RestoredAt);

        market.Platform.Clock.Advance(TimeSpan.FromMinutes(1));
        _ = (await withdraw.RunAsync(new(record, WithdrawalKind.Mistake, "处罚决定又被撤销", "云法行终〔2026〕3号", null), market.Platform.Reviewer, default)).Value;
        var both = await tombstones.FindByRecordAsync(record, default);
        Assert.Equal([true, false], both.Select(t => t.IsCurrent));
        Assert.NotEqual(both[0].Id, both[1].Id);
        Assert.Equal(both, await tombstones.OfSubjectAsync(both[0].Subject, default));
        Assert.Empty((await market.Platform.Get<Verify>().RunAsync(null, default)).Value.Findings);
    }

    [Fact]
    public async Task What_ends_with_its_day_gets_its_mark_with_the_feed_that_says_so_and_only_one()
    {
        await using var market = await Market.OpenAsync(3);
        await market.RepairAsync(await market.RecordsAsync(1));
        await market.Platform.SetTodayAsync(new DateOnly(2027, 6, 10));
        for (var again = 0; again < 2; again++)
        {
            await market.Platform.Get<OpenFeed>().ExpireAsync(default);
            await market.Platform.Get<OpenFeed>().CatchUpAsync(default);
            await market.Platform.Get<OpenFeed>().CompareAllAsync(default);
        }

        Assert.Equal(1, await market.AskAsync<long>("select count(*) from exchange.tombstone where why = 'repaired' and entry is not null"));
        Assert.Equal(2, await market.AskAsync<long>("select count(*) from exchange.tombstone where why = 'expired' and entry is null"));
        var page = (await market.Platform.Get<OpenPages>().ReadAsync(null, default)).Value;
        var gone = page.Items.Where(i => i.Record is null).ToList();
        Assert.Equal(3, gone.Count);
        foreach (var line in gone)
        {
            Assert.Equal(line.Id, (await market.Platform.Get<Tombstones>().FindAsync(new TombstoneId(line.Tombstone!.Value), default))!.Record.Value);
        }
    }

    [Fact]
    public async Task A_decision_that_is_not_committed_leaves_no_mark()
    {
        await using var market = await Market.OpenAsync(1);
        var record = new RecordId((await market.RecordsAsync(1))[0]);
        await market.AskAsync<int>("""
            create function exchange.fail() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
            create trigger fail before insert on journal.entry for each row when (new.power = 'records.withdraw') execute function exchange.fail();
            select 1
            """);

        await Assert.ThrowsAnyAsync<Exception>(() => market.Platform.Get<WithdrawRecord>().RunAsync(
            new(record, WithdrawalKind.Mistake, "处罚决定已被撤销", "云政复决〔2026〕1号", null), market.Platform.Reviewer, default));
        Assert.Empty(await market.Platform.Get<Tombstones>().FindByRecordAsync(record, default));
    }

    [Theory]
    [InlineData("update exchange.tombstone set entry = (select id from journal.entry where power = 'catalogue.publish' limit 1)", "exchange.tombstone-foreign")]
    [InlineData("update exchange.tombstone set at = at + interval '1 day'", "exchange.tombstone-foreign")]
    [InlineData("update exchange.tombstone set restored_at = at + interval '1 day', restored_entry = gen_random_uuid()", "exchange.tombstone-restored")]
    [InlineData("delete from exchange.tombstone", "exchange.tombstone-missing")]
    public async Task A_mark_that_was_tampered_with_is_named(string tampering, string code)
    {
        await using var market = await Market.OpenAsync(1);
        await market.WithdrawAsync(await market.RecordsAsync(1));
        Assert.Empty((await market.Platform.Get<Verify>().RunAsync(null, default)).Value.Findings);

        await using (var connection = await market.Platform.Database.Owner.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(tampering);
        }

        Assert.Contains((await market.Platform.Get<Verify>().RunAsync(null, default)).Value.Findings, f => f.Code == code);
    }

    private static Task<DateTime> EntryAsync(Market market, EntryId? entry) =>
        market.AskAsync<DateTime>("select at from journal.entry where id = @id", new { id = entry!.Value.Value });
}
