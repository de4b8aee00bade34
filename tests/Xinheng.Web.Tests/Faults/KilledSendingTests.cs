using Xinheng.Testing;

namespace Xinheng.Web.Tests.Faults;

/// <summary>kill -9 while a subscriber is being told: the same message comes again, and everything is confirmed exactly once.</summary>
[Collection(nameof(FaultGround))]
public sealed class KilledSendingTests(FaultGround ground)
{
    private const int Left = 1_200;

    /// <summary>When the program dies.</summary>
    public enum Moment
    {
        /// <summary>The subscriber has the message and has not answered.</summary>
        BeforeTheAnswer,

        /// <summary>It has taken everything down and says so to nobody any more.</summary>
        WithTheAnswer,
    }

    [Theory]
    [InlineData(Moment.BeforeTheAnswer)]
    [InlineData(Moment.WithTheAnswer)]
    public async Task Killed_during_a_webhook_nothing_is_lost_and_nothing_counted_twice(Moment moment)
    {
        await using var place = await ground.NewPlaceAsync();
        await using var server = await place.HoldAsync();
        await using var subscriber = new FakeSubscriber();
        _ = await place.DoneAsync("subscriber", "add", "云汀查询网", "--kind", "Site", "--webhook", subscriber.Webhook);
        await place.ExecuteAsync($"""
            insert into exchange.tombstone (id, record_id, subject_id, item, why, open, at)
            select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'CF_LP', 'expired', true, now() from generate_series(1, {Left})
            """);
        for (var times = 1; times <= 3; times++)
        {
            await KillAsync(place, subscriber, moment, times);
        }

        subscriber.Answers = delivered => Task.FromResult(Given.Confirming(delivered.Tombstones));
        var last = Serve(place);
        await UntilAsync(last, async () => await place.AskAsync<long>("select count(*) from exchange.delivery where acknowledgement is not null") == Left);
        await last.StopAsync();

        Assert.Equal(Left, await place.AskAsync<long>("select count(*) from exchange.delivery"));
        Assert.Equal(Left, await place.AskAsync<long>("select sum(confirmed) from exchange.acknowledgement"));
        Assert.Equal(Left, subscriber.Received.SelectMany(r => r.Tombstones).Distinct().Count());
        Assert.All(subscriber.Received.GroupBy(r => r.Id), same => Assert.Single(same.Select(r => Convert.ToHexString(r.Body)).Distinct()));
        Assert.Equal((Left + 499) / 500, subscriber.Received.Select(r => r.Id).Distinct().Count());
        var counts = (await place.DoneAsync("subscriber", "list")).GetProperty("subscribers")[0].GetProperty("counts");
        Assert.Equal((Left, Left, 0), (counts.GetProperty("owed").GetInt32(), counts.GetProperty("acknowledged").GetInt32(), counts.GetProperty("open").GetInt32()));
        Assert.Equal(0, (await place.RunAsync("verify")).Code);
    }

    private static async Task KillAsync(Place place, FakeSubscriber subscriber, Moment moment, int times)
    {
        var program = Serve(place);
        var held = new TaskCompletionSource();
        subscriber.Answers = async delivered =>
        {
            await (moment == Moment.BeforeTheAnswer ? held.Task : program.KillAsync());
            return Given.Confirming(delivered.Tombstones);
        };
        await UntilAsync(program, () => Task.FromResult(subscriber.Received.Count >= times), mayEnd: moment == Moment.WithTheAnswer);
        await program.KillAsync();
        held.SetResult();
    }

    private static Child Serve(Place place) => place.StartWith(new() { ["XINHENG__PublicCostPerMinute"] = "0" }, "serve", "--urls", "http://127.0.0.1:0");

    private static async Task UntilAsync(Child program, Func<Task<bool>> happened, bool mayEnd = false)
    {
        while (!await happened())
        {
            Assert.True(mayEnd || !program.HasEnded, $"The program ended by itself: {program.Errors}");
            await Task.Delay(20);
        }
    }
}
