using Dapper;
using FsCheck.Fluent;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Law;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;
using Xinheng.Testing;
using static Xinheng.Platform.Tests.Records.OneRecord;

namespace Xinheng.Platform.Tests.Law;

/// <summary>Deadlines are rows: counted by rule and calendar, awaiting a year that is not loaded, moved by a calendar and by nothing else.</summary>
public sealed class DeadlinesTests : IAsyncLifetime
{
    private const string Calendar = "fictional";
    private const string Matter = "test-matter";

    private TestPlatform platform = null!;
    private LawBook law = null!;
    private Deadlines deadlines = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        (law, deadlines) = (platform.Get<LawBook>(), platform.Get<Deadlines>());
    }

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task A_deadline_says_what_is_due_by_which_rule_and_when()
    {
        var about = Guid.CreateVersion7();

        await SetAsync(new Deadlines.Start(Matter, about, "OBJECTION_OWN", "收到异议申请", new DateOnly(2026, 6, 15)));

        var set = Assert.Single(await deadlines.AboutAsync(Matter, about, default));
        Assert.Equal(("OBJECTION_OWN", "990000", "〔虚构〕信衡省社会信用条例 第41条", 3, "WorkingDays"),
            (set.Rule, set.Jurisdiction, set.Basis, set.Amount, set.Unit));
        Assert.Equal(WorkingDaysAfter(law, new DateOnly(2026, 6, 15), 3), set.DueOn);
        Assert.StartsWith("fictional 2026 (", set.CalendarVersion, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_ones_are_listed_by_their_day_and_met_ones_no_more()
    {
        var first = await SetAsync(Start(new DateOnly(2026, 6, 1)));
        var second = await SetAsync(Start(new DateOnly(2026, 6, 15)));
        var today = second.DueOn!.Value;

        Assert.Equal([first.Id], (await deadlines.OverdueAsync(Matter, today, default)).Select(d => d.Id));
        Assert.Equal([second.Id], (await deadlines.DueAsync(Matter, today, today.AddDays(5), default)).Select(d => d.Id));
        Assert.Empty(await deadlines.OverdueAsync("another", today, default));

        var met = (await InWorkAsync(work => Deadlines.MeetAsync(work, first.Key, today, default))).Value;

        Assert.True(met.WasMetLate);
        Assert.Empty(await deadlines.OverdueAsync(null, today, default));
        Assert.Equal("law.deadline-ended", CodeOf(await InWorkAsync(work => Deadlines.MeetAsync(work, first.Key, today, default))));
        Assert.Equal("law.no-deadline", CodeOf(await InWorkAsync(work => Deadlines.LapseAsync(work, new DeadlineId(Guid.Empty), default))));
        Assert.Equal("law.deadline-met-before-start",
            CodeOf(await InWorkAsync(work => Deadlines.MeetAsync(work, second.Key, new DateOnly(2026, 6, 14), default))));
        Assert.Null((await InWorkAsync(work => Deadlines.LapseAsync(work, second.Key, default))).Value.MetOn);
        Assert.Empty(await deadlines.DueAsync(null, today, today.AddDays(5), default));
    }

    [Fact]
    public async Task A_rule_nobody_confirmed_sets_no_deadline_and_none_of_the_others()
    {
        var refused = await InWorkAsync(work => deadlines.SetAsync(work,
            [Start(new DateOnly(2026, 6, 1)), Start(new DateOnly(2026, 6, 1), "REPAIR_TRANSFER"), Start(new DateOnly(2026, 6, 1), "NO_SUCH_RULE")], default));

        Assert.Equal(["rule.unsure", "rule.not-in-force"], refused.Refusals.Select(r => r.Code));
        Assert.Equal(0, await platform.AskAsync<int>("select count(*)::int from law.deadline"));
    }

    [Fact]
    public async Task One_that_leads_into_a_year_without_calendar_awaits_it_and_is_counted_when_it_comes()
    {
        await LoadAsync(law.WithoutYear(Calendar, 2027));
        var set = await SetAsync(Start(new DateOnly(2026, 12, 31)));
        Assert.Equal((null, 2027), (set.DueOn, set.AwaitsYear));
        Assert.Equal([set.Id], (await deadlines.AwaitingAsync(Matter, default)).Select(d => d.Id));

        var loaded = await LoadAsync(law);

        Assert.Equal((1, 0), (loaded.Counted, loaded.Moved));
        Assert.Empty(await deadlines.AwaitingAsync(null, default));
        var due = WorkingDaysAfter(law, new DateOnly(2026, 12, 31), 3);
        Assert.Equal([new DeadlineChange(set.Id, Matter, set.About, null, 2027, due, null)], await deadlines.ChangesAsync(loaded.Loading, null, default));
        Assert.True((await VerifyAsync()).Holds);
        await platform.AskAsync<int>("with gone as (delete from law.deadline_change returning 1) select count(*)::int from gone");
        Assert.Equal("law.deadline-change-missing", Assert.Single((await VerifyAsync()).Findings).Code);
    }

    [Fact]
    public async Task A_changed_calendar_moves_what_is_to_come_lists_it_exactly_and_leaves_what_has_passed()
    {
        await platform.SetTodayAsync(new DateOnly(2026, 6, 15));
        var passed = await SetAsync(Start(new DateOnly(2026, 6, 9)));
        var met = await SetAsync(Start(new DateOnly(2026, 6, 16)));
        _ = (await InWorkAsync(work => Deadlines.MeetAsync(work, met.Key, new DateOnly(2026, 6, 17), default))).Value;
        var coming = await SetAsync(Start(new DateOnly(2026, 6, 16)));
        var far = await SetAsync(Start(new DateOnly(2026, 8, 3)));
        Assert.True(passed.DueOn < new DateOnly(2026, 6, 15));
        var changed = law.WithYears(Calendar, OtherLaw.Year(2026, [new Holiday("虚构节", new DateOnly(2026, 6, 8), new DateOnly(2026, 6, 30))], []));

        var loaded = await LoadAsync(changed);

        var moved = Assert.Single(await deadlines.ChangesAsync(loaded.Loading, null, default));
        Assert.Equal((coming.Id, coming.DueOn, WorkingDaysAfter(changed, new DateOnly(2026, 6, 16), 3)), (moved.Deadline, moved.WasDueOn, moved.DueOn));
        Assert.Equal((0, 1), (loaded.Counted, loaded.Moved));
        foreach (var untouched in new[] { passed, met, far })
        {
            Assert.Equal(untouched.DueOn, Assert.Single(await deadlines.AboutAsync(Matter, untouched.About, default)).DueOn);
        }

        Assert.True((await VerifyAsync()).Holds);
    }

    [Theory]
    [InlineData("update law.deadline set due_on = due_on + 1", "law.deadline-changed")]
    [InlineData("update law.deadline set amount = 30", "law.deadline-changed")]
    [InlineData("update law.deadline set started_on = started_on + 7", "law.deadline-changed")]
    [InlineData("update law.deadline set basis = '另一条'", "law.deadline-changed")]
    [InlineData("update law.deadline set met_on = due_on, ended_at = now()", "law.deadline-foreign")]
    [InlineData("update law.deadline set entry = id", "law.deadline-foreign")]
    public async Task Changed_by_SQL_it_is_named(string sql, string code)
    {
        await SetAsync(Start(new DateOnly(2026, 6, 15)));
        await using (var connection = await platform.Database.Owner.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(sql);
        }

        Assert.Contains((await VerifyAsync()).Findings, f => f.Code == code);
    }

    [Fact]
    public async Task Every_due_date_is_what_rule_and_calendar_give_whatever_calendars_come_and_go()
    {
        await platform.SetTodayAsync(new DateOnly(2026, 1, 1)); // nothing set below has passed
        string[] rules = ["OBJECTION_OWN", "OBJECTION_TOTAL", "DOUBLE_PUB_DEADLINE", "CREDIT_BUREAU_OBJECTION", "REPAIR_SERIOUS_MAX"];
        var starts = Gen.Choose(0, 900).SelectMany(day => Gen.Elements(rules), (day, rule) => (On: new DateOnly(2026, 4, 1).AddDays(day), Rule: rule));
        var holidays = Gen.Choose(0, 340).SelectMany(_ => Gen.Choose(1, 20), (day, length) => (Day: day, Length: length));
        var year = Gen.Choose(2026, 2029);

        foreach (var step in Gen.Sample(starts.ArrayOf(30).SelectMany(_ => year.SelectMany(_ => holidays, (y, h) => (y, h)), (s, c) => (s, c)), 12, 10))
        {
            await InWorkAsync(work => deadlines.SetAsync(work, [.. step.s.Select(s => Start(s.On, s.Rule))], default));
            var (y, h) = step.c;
            var from = new DateOnly(y, 1, 1).AddDays(h.Day);
            var next = h.Length % 5 == 0
                ? law.WithoutYear(Calendar, y)
                : law.WithYears(Calendar, OtherLaw.Year(y, [new Holiday("虚构节", from, from.AddDays(h.Length))], []));
            await LoadAsync(next);
            await EveryDateIsRightAsync(next);
        }

        Assert.Equal(360, await platform.AskAsync<int>("select count(*)::int from law.deadline"));
        Assert.True((await VerifyAsync()).Holds);
    }

    // Day by day, from the book's own holidays and make-up days: nothing of the calendar's counting is used.
    private async Task EveryDateIsRightAsync(LawBook book)
    {
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        foreach (var (rule, on, due, awaits) in await connection.QueryAsync<(string, DateOnly, DateOnly?, int?)>(
            "select rule, started_on, due_on, awaits_year from law.deadline"))
        {
            var expected = rule switch
            {
                "OBJECTION_OWN" => WorkingDaysAfter(book, on, 3),
                "OBJECTION_TOTAL" or "DOUBLE_PUB_DEADLINE" => WorkingDaysAfter(book, on, 7),
                "CREDIT_BUREAU_OBJECTION" => FirstWorkingDay(book, on.AddDays(20)),
                _ => FirstWorkingDay(book, on.AddMonths(36)),
            };
            Assert.Equal((rule, on, expected), (rule, on, due));
            Assert.Equal(expected is null, awaits is not null);
        }
    }

    private static DateOnly? WorkingDaysAfter(LawBook book, DateOnly on, int days)
    {
        for (var day = on.AddDays(1); ; day = day.AddDays(1))
        {
            if (Works(book, day) is not { } works)
            {
                return null;
            }

            if (works && --days == 0)
            {
                return day;
            }
        }
    }

    private static DateOnly? FirstWorkingDay(LawBook book, DateOnly day)
    {
        while (Works(book, day) == false)
        {
            day = day.AddDays(1);
        }

        return Works(book, day) is null ? null : day;
    }

    private static bool? Works(LawBook book, DateOnly day) =>
        book.Calendars[Calendar].Years.SingleOrDefault(y => y.Year == day.Year) is not { } year ? null
        : year.MakeUpDays.Any(m => m.Date == day)
            || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !year.Holidays.Any(h => h.From <= day && day <= h.To));

    private static Deadlines.Start Start(DateOnly on, string rule = "OBJECTION_OWN") => new(Matter, Guid.CreateVersion7(), rule, "收到申请", on);

    private async Task<DeadlineOnRecord> SetAsync(Deadlines.Start start) =>
        (await InWorkAsync(work => deadlines.SetAsync(work, start, default))).Value;

    // Any act will do: later rooms set deadlines in their own.
    private async Task<Result<T>> InWorkAsync<T>(Func<Work, Task<Result<T>>> act)
    {
        await using var work = await platform.Get<Platform.Journal.Journal>().OpenAsync(Actor.TheProgram, Power.EnterRecords, default);
        var result = await act(work);
        if (!result.IsRefused)
        {
            work.Tell(new { test = true });
            await work.CommitAsync(default);
        }

        return result;
    }

    private Task<LoadLaw.Loaded> LoadAsync(LawBook book) => platform.Get<LoadLaw>().RunAsync(book, Actor.TheProgram, default);

    private async Task<VerificationReport> VerifyAsync() => (await platform.Get<Verify>().RunAsync(null, default)).Value;
}
