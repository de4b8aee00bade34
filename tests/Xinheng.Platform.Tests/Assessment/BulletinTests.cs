using Xinheng.Model.People;
using Xinheng.Platform.Assessment.Reporting;
using Xinheng.Platform.Assessment.Scoring;
using Xinheng.Platform.Journal;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Assessment;

/// <summary>A bulletin says what the dashboard says, and goes on saying what it said.</summary>
public sealed class BulletinTests : IAsyncLifetime
{
    private static readonly DateOnly June = new(2026, 6, 1);

    private TestPlatform platform = null!;
    private Caller centre = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        centre = await platform.AppointAsync("centre", Role.Operator);
        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(1, 1).Add(2, 2).Add(3, 3, row => row["CF_WSH"] = "").ToString()));
        await platform.ApproveAsync(await platform.SubmitAsync("XK_LP", new TableFile().Add(TableFile.Permit(1, 1)).Csv()));
    }

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task The_bulletins_figures_are_the_dashboards()
    {
        await platform.SetTodayAsync(new DateOnly(2026, 7, 10));
        _ = (await IssueAsync()).Value;

        var bulletin = (await platform.Get<Bulletins>().FindAsync(June, null, centre, default))!.Figures;
        var board = (await platform.Get<Scoreboard>().OfAsync(June, null, centre, default)).Value;
        var cells = await platform.Get<Coverage>().OfAsync(June, centre, default);

        Assert.Equal(board.Departments, bulletin.Departments);
        Assert.Equal(board.Total, bulletin.Total);
        Assert.Equal((cells.Sum(c => c.Due), cells.Sum(c => c.InTime), cells.Sum(c => c.Overdue), cells.Sum(c => c.Rows)),
            (bulletin.Total.Due, bulletin.Total.InTime, bulletin.Total.Overdue, bulletin.Total.Rows));
        Assert.Equal(["98.78%", "75.00%", "100.00%", "100.00%", "4", "2", "2", "0", "0", "0"], Bulletins.Figures.Select(f => f.Of(bulletin.Total)));
    }

    [Fact]
    public async Task What_is_corrected_later_stands_beside_the_bulletin_as_it_was_issued()
    {
        await platform.SetTodayAsync(new DateOnly(2026, 7, 10));
        _ = (await IssueAsync()).Value;
        await platform.SubmitAndCorrectAsync();

        var issued = (await platform.Get<Bulletins>().FindAsync(June, null, centre, default))!;
        var now = (await platform.Get<Bulletins>().NowAsync(June, null, centre, default)).Value;
        var difference = Assert.Single(Bulletins.Compare(issued.Figures, now));

        Assert.Equal(("准确性", "100.00%", "66.67%"), (difference.Figure, difference.Then, difference.Now));
        Assert.Equal("assessment.already-issued", (await IssueAsync()).Refusals[0].Code);
        Assert.Empty(Bulletins.Compare(now, now));
    }

    [Fact]
    public async Task A_bulletin_is_issued_when_its_month_is_over_by_the_operator_of_all_it_covers()
    {
        Assert.Equal("assessment.month-not-over", (await IssueAsync()).Refusals[0].Code);
        await platform.SetTodayAsync(new DateOnly(2026, 7, 1));
        var far = Region.Parse("990200").Value;
        var of = new Caller(centre.Actor, [new Grant(Role.Operator, far)]);

        Assert.Equal("assessment.not-issuer", (await IssueAsync(of)).Refusals[0].Code);
        Assert.Equal("assessment.bulletin-elsewhere", (await platform.Get<Bulletins>().NowAsync(June, null, of, default)).Refusals[0].Code);
        Assert.Empty((await platform.Get<Bulletins>().NowAsync(June, far, of, default)).Value.Departments);
        Assert.Equal("assessment.bulletin-empty", (await platform.Get<IssueBulletin>().RunAsync(new(June, far), of, default)).Refusals[0].Code);
        Assert.Equal(far, Bulletins.RegionOf(of));
        Assert.Null(Bulletins.RegionOf(centre));
    }

    [Theory]
    [InlineData("update assessment.bulletin set content = replace(content::text, '云汀', '霞浦')::json", "assessment.bulletin-changed")]
    [InlineData("delete from assessment.bulletin", "assessment.bulletin-missing")]
    public async Task A_bulletin_changed_or_taken_away_is_found(string sql, string code)
    {
        await platform.SetTodayAsync(new DateOnly(2026, 7, 10));
        _ = (await IssueAsync()).Value;
        await platform.Get<Sealer>().SealAsync(default);
        Assert.True((await platform.Get<Verify>().RunAsync(null, default)).Value.Holds);

        await Tampering.RunAsync(platform, sql);

        Assert.Contains((await platform.Get<Verify>().RunAsync(null, default)).Value.Findings, f => f.Code == code);
    }

    private Task<Model.Foundation.Result<Guid>> IssueAsync(Caller? by = null) => platform.Get<IssueBulletin>().RunAsync(new(June, null), by ?? centre, default);
}

file static class Later
{
    // Received in July: of June's figures only accuracy changes, one of three records of June having been wrong.
    public static async Task SubmitAndCorrectAsync(this TestPlatform platform) =>
        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(1, 1, row => row["CF_WFXW"] = "另一行为").ToString()));
}
