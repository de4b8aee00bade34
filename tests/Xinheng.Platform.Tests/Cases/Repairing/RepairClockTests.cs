using Xinheng.Model.Law;
using Xinheng.Platform.Cases.Repairing;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Tests.Law;
using static Xinheng.Platform.Tests.Cases.Repairing.RepairGround;
using static Xinheng.Platform.Tests.Records.OneRecord;

namespace Xinheng.Platform.Tests.Cases.Repairing;

/// <summary>Every due date against a count of its own: met, missed, standing still, extended; and a calendar that changes in mid-year.</summary>
public sealed class RepairClockTests : OnRepairGround
{
    [Fact]
    public async Task Acceptance_is_due_in_three_and_the_answer_in_ten_working_days_from_the_application()
    {
        var id = await ground.FiledAsync();

        Assert.Equal(Naive(Earliest, 3), (await ground.ClockAsync(id, "accept")).DueOn);
        Assert.Equal(Naive(Earliest, 10), (await ground.ClockAsync(id, "answer")).DueOn);
        await platform.SetTodayAsync(Naive(Earliest, 3));
        _ = (await ground.AcceptAsync(id)).Value;
        Assert.Equal(ClockState.Met, (await ground.ClockAsync(id, "accept")).StateOn(Naive(Earliest, 3)));
        await platform.SetTodayAsync(Naive(Earliest, 10));
        _ = (await ground.GrantAsync(id)).Value;
        Assert.Equal(ClockState.Met, (await ground.ClockAsync(id, "answer")).StateOn(Naive(Earliest, 10)));
    }

    [Fact]
    public async Task Who_is_late_is_late_and_stands_on_the_duty_list()
    {
        var id = await ground.FiledAsync();
        var late = Naive(Earliest, 3).AddDays(1);

        await platform.SetTodayAsync(late);
        await platform.Get<SweepClocks>().RunAsync(default);

        Assert.Equal(id.Value, Assert.Single((await platform.Get<CaseReader>().ListAsync(new("repair", late), platform.Reviewer, default)).Items).Id);
        Assert.Contains(await ground.ToldAsync(), text => text.Contains("现已超期", StringComparison.Ordinal));
        _ = (await ground.AcceptAsync(id)).Value;
        Assert.Equal(ClockState.MetLate, (await ground.ClockAsync(id, "accept")).StateOn(late));
    }

    [Fact]
    public async Task While_papers_are_awaited_no_day_counts_and_acceptance_runs_anew()
    {
        var id = await ground.FiledAsync();
        var (asked, supplied) = (Naive(Earliest, 2), new DateOnly(2026, 9, 29));

        await platform.SetTodayAsync(asked);
        _ = (await ground.AskPapersAsync(id)).Value;
        Assert.Equal(ClockState.Paused, (await ground.ClockAsync(id, "answer")).StateOn(asked));
        Assert.Equal("procedures.wrong-stage", CodeOf(await ground.AcceptAsync(id)));
        await platform.SetTodayAsync(supplied);
        _ = (await ground.CompleteAsync(id)).Value;

        Assert.Equal(Naive(Earliest, 10, (asked, supplied)), (await ground.ClockAsync(id, "answer")).DueOn);
        Assert.Equal(Naive(supplied, 3), (await ground.ClockAsync(id, "accept")).DueOn);
        Assert.Equal("procedures.wrong-stage", CodeOf(await ground.AskPapersAsync(id)));   // told once
        _ = (await ground.AcceptAsync(id)).Value;
        Assert.Equal("granted", (await ground.GrantAsync(id)).Value.Stage);
        Assert.Empty(await ground.VerifyAsync());
    }

    [Fact]
    public async Task What_is_lacking_is_said_within_the_time_for_acceptance()
    {
        var id = await ground.FiledAsync();
        await platform.SetTodayAsync(Naive(Earliest, 3).AddDays(1));

        Assert.Equal("law.deadline-run-out", CodeOf(await ground.AskPapersAsync(id)));
    }

    [Fact]
    public async Task An_extension_is_counted_from_the_last_day_and_given_once()
    {
        var id = await ground.AcceptedAsync();
        var due = Naive(Earliest, 10);

        _ = (await platform.Get<ExtendRepair>().RunAsync(new(id, "须向缴款银行核实。"), platform.Reviewer, default)).Value;

        Assert.Equal(Naive(due, 5), (await ground.ClockAsync(id, "answer")).DueOn);
        Assert.Contains(await ground.ToldAsync(), text => text.Contains($"{Naive(due, 5):yyyy-MM-dd}", StringComparison.Ordinal));
        Assert.Equal("procedures.wrong-stage", CodeOf(await platform.Get<ExtendRepair>().RunAsync(new(id, "再延"), platform.Reviewer, default)));
        await platform.SetTodayAsync(Naive(due, 5));
        _ = (await ground.GrantAsync(id)).Value;
        Assert.Equal(ClockState.Met, (await ground.ClockAsync(id, "answer")).StateOn(Naive(due, 5)));
    }

    [Fact]
    public async Task After_the_last_day_nothing_is_extended()
    {
        var id = await ground.AcceptedAsync();
        await platform.SetTodayAsync(Naive(Earliest, 10).AddDays(1));

        Assert.Equal("procedures.extended-too-late", CodeOf(await platform.Get<ExtendRepair>().RunAsync(new(id, "来不及"), platform.Reviewer, default)));
    }

    [Fact]
    public async Task A_calendar_changed_in_mid_year_lists_exactly_what_it_moves_and_moves_nothing_past()
    {
        var late = await RepairGround.MakeAsync(platform, 2);
        var past = await ground.FiledAsync();
        await platform.SetTodayAsync(new DateOnly(2026, 9, 28));
        var open = (await late.FileAsync()).Value.Single().Case;
        var (accept, answer) = ((await late.ClockAsync(open, "accept")).DueOn!.Value, (await late.ClockAsync(open, "answer")).DueOn!.Value);
        Assert.Equal((Naive(new DateOnly(2026, 9, 28), 3), Naive(new DateOnly(2026, 9, 28), 10)), (accept, answer));
        var (book, off) = (platform.Get<LawBook>(), new DateOnly(2026, 9, 30));
        var year = book.Calendars["fictional"].Years.Single(y => y.Year == 2026);
        var changed = book.WithYears("fictional", OtherLaw.Year(2026, [.. year.Holidays, new Holiday("虚构节", off, off)], [.. year.MakeUpDays]));

        var loaded = (await platform.Get<LoadLaw>().RunAsync(changed, Model.People.Caller.TheProgram.Actor, default))!;

        var moved = await platform.Get<Deadlines>().ChangesAsync(loaded.Loading, null, default);
        Assert.All(moved, m => Assert.Equal(open.Value, m.About));
        Assert.Equal(
            [(accept, (DateOnly?)Naive(new DateOnly(2026, 9, 28), 3, (off.AddDays(-1), off))), (answer, Naive(new DateOnly(2026, 9, 28), 10, (off.AddDays(-1), off)))],
            moved.Select(m => (m.WasDueOn!.Value, m.DueOn)).Order());
        Assert.Equal([Naive(Earliest, 3), Naive(Earliest, 10)], (await ground.SeeAsync(past)).Clocks.Select(c => c.DueOn!.Value).Order());
    }
}
