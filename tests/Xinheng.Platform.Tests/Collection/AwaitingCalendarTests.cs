using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Xinheng.Model.Journal;
using Xinheng.Model.Law;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Law;
using Xinheng.Platform.Tests.Law;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Collection;

/// <summary>Seven working days from the end of the last year that has a calendar: neither in time nor late until the next one comes.</summary>
public sealed class AwaitingCalendarTests : IAsyncLifetime
{
    private TestPlatform platform = null!;
    private LawBook whole = null!;

    public async ValueTask InitializeAsync()
    {
        // The files of this installation end with 2026.
        var without = LawFolder.Book.WithoutYear("fictional", 2027);
        whole = LawFolder.Book;
        platform = await TestPlatform.CreateAsync(services => services
            .AddSingleton(without).AddSingleton(without.Profile("990000").Value)
            .AddSingleton(new Jurisdiction(without, without.Profile("990000").Value)));
        await platform.SetTodayAsync(new DateOnly(2026, 12, 31));
    }

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task Rows_that_await_a_calendar_are_counted_as_such_and_settled_when_it_comes()
    {
        // Decided on the 30th, handed in on 31 December and on 20 January: the seventh working day lies in 2027.
        await EnterAsync(new PenaltyFile().Add(1, 1, Decided("2026-12-01")).Add(2, 2, Decided("2026-12-30")).Add(3, 3, Decided("2026-12-30")));
        await platform.SetTodayAsync(new DateOnly(2027, 1, 20));
        var late = await EnterAsync(new PenaltyFile().Add(4, 4, Decided("2026-12-30")).Add(5, 5, Decided("2027-01-19")));
        var first = await FirstAsync(late);

        Assert.Equal((0, 1, 2, 2027), (first.OnTime, first.Late, first.Awaiting, first.AwaitsYear));
        Assert.Equal((0, 0, 2, 2027), (late.OnTime, late.Late, late.Awaiting, late.AwaitsYear));
        await AddsUpAsync(awaiting: 4, new Share(0, 1));

        await platform.Get<LoadLaw>().RunAsync(whole, Actor.TheProgram, default);
        await platform.DrainAsync();

        Assert.Equal((2, 1, 0, null), Counts(await FirstAsync(late)));
        Assert.Equal((1, 1, 0, null), Counts(await FindAsync(late)));
        await AddsUpAsync(awaiting: 0, new Share(3, 5));
    }

    [Fact]
    public async Task What_was_only_checked_is_foreseen_once_however_often()
    {
        var submission = await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(1, 1, Decided("2026-12-30")).Add(2, 2, Decided("2026-12-29")).ToString());
        Assert.Equal((0, 0, 2, 2027), Counts(submission));

        await platform.ApproveAsync(submission);

        Assert.Equal((0, 0, 2, 2027), Counts(await FindAsync(submission)));
        Assert.Equal(2, await CountAsync("select sum(rows)::int from collection.awaiting_calendar"));
    }

    [Fact]
    public async Task A_program_that_started_before_the_calendar_came_leaves_nothing_behind()
    {
        await platform.Get<LoadLaw>().RunAsync(whole, Actor.TheProgram, default);
        var entered = await EnterAsync(new PenaltyFile().Add(1, 1, Decided("2026-12-30")));
        Assert.Equal(1, entered.Awaiting); // its own book still ends with 2026

        Assert.Equal(1, await platform.Get<SettleTimeliness>().RunAsync(default));

        Assert.Equal((1, 0, 0, null), Counts(await FindAsync(entered)));
        Assert.Equal(0, await platform.Get<SettleTimeliness>().RunAsync(default));
    }

    private async Task AddsUpAsync(long awaiting, Share timeliness)
    {
        var query = new Quality.Query(new DateOnly(2026, 12, 1), new DateOnly(2027, 1, 31));
        var indices = Assert.Single((await platform.Get<Quality>().RunAsync(query, platform.Reviewer, default)).Value);
        var submissions = (await platform.Get<Quality>().SubmissionsAsync(query, platform.Reviewer, default)).Value;

        Assert.Equal((timeliness, awaiting), (indices.Timeliness, indices.Awaiting));
        Assert.Equal(5, submissions.Sum(s => s.OnTime + s.Late + s.Awaiting));
        Assert.Equal(awaiting, submissions.Sum(s => s.Awaiting));
    }

    private static (long, long, long, int?) Counts(Submission s) => (s.OnTime, s.Late, s.Awaiting, s.AwaitsYear);

    private static Action<Dictionary<string, string>> Decided(string on) => row =>
    {
        row["CF_JDRQ"] = on;
        row["CF_YXQ"] = "2099-12-31";
        row["CF_GSJZQ"] = "2027-06-01";
    };

    private async Task<Submission> EnterAsync(PenaltyFile file) =>
        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", file.ToString()));

    private async Task<Submission> FindAsync(Submission submission) =>
        (await platform.Get<Submissions>().FindAsync(submission.Key, Model.People.Caller.TheProgram, default)).Value;

    private async Task<Submission> FirstAsync(Submission other) =>
        (await platform.Get<Submissions>().ListAsync(platform.Reviewer, default)).Single(s => s.Id != other.Id);

    private async Task<int> CountAsync(string sql)
    {
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<int>(sql);
    }
}
