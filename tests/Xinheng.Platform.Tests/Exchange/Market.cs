using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Xinheng.Model.Exchange;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Records;
using Xinheng.Platform.Exchange.Sending;
using Xinheng.Platform.Exchange.Standing;
using Xinheng.Platform.Exchange.Subscribers;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Publication.OpenData;
using Xinheng.Platform.Records.Moving;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Exchange;

/// <summary>A platform with penalties on show, and subscribers that were told of them.</summary>
internal sealed class Market : IAsyncDisposable
{
    private Market(TestPlatform platform) => Platform = platform;

    public TestPlatform Platform { get; }

    public static async Task<Market> OpenAsync(int records)
    {
        var platform = await TestPlatform.CreateAsync(other => other.AddSingleton(s => new WebhookPost(s.GetRequiredService<Clock>()) { Patience = TimeSpan.FromSeconds(1) }));
        var file = new PenaltyFile();
        for (var n = 1; n <= records; n++)
        {
            file.Add((n % 2_000) + 1, n);
        }

        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", file.ToString()));
        await platform.Get<OpenFeed>().CatchUpAsync(default);
        return new Market(platform);
    }

    public async Task<RegisterSubscriber.Registered> RegisterAsync(string name, string? webhook = null, string? probe = null) =>
        (await Platform.Get<RegisterSubscriber>().RunAsync(new(name, SubscriberKind.Site, webhook, probe), Caller.CommandLine(), default)).Value;

    /// <summary>One decision that repairs them all.</summary>
    public Task RepairAsync(IReadOnlyList<Guid> records) => MoveAsync(records, standing => standing.Repair("准予修复"));

    /// <summary>One decision that withdraws them all.</summary>
    public Task WithdrawAsync(IReadOnlyList<Guid> records) => MoveAsync(records, standing => standing.Withdraw("决定被撤销"));

    private async Task MoveAsync(IReadOnlyList<Guid> records, Func<Model.Records.Standing, Model.Records.Standing> move)
    {
        await using var work = await Platform.Get<Xinheng.Platform.Journal.Journal>().OpenAsync(Actor.TheProgram, Power.WithdrawRecord, default);
        var taken = await Platform.Get<Standings>().TakeAsync(work, [.. records.Select(r => new RecordId(r))], default);
        var tree = await Standings.ReviseAsync([.. taken.Select(r => (r, move(r.Standing)))], default);
        work.Tell(new { moved = records.Count }, tree);
        await work.CommitAsync(default);
    }

    /// <summary>Sends what is due, as the program's loop does; how many messages were tried.</summary>
    public Task<int> SendAsync() => Platform.Get<SendMessages>().RunAsync(default);

    public async Task<StandingCounts> CountsAsync(Guid subscriber) =>
        (await Platform.Get<Propagation>().SubscribersAsync(default)).Single(s => s.Id == subscriber).Counts;

    public async Task<IReadOnlyList<Guid>> RecordsAsync(int count)
    {
        await using var connection = await Platform.Database.Owner.OpenConnectionAsync();
        return [.. await connection.QueryAsync<Guid>("select record_id from publication.shown order by record_id limit @count", new { count })];
    }

    public async Task<T?> AskAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Platform.Database.Owner.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<T>(sql, parameters);
    }

    public ValueTask DisposeAsync() => Platform.DisposeAsync();
}
