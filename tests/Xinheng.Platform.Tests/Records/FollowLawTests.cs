using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Records.Following;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Records;

/// <summary>Stored periods follow a rule that begins later: by revisions, in one act, only to earlier ends, and only when there is one.</summary>
public sealed class FollowLawTests : IAsyncLifetime
{
    private static readonly DateOnly Before = new(2026, 3, 20);
    private static readonly DateOnly Begin = new(2026, 4, 1);

    private TestPlatform platform = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        await platform.SetTodayAsync(Before);
    }

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task Thousands_follow_in_one_act_and_one_entry()
    {
        const int many = 2_345;
        var file = new PenaltyFile();
        for (var i = 1; i <= many; i++)
        {
            file.Add(i, i, DecidedOnThe2nd);
        }

        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", file.ToString()));
        Assert.Equal(0, await platform.Get<FollowLaw>().RunAsync(default));
        Assert.Equal(many, await platform.AskAsync<int>("select count(*)::int from records.record where public_until = '2029-03-02'"));

        await platform.SetTodayAsync(Begin);
        Assert.Equal(many, await platform.Get<FollowLaw>().RunAsync(default));

        Assert.Equal(many, await platform.AskAsync<int>("select count(*)::int from records.record where public_until = '2027-03-02' and revision = 2"));
        Assert.Equal(1, await platform.AskAsync<int>("select count(*)::int from journal.entry where power = 'records.follow-law'"));
        await platform.Get<Sealer>().SealAsync(default);
        var report = (await platform.Get<Verify>().RunAsync(null, default)).Value;
        Assert.Empty(report.Findings);
        Assert.Equal(2 * many, report.Counts["revisions"]);
    }

    [Fact]
    public async Task Followed_once_it_leaves_no_further_trace()
    {
        var record = await platform.EnterPenaltyAsync(1, DecidedOnThe2nd);
        await platform.SetTodayAsync(Begin);
        Assert.Equal(1, await platform.Get<FollowLaw>().RunAsync(default));
        var entries = await platform.AskAsync<int>("select count(*)::int from journal.entry");

        foreach (var day in new[] { Begin, Begin.AddDays(1), Begin.AddDays(40) })
        {
            await platform.SetTodayAsync(day);
            Assert.Equal(0, await platform.Get<FollowLaw>().RunAsync(default));
        }

        Assert.Equal(entries, await platform.AskAsync<int>("select count(*)::int from journal.entry"));
        Assert.Equal(new DateOnly(2027, 3, 2), (await platform.SeeAsync(record))!.PublicUntil);
    }

    [Fact]
    public async Task The_days_work_is_asked_for_once_a_day_and_after_days_without_a_program()
    {
        var daily = platform.Get<DailyJobs>();

        Assert.Contains(FollowLaw.Job, await daily.EnqueueAsync(default));
        Assert.Empty(await daily.EnqueueAsync(default));

        await platform.SetTodayAsync(Before.AddDays(5));
        Assert.Contains(FollowLaw.Job, await daily.EnqueueAsync(default));
        Assert.Empty(await daily.EnqueueAsync(default));
    }

    private static Action<Dictionary<string, string>> DecidedOnThe2nd => row =>
    {
        row["CF_JDRQ"] = "2026-03-02";
        row["CF_YXQ"] = "2030-12-31";
        row["CF_GSJZQ"] = "2029-03-02"; // three years: what the law before allowed
    };
}
