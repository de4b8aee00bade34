using Xinheng.Model.People;
using Xinheng.Platform.Collection;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Collection;

/// <summary>The four indices against a small delivery counted by hand.</summary>
public sealed class QualityTests
{
    private static readonly Quality.Query June = new(new DateOnly(2026, 6, 1), new DateOnly(2026, 6, 30));

    [Fact]
    public async Task The_four_indices_are_those_one_counts_by_hand()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await DeliverAsync(platform);

        var indices = (await platform.Get<Quality>().RunAsync(June, platform.Reviewer, default)).Value;

        // CF_LP asks 19 values of every row, and of these rows 3 more: the code (no older number is given), the fine, the confiscation.
        // Five rows: 5 × 22 = 110 required values; row 4 lacks its document number, row 5 its number and the amount of its fine.
        var penalties = indices.Single(i => i.Item == "CF_LP");
        Assert.Equal((TestPlatform.Authority, new Share(107 + 22, 110 + 22)), (penalties.Provider, penalties.Completeness));

        // Three of five entered; then one row more, which corrected one of them.
        Assert.Equal(new Share(3 + 1, 5 + 1), penalties.Validity);
        Assert.Equal(new Share(2, 3), penalties.Accuracy);

        // Of the three that entered one was handed in after seven working days.
        Assert.Equal(new Share(2, 3), penalties.Timeliness);
        Assert.Equal(0.6667m, decimal.Round(penalties.Validity.Value!.Value, 4));

        // One permit of one row: 15 required values and the code.
        var permits = indices.Single(i => i.Item == "XK_LP");
        Assert.Equal((new Share(16, 16), new Share(1, 1), new Share(1, 1), new Share(1, 1)),
            (permits.Completeness, permits.Validity, permits.Accuracy, permits.Timeliness));

        var whole = Assert.Single(QualityIndices.ByDepartment(indices));
        Assert.Equal((new Share(145, 148), new Share(5, 7), new Share(3, 4), new Share(3, 4)),
            (whole.Completeness, whole.Validity, whole.Accuracy, whole.Timeliness));
    }

    [Fact]
    public async Task Every_number_opens_to_what_it_counts()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await DeliverAsync(platform);
        var query = June with { Item = "CF_LP" };
        var indices = Assert.Single((await platform.Get<Quality>().RunAsync(query, platform.Maker, default)).Value);

        var submissions = (await platform.Get<Quality>().SubmissionsAsync(query, platform.Maker, default)).Value;
        var corrected = (await platform.Get<Quality>().CorrectedAsync(query, platform.Maker, default)).Value;

        Assert.Equal(indices.Completeness, new Share(submissions.Sum(s => s.Wanted - s.Missing), submissions.Sum(s => s.Wanted)));
        Assert.Equal(indices.Validity, new Share(submissions.Sum(s => s.Valid), submissions.Sum(s => s.Rows)));
        Assert.Equal(indices.Timeliness, new Share(submissions.Sum(s => s.OnTime), submissions.Sum(s => s.OnTime + s.Late)));
        Assert.Equal((1, 2), (corrected.Count, Assert.Single(corrected).Revision));
    }

    [Fact]
    public async Task A_row_put_right_in_place_is_complete_and_valid_afterwards()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var submission = await platform.EnterAsync("CF_LP", new PenaltyFile().Add(1, 1).Add(2, 2, row => row["CF_WSH"] = "").ToString());

        _ = (await platform.Get<SettleRow>().RunAsync(new(submission.Key, 2, PenaltyFile.Row(2, 2)), platform.Maker, default)).Value;
        await platform.DrainAsync();
        await platform.ApproveAsync(await platform.FindAsync(submission));

        var indices = Assert.Single((await platform.Get<Quality>().RunAsync(June, platform.Reviewer, default)).Value);
        Assert.Equal((new Share(44, 44), new Share(2, 2), new Share(2, 2), new Share(2, 2)),
            (indices.Completeness, indices.Validity, indices.Accuracy, indices.Timeliness));
    }

    [Fact]
    public async Task Nothing_handed_in_has_no_share_and_a_withdrawal_is_no_inaccuracy()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await platform.EnterAsync("CF_LP", new PenaltyFile().Add(1, 1).ToString());
        await platform.EnterAsync("CF_LP", new PenaltyFile().Add(1, 1, row => (row["op"], row["CF_CXYY"]) = ("D", "复议撤销")).ToString());

        var may = await platform.Get<Quality>().RunAsync(new(new DateOnly(2026, 5, 1), new DateOnly(2026, 5, 31)), platform.Reviewer, default);
        var june = Assert.Single((await platform.Get<Quality>().RunAsync(June, platform.Reviewer, default)).Value);

        Assert.Empty(may.Value);
        Assert.Null(new Share(0, 0).Value);
        Assert.Equal(new Share(1, 1), june.Accuracy);
    }

    [Fact]
    public async Task A_department_sees_its_own_and_the_centre_sees_all()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await DeliverAsync(platform);
        var other = await platform.AppointAsync("other", Role.Maker, TestPlatform.OtherAuthority);
        var centre = await platform.AppointAsync("centre", Role.Operator, TestPlatform.OtherAuthority);
        var quality = platform.Get<Quality>();

        Assert.Empty((await quality.RunAsync(June, other, default)).Value);
        Assert.Equal("quality.not-yours", Assert.Single((await quality.RunAsync(June with { Provider = TestPlatform.Authority }, other, default)).Refusals).Code);
        Assert.Equal(2, (await quality.RunAsync(June, centre, default)).Value.Count);
        Assert.Equal("quality.period", Assert.Single((await quality.RunAsync(June with { To = new DateOnly(2026, 5, 1) }, centre, default)).Refusals).Code);
    }

    private static async Task DeliverAsync(TestPlatform platform)
    {
        await platform.EnterAsync("CF_LP", new PenaltyFile()
            .Add(1, 1)
            .Add(2, 2)
            .Add(3, 3, row => (row["CF_JDRQ"], row["CF_YXQ"], row["CF_GSJZQ"]) = ("2026-06-01", "2027-06-01", "2027-06-01"))
            .Add(4, 4, row => row["CF_WSH"] = "")
            .Add(5, 5, row => (row["CF_WSH"], row["CF_NR_FK"]) = ("无", ""))
            .ToString());
        await platform.EnterAsync("CF_LP", new PenaltyFile().Add(1, 1, row => row["CF_WFXW"] = "另一行为").ToString());
        await platform.EnterAsync("XK_LP", new TableFile().Add(TableFile.Permit(1, 1)).Csv());
    }
}
