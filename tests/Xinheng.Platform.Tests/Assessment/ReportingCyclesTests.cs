using Xinheng.Model.Assessment;
using Xinheng.Model.People;
using Xinheng.Platform.Assessment.Reporting;
using Xinheng.Platform.Journal;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Assessment;

/// <summary>What must arrive from a department, what did, and what is done about the rest.</summary>
public sealed class ReportingCyclesTests : IAsyncLifetime
{
    private static readonly DateOnly June = new(2026, 6, 1);
    private static readonly DateOnly July = new(2026, 7, 1);

    private TestPlatform platform = null!;
    private Caller centre = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        centre = await platform.AppointAsync("centre", Role.Operator);
        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(1, 1).ToString())); // on 15 June
    }

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task Whoever_once_handed_in_is_due_and_what_was_missed_is_red_the_next_morning_with_whom_to_call()
    {
        Assert.Equal(ArrivalState.Arrived, (await CellAsync(June)).State);

        await platform.SetTodayAsync(new DateOnly(2026, 7, 31));
        Assert.Equal(ArrivalState.Open, (await CellAsync(July)).State);

        // Five working days after Friday 31 July: 7 August is the last day.
        await platform.SetTodayAsync(new DateOnly(2026, 8, 7));
        Assert.Equal((ArrivalState.Open, new DateOnly(2026, 8, 7)), ((await CellAsync(July)).State, (await CellAsync(July)).NextDue));
        await platform.SetTodayAsync(new DateOnly(2026, 8, 8));
        Assert.Equal(ArrivalState.Overdue, (await CellAsync(July)).State);
        Assert.Equal(["maker"], (await platform.Get<ReportsDue>().ResponsibleAsync([TestPlatform.Authority], default))[TestPlatform.Authority]);
    }

    [Fact]
    public async Task The_word_that_there_was_nothing_counts_as_arrived_and_stands_in_the_log()
    {
        await platform.SetTodayAsync(new DateOnly(2026, 7, 30));
        Assert.Equal("assessment.period-not-over", (await NothingAsync(July)).Refusals[0].Code);
        await platform.SetTodayAsync(new DateOnly(2026, 8, 10));

        Assert.Equal([new ReportingPeriod(July, new DateOnly(2026, 7, 31))], (await NothingAsync(July)).Value);

        Assert.Equal((ArrivalState.Nothing, 1, 1), ((await CellAsync(July)).State, (await CellAsync(July)).InTime, (await CellAsync(July)).Nothing));
        Assert.Equal("assessment.already-reported", (await NothingAsync(July)).Refusals[0].Code);
        Assert.Equal("assessment.not-maker", (await platform.Get<ReportNothing>().RunAsync(new("CF_LP", July), platform.Reviewer, default)).Refusals[0].Code);
        Assert.Equal("assessment.nothing-due", (await platform.Get<ReportNothing>().RunAsync(new("XK_LP", July), platform.Maker, default)).Refusals[0].Code);
        await HoldsAsync();
        await TamperAsync("delete from assessment.nothing_reported", "assessment.nothing-changed");
    }

    [Fact]
    public async Task A_reminder_is_seen_where_the_makers_work_and_given_once_a_day()
    {
        await platform.SetTodayAsync(new DateOnly(2026, 8, 10));
        var remind = platform.Get<RemindReport>();

        _ = (await remind.RunAsync(new(TestPlatform.Authority, "CF_LP", July), centre, default)).Value;

        var due = Assert.Single(await platform.Get<ReportsDue>().OwnAsync(platform.Maker, default), e => e.Month == July);
        Assert.True(due.IsOverdue);
        Assert.NotNull(due.RemindedAt);
        Assert.Equal("assessment.reminded-today", (await remind.RunAsync(new(TestPlatform.Authority, "CF_LP", July), centre, default)).Refusals[0].Code);
        Assert.Equal("assessment.not-overdue", (await remind.RunAsync(new(TestPlatform.Authority, "CF_LP", June), centre, default)).Refusals[0].Code);
        Assert.Equal("assessment.not-operator", (await remind.RunAsync(new(TestPlatform.Authority, "CF_LP", July), platform.Maker, default)).Refusals[0].Code);
        await HoldsAsync();
        await TamperAsync("update assessment.reminder set item = 'XK_LP'", "assessment.reminder-changed");
    }

    [Fact]
    public async Task What_comes_late_is_late_and_no_longer_missing()
    {
        await platform.SetTodayAsync(new DateOnly(2026, 8, 12));
        await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(2, 2).ToString());

        Assert.Equal(ArrivalState.Late, (await CellAsync(July)).State);
        Assert.Equal(ArrivalState.Arrived, (await CellAsync(new DateOnly(2026, 8, 1))).State);
    }

    [Fact]
    public async Task The_centre_sets_a_shorter_cycle_from_a_day_on_and_for_one_that_never_handed_in()
    {
        var set = platform.Get<SetCycle>();
        await platform.SetTodayAsync(new DateOnly(2026, 7, 3));
        _ = (await set.RunAsync(new(TestPlatform.Authority, "CF_LP", "day", July, "云信用办〔2026〕5号文"), centre, default)).Value;
        _ = (await set.RunAsync(new(TestPlatform.OtherAuthority, "XK_LP", "1", June, "云信用办〔2026〕5号文"), centre, default)).Value;

        // 1 and 2 July were working days and are over by the 3rd; the 3rd itself is open.
        var daily = await CellAsync(July);
        Assert.Equal((CycleUnit.Day, 3, true), (daily.Cycle.Unit, daily.Arrivals.Count, daily.IsSet));
        Assert.Equal([ArrivalState.Overdue, ArrivalState.Open, ArrivalState.Open], daily.Arrivals.Select(a => a.State));
        var other = Assert.Single(await platform.Get<Coverage>().OfAsync(June, centre, TestPlatform.OtherAuthority, null, default));
        Assert.Equal(("XK_LP", ArrivalState.Open), (other.Item, other.State));

        var wrong = await set.RunAsync(new(TestPlatform.Authority, "NONE", "13", null, " "), centre, default);
        Assert.Equal(["catalogue.no-item", "assessment.cycle", "assessment.cycle-since", "assessment.cycle-reason"], wrong.Refusals.Select(r => r.Code));
        Assert.Equal("assessment.not-operator-of", (await set.RunAsync(new(TestPlatform.Authority, "CF_LP", "1", July, "x"), platform.Maker, default)).Refusals[0].Code);
        await HoldsAsync();
        await TamperAsync("update assessment.duty set cycle = '12'", "assessment.cycle-changed");
    }

    private async Task<CoverageCell> CellAsync(DateOnly month) =>
        Assert.Single(await platform.Get<Coverage>().OfAsync(month, centre, TestPlatform.Authority, "CF_LP", default));

    private Task<Model.Foundation.Result<IReadOnlyList<ReportingPeriod>>> NothingAsync(DateOnly month) =>
        platform.Get<ReportNothing>().RunAsync(new("CF_LP", month), platform.Maker, default);

    private async Task HoldsAsync()
    {
        await platform.Get<Sealer>().SealAsync(default);
        var report = (await platform.Get<Verify>().RunAsync(null, default)).Value;
        Assert.True(report.Holds, string.Join('\n', report.Findings));
    }

    private async Task TamperAsync(string sql, string code)
    {
        await Tampering.RunAsync(platform, sql);
        var report = (await platform.Get<Verify>().RunAsync(null, default)).Value;
        Assert.Contains(report.Findings, f => f.Code == code);
    }
}
