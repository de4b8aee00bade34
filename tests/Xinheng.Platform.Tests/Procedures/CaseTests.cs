using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Procedures;
using Xinheng.Testing;
using static Xinheng.Platform.Tests.Procedures.MadeUpProcedure;
using static Xinheng.Platform.Tests.Records.OneRecord;

namespace Xinheng.Platform.Tests.Procedures;

/// <summary>The kernel: whose step it is, whose turn, and what the clocks say, each against a calculation of its own.</summary>
public sealed class CaseTests : IAsyncLifetime
{
    private static readonly DateOnly Monday = new(2026, 6, 15);

    private readonly SubjectId subject = new(Guid.CreateVersion7());
    private TestPlatform platform = null!;

    public async ValueTask InitializeAsync() => platform = await TestPlatform.CreateAsync();

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task A_case_moves_by_its_steps_and_says_what_is_due()
    {
        var file = (await platform.OpenAsync(subject, MadeUpProcedure.Subject(subject))).Value;

        Assert.Equal("虚20260615-0001", file.Number);
        var opened = await SeeAsync(file.Id);
        Assert.Equal([("accept", Naive(Monday, 3)), ("answer", Naive(Monday, 10)), ("unknown", null)],
            opened.Clocks.Select(c => (c.Clock, c.DueOn)));
        Assert.Equal([ClockState.Running, ClockState.Running, ClockState.NoRule], opened.Clocks.Select(c => c.StateOn(Monday)));

        await platform.SetTodayAsync(new DateOnly(2026, 6, 17));
        Assert.Equal("deciding", (await platform.GoAsync(file.Id, Accept)).Value.Stage);
        await platform.SetTodayAsync(new DateOnly(2026, 7, 20));
        var closed = (await platform.GoAsync(file.Id, Decide)).Value;

        Assert.Equal((false, new DateOnly(2026, 7, 20)), (closed.IsOpen, closed.ClosedOn!.Value));
        Assert.Equal([ClockState.Met, ClockState.MetLate, ClockState.Lapsed], (await SeeAsync(file.Id)).Clocks.Select(c => c.StateOn(closed.ClosedOn!.Value)));
        await HoldsAsync();
    }

    [Fact]
    public async Task While_a_clock_stands_still_no_day_counts()
    {
        var file = (await platform.OpenAsync(subject, MadeUpProcedure.Subject(subject))).Value;
        _ = (await platform.GoAsync(file.Id, Accept)).Value;
        var (stopped, resumed) = (new DateOnly(2026, 6, 18), new DateOnly(2026, 7, 8));

        await platform.SetTodayAsync(stopped);
        Assert.Equal("procedures.reason-missing", CodeOf(await platform.GoAsync(file.Id, Pause, reason: " ")));
        Assert.Equal(stopped, (await platform.GoAsync(file.Id, Pause)).Value.PausedOn);
        Assert.Equal(ClockState.Paused, ClockNamed(await SeeAsync(file.Id), "answer").StateOn(resumed));
        await HoldsAsync();
        await platform.SetTodayAsync(resumed);
        Assert.Null((await platform.GoAsync(file.Id, Resume)).Value.PausedOn);

        Assert.Equal(Naive(Monday, 10, stopped, resumed), ClockNamed(await SeeAsync(file.Id), "answer").DueOn);
        await platform.SetTodayAsync(new DateOnly(2026, 9, 1));
        Assert.Equal("law.deadline-run-out", CodeOf(await platform.GoAsync(file.Id, Pause)));
        await HoldsAsync();
    }

    [Fact]
    public async Task Only_whose_step_it_is_takes_it_and_only_in_its_turn()
    {
        var operators = await platform.AppointAsync("operator", Role.Operator);
        var stranger = await platform.StrangerAsync();
        var file = (await platform.OpenAsync(subject, MadeUpProcedure.Subject(subject))).Value;

        Assert.Equal("procedures.not-your-step", CodeOf(await platform.GoAsync(file.Id, Accept, operators)));
        Assert.Equal("procedures.no-case", CodeOf(await platform.GoAsync(file.Id, Accept, stranger)));
        Assert.Equal("procedures.no-case", CodeOf(await platform.GoAsync(file.Id, Recall, MadeUpProcedure.Subject(new SubjectId(Guid.CreateVersion7())))));
        Assert.Equal("procedures.not-your-step", CodeOf(await platform.GoAsync(file.Id, Accept, MadeUpProcedure.Subject(subject))));
        Assert.Equal("procedures.wrong-stage", CodeOf(await platform.GoAsync(file.Id, Decide)));
        Assert.Equal("procedures.not-your-step", CodeOf(await platform.OpenAsync(subject, platform.Maker, "another")));
        Assert.Equal("procedures.no-case", CodeOf(await platform.Get<CaseReader>().FindAsync(file.Id, stranger, default)));
        Assert.Equal("procedures.reason-personal", CodeOf(await platform.GoAsync(file.Id, Recall, MadeUpProcedure.Subject(subject), "电话 13800138000")));
    }

