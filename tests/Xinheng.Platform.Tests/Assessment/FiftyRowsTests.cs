using Xinheng.Model.Assessment;
using Xinheng.Platform.Assessment.Scoring;
using Xinheng.Platform.Collection;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Assessment;

/// <summary>The four indices of a sample of fifty rows, recomputed by hand.</summary>
public sealed class FiftyRowsTests
{
    private static readonly DateOnly June = new(2026, 6, 1);

    [Fact]
    public async Task Fifty_rows_counted_by_hand_give_the_same_indices_to_a_tenth_of_a_percent()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await DeliverAsync(platform);

        var figures = (await platform.Get<Scoreboard>().OfAsync(June, null, platform.Maker, default)).Value;
        var line = Assert.Single(figures.Departments);

        // Of every row of CF_LP 22 values are due (19 always, and code, fine and confiscation of these rows); 50 + 3 rows, 7 of them without number.
        Assert.Equal(new Share((53 * 22) - 7, 53 * 22), line.Completeness);
        Near(0.99400m, line.Completeness);

        // 7 rows without number (every 7th) and 4 with an impossible date (every 11th) stay out, none of them both: 39 of 50; then 3 of 3.
        Assert.Equal(new Share(39 + 3, 50 + 3), line.Validity);
        Near(0.79245m, line.Validity);

        // 39 entered; 3 of them were corrected afterwards.
        Assert.Equal(new Share(36, 39), line.Accuracy);
        Near(0.92308m, line.Accuracy);

        // Every 5th was decided on 1 June and came on the 15th, after seven working days: 10 rows, of which the 35th lacks its number.
        Assert.Equal(new Share(39 - 9, 39), line.Timeliness);
        Near(0.76923m, line.Timeliness);
    }

    [Fact]
    public async Task Every_figure_opens_to_the_rows_it_counts()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await DeliverAsync(platform);
        var query = new Quality.Query(June, Scoreboard.LastOf(June), TestPlatform.Authority, "CF_LP");
        var item = Assert.Single((await platform.Get<Scoreboard>().ItemsAsync(June, TestPlatform.Authority, platform.Maker, default)).Value);

        var submissions = (await platform.Get<Quality>().SubmissionsAsync(query, platform.Maker, default)).Value;
        var corrected = (await platform.Get<Quality>().CorrectedAsync(query, platform.Maker, default)).Value;
        var late = await platform.Get<LateRecords>().OfAsync(June, TestPlatform.Authority, "CF_LP", platform.Maker, default);

        Assert.Equal(item.Indices.Completeness.Whole, submissions.Sum(s => s.Wanted));
        Assert.Equal(item.Indices.Validity.Part, submissions.Sum(s => s.Valid));
        Assert.Equal(item.Indices.Accuracy.Whole - item.Indices.Accuracy.Part, corrected.Count);
        Assert.Equal(item.Indices.Timeliness.Whole - item.Indices.Timeliness.Part, late.Count);
        Assert.All(late, l => Assert.True(l.DueOn < l.ReceivedOn && l.DecidedOn == June));
        var other = await platform.AppointAsync("other", Model.People.Role.Maker, TestPlatform.OtherAuthority);
        Assert.Empty(await platform.Get<LateRecords>().OfAsync(June, TestPlatform.Authority, "CF_LP", other, default));
    }

    [Fact]
    public async Task The_line_from_which_an_index_is_good_enough_is_a_dated_rule_of_the_platform()
    {
        await using var platform = await TestPlatform.CreateAsync();

        Assert.All(QualityIndex.All, index =>
        {
            var rule = platform.Get<Scoreboard>().LineOf(index, June)!;
            Assert.Equal(95, rule.Number);
            Assert.Contains("平台规则", rule.Basis.ToString(), StringComparison.Ordinal);
        });
    }

    private static async Task DeliverAsync(TestPlatform platform)
    {
        var file = new PenaltyFile();
        for (var n = 1; n <= 50; n++)
        {
            var row = n;
            file.Add(n, n, values =>
            {
                values["CF_WSH"] = row % 7 == 0 ? "" : values["CF_WSH"];
                values["CF_JDRQ"] = row % 11 == 0 ? "2026-13-01" : row % 5 == 0 ? "2026-06-01" : values["CF_JDRQ"];
                (values["CF_YXQ"], values["CF_GSJZQ"]) = row % 5 == 0 ? ("2027-06-01", "2027-06-01") : (values["CF_YXQ"], values["CF_GSJZQ"]);
            });
        }

        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", file.ToString()));
        var again = new PenaltyFile();
        foreach (var n in new[] { 1, 2, 3 })
        {
            again.Add(n, n, values => values["CF_WFXW"] = "另一行为");
        }

        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", again.ToString()));
    }

    private static void Near(decimal byHand, Share share) => Assert.True(Math.Abs(byHand - share.Value!.Value) < 0.001m, $"{share.Value} is not {byHand}.");
}
