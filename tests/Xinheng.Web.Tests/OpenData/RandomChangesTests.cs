using System.Globalization;
using Dapper;
using Xinheng.Mirror;
using Xinheng.Model.Foundation;
using Xinheng.Model.Records;
using Xinheng.Platform.Publication.OpenData;
using Xinheng.Platform.Records;
using Xinheng.Testing;

namespace Xinheng.Web.Tests.OpenData;

/// <summary>While records are corrected, withdrawn, restored and expire, a consumer follows; in the end it has what the source has.</summary>
public sealed class RandomChangesTests(ITestOutputHelper output)
{
    private const int Documents = 3_000;
    private const int Rounds = 20;
    private const int CorrectionsARound = 480;
    private const int DecisionsARound = 50;

    private readonly Random random = new(20260615);

    [Fact]
    public async Task After_ten_thousand_random_changes_a_consumer_that_followed_and_one_that_starts_from_nothing_both_equal_the_source()
    {
        var file = new PenaltyFile();
        for (var document = 0; document < Documents; document++)
        {
            file.Add(SubjectOf(document), document, Vary(document, 0));
        }

        await using var site = await OpenSite.OpenAsync(file);
        using var over = new CancellationTokenSource();
        var (copy, following) = await site.MirrorAsync("followed");
        var consumer = FollowAsync(following, over.Token);
        var source = KeepUpAsync(site, over.Token);

        var changes = 0L;
        for (var round = 1; round <= Rounds; round++)
        {
            changes += await CorrectAsync(site.Platform, round) + await DecideAsync(site.Platform);
            await site.Platform.SetTodayAsync(new DateOnly(2026, 6, 15).AddDays(round * 5));
        }

        await over.CancelAsync();
        await Task.WhenAll(consumer, source);
        await site.CatchUpAsync();
        var expired = await CountAsync(site.Platform, "select count(*) from records.record where public_until <= foundation.today()");
        output.WriteLine($"{changes} changes, {expired} expired, {copy.Count} records");
        Assert.True(changes + expired >= 10_000, $"{changes} + {expired}");

        var followed = await following.CompareAsync(default);
        Assert.True(followed.IsEqual, $"followed differs in {string.Join(',', followed.Differing)}");
        var fresh = await (await site.MirrorAsync("fresh")).Following.CompareAsync(default);
        Assert.True(fresh.IsEqual, $"fresh differs in {string.Join(',', fresh.Differing)}");
        Assert.Equal(fresh.Digest, followed.Digest);
        Assert.InRange(copy.Count, 1, Documents - 1);
        Assert.Equal(copy.Count, await CountAsync(site.Platform, "select count(*) from publication.record where subject_kind <> 'natural_person'"));

        // And following what was noted missed nothing that comparing everything would find.
        Assert.Equal(0, await site.Platform.Get<OpenFeed>().CompareAllAsync(default));
    }

    private static int SubjectOf(int document) => document % 400;

    // Decided at different times, so that some end while this goes on.
    private static Action<Dictionary<string, string>> Vary(int document, int round) => row =>
    {
        var decided = new DateOnly(2025, 6, 20).AddDays(document % 350);
        row["CF_JDRQ"] = decided.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        row["CF_YXQ"] = row["CF_GSJZQ"] = decided.AddYears(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        row["CF_SY"] = $"经查，当事人货架上有三批次食品超过保质期（第 {round} 次更正）。";
    };

    private async Task<long> CorrectAsync(TestPlatform platform, int round)
    {
        var file = new PenaltyFile();
        foreach (var document in Enumerable.Range(0, Documents).OrderBy(_ => random.Next()).Take(CorrectionsARound))
        {
            file.Add(SubjectOf(document), document, Vary(document, round));
        }

        return (await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", file.ToString()))).Corrected;
    }

    private async Task<int> DecideAsync(TestPlatform platform)
    {
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        var records = (await connection.QueryAsync<(Guid Id, string State)>("select record_id, state from records.record order by record_id")).AsList();
        var decided = 0;
        foreach (var (id, state) in records.OrderBy(r => r.State == "withdrawn" ? 0 : random.Next(1, 1000)).Take(DecisionsARound))
        {
            var record = new RecordId(id);
            var result = state == "withdrawn" && random.Next(3) > 0
                ? await platform.Get<RestoreRecord>().RunAsync(new(record, "复核后维持原处罚", "云府复〔2026〕4号"), platform.Reviewer, default)
                : await platform.Get<WithdrawRecord>().RunAsync(new(record, WithdrawalKind.Mistake, "复议决定撤销原处罚", "云府复〔2026〕3号", null), platform.Reviewer, default);
            decided += result.IsRefused ? 0 : 1;
        }

        return decided;
    }

    private static async Task FollowAsync(Following following, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await following.CatchUpAsync(default);
            await Task.Delay(20, CancellationToken.None);
        }
    }

    private static async Task KeepUpAsync(OpenSite site, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await site.CatchUpAsync();
            await Task.Delay(50, CancellationToken.None);
        }
    }

    private static async Task<long> CountAsync(TestPlatform platform, string sql)
    {
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(sql);
    }
}