    [Fact]
    public async Task Two_applications_at_the_same_moment_make_one_case()
    {
        var caller = MadeUpProcedure.Subject(subject);

        var both = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => platform.OpenAsync(subject, caller, "one"))));

        Assert.Single(both, result => !result.IsRefused);
        Assert.All(both.Where(result => result.IsRefused), result => Assert.Equal("procedures.already-open", CodeOf(result)));
        var first = Assert.Single(await platform.Get<CaseReader>().OfSubjectAsync(subject, default));
        _ = (await platform.GoAsync(new CaseId(first.Id), Recall, caller)).Value;
        Assert.False((await platform.OpenAsync(subject, caller, "one")).IsRefused);
        await HoldsAsync();
    }

    [Fact]
    public async Task A_clock_that_ran_out_is_told_once_also_after_days_without_a_sweep()
    {
        var file = (await platform.OpenAsync(subject, MadeUpProcedure.Subject(subject))).Value;
        var sweep = platform.Get<SweepClocks>();
        await sweep.RunAsync(default);
        Assert.Empty(await platform.Get<Notices>().OfSubjectAsync(subject, default));

        // Three days later than it should have been swept.
        await platform.SetTodayAsync(Naive(Monday, 3)!.Value.AddDays(4));
        await sweep.RunAsync(default);
        await sweep.RunAsync(default);

        Assert.Contains("现已超期", Assert.Single(await platform.Get<Notices>().OfSubjectAsync(subject, default)).Text, StringComparison.Ordinal);
        Assert.Single(await platform.Get<Notices>().OfUnitAsync(platform.Reviewer, default));
        var listed = Assert.Single((await platform.Get<CaseReader>().ListAsync(new(OverdueOn: new DateOnly(2026, 7, 1)), platform.Reviewer, default)).Items);
        Assert.Equal((file.Number, "accept", "body"), (listed.Number, listed.Clock, listed.Owes));
        Assert.Equal([("made-up", 1, 1)], await platform.Get<CaseReader>().CountAsync(new DateOnly(2026, 7, 1), platform.Reviewer, default));
    }

    [Theory]
    [InlineData("update procedures.step set day = day, step = 'decide' where no = 1", "procedures.step-foreign")]
    [InlineData("update procedures.case_file set stage = 'closed', closed_on = opened_on", "procedures.case-changed")]
    [InlineData("update procedures.case_file set body = '11990100MB0900002X'", "procedures.case-changed")]
    [InlineData("delete from procedures.step where no = 2", "procedures.step-missing")]
    [InlineData("update procedures.case_file set subject_id = gen_random_uuid()", "procedures.case-of-another")]
    [InlineData("update law.deadline set due_on = due_on + 30 where ended_at is null", "law.deadline-changed")]
    [InlineData("update law.deadline set paused_after = array['2026-06-16'::date], paused_through = array['2026-06-20'::date] where ended_at is null", "law.deadline-changed")]
    public async Task What_was_changed_past_the_program_is_named(string sql, string code)
    {
        var file = (await platform.OpenAsync(subject, MadeUpProcedure.Subject(subject))).Value;
        _ = (await platform.GoAsync(file.Id, Accept)).Value;
        await HoldsAsync();

        await using (var connection = await platform.Database.Owner.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(sql);
        }

        Assert.Contains(code, (await platform.Get<Verify>().RunAsync(null, default)).Value.Findings.Select(f => f.Code));
    }

    private async Task HoldsAsync()
    {
        await platform.Get<Sealer>().SealAsync(default);
        var report = (await platform.Get<Verify>().RunAsync(null, default)).Value;
        Assert.True(report.Holds, string.Join("; ", report.Findings.Select(f => $"{f.Code} {f.Message}")));
    }

    private async Task<CaseView> SeeAsync(CaseId id) => (await platform.Get<CaseReader>().FindAsync(id, platform.Reviewer, default)).Value;

    private static ClockShown ClockNamed(CaseView view, string clock) => view.Clocks.Single(c => c.Clock == clock && !c.Ended);

    // Day by day over the calendar's own table; what stands still is skipped. No line of it is the kernel's.
    private DateOnly? Naive(DateOnly from, int days, DateOnly? stopped = null, DateOnly? resumed = null)
    {
        var book = platform.Get<LawBook>();
        var calendar = book.Calendars["fictional"];
        for (var day = from.AddDays(1); ; day = day.AddDays(1))
        {
            var stands = day > stopped && day <= resumed;
            if (!stands && calendar.IsWorkingDay(day).Value && --days == 0)
            {
                return day;
            }
        }
    }
}
