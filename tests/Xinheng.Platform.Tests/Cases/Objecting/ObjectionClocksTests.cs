using Microsoft.Extensions.DependencyInjection;
using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Platform.Cases.Objecting;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Tests.Records;
using Xinheng.Testing;
using static Xinheng.Platform.Tests.Records.OneRecord;

namespace Xinheng.Platform.Tests.Cases.Objecting;

/// <summary>The clocks of an objection by the law of each place: met, missed, stood still, longer; against a count of its own.</summary>
public sealed class ObjectionClocksTests
{
    private static readonly DateOnly Filed = new(2026, 6, 15);

    /// <summary>Working days by place, as the statutes were read (河南 41, 山东 39, 上海 36, 浙江 30, 深圳 51); none where they are silent.</summary>
    private sealed record Place(int? Own, int? Forward, int? Provider, int? Extension, int? Total);

    private static readonly Dictionary<string, Place> Places = new()
    {
        ["410000"] = new(3, null, 3, null, 7),
        ["370000"] = new(3, null, null, null, 7),
        ["310000"] = new(5, 2, 5, null, null),
        ["330000"] = new(5, null, null, null, 20),
        ["440300"] = new(1, null, 2, 3, null),
        [JurisdictionProfile.National] = new(null, null, null, null, null),
        ["990000"] = new(3, null, 3, null, 7),
    };

    public static TheoryData<string> Codes => [.. Places.Keys];

    [Theory, MemberData(nameof(Codes))]
    public async Task Every_clock_ends_on_the_day_that_the_places_law_and_the_calendar_give(string code)
    {
        await using var platform = await AtAsync(code);
        var (place, works) = (Places[code], WorksIn(platform));
        var operators = await platform.OperatorAsync();
        var record = await platform.EnterPenaltyAsync(1);
        var id = await platform.FileAsync(record);
        Assert.Equal([("own", Count(works, Filed, place.Own)), ("forward", Count(works, Filed, place.Forward)), ("total", Count(works, Filed, place.Total))],
            (await ClocksAsync(platform, id)).Select(clock => (clock.Clock, clock.DueOn)));

        // Routed on the next working day: in time everywhere.
        var routed = Count(works, Filed, 1)!.Value;
        await platform.SetTodayAsync(routed);
        _ = (await platform.RouteAsync(id, operators)).Value;
        var provider = await ClockAsync(platform, id, "provider");
        Assert.Equal(Count(works, routed, place.Provider), provider.DueOn);
        Assert.Equal(place.Own is null ? ClockState.Lapsed : ClockState.Met, (await ClockAsync(platform, id, "own")).StateOn(routed));

        // Stood still for three weeks, from the very day: none of those days counts.
        var resumed = routed.AddDays(21);
        _ = (await platform.Get<PauseObjection>().RunAsync(new(id, "鉴定", "印章真伪须送鉴定。"), platform.Reviewer, default)).Value;
        Assert.Equal("cases.objection-paused", CodeOf(await platform.Get<PauseObjection>().RunAsync(new(id, "检测", "再停一次"), platform.Reviewer, default)));
        Assert.Equal("cases.answer-paused", CodeOf(await platform.AnswerAsync(id, ObjectionOutcome.NotUpheld)));
        await platform.SetTodayAsync(resumed);
        _ = (await platform.Get<PauseObjection>().RunAsync(new(id, null, "鉴定为真。"), platform.Reviewer, default)).Value;
        var due = Count(works, routed, place.Provider, routed, resumed);
        Assert.Equal(due, (await ClockAsync(platform, id, "provider")).DueOn);
        var total = Count(works, Filed, place.Total, routed, resumed);
        Assert.Equal(total, (await ClockAsync(platform, id, "total")).DueOn);

        // Longer where the place grants it, counted from the last day of the first; once.
        var extended = await platform.Get<ExtendObjection>().RunAsync(new(id, "须向外地调卷。", "局长"), platform.Reviewer, default);
        if (place.Extension is { } more)
        {
            Assert.Equal(Count(works, due!.Value, more), extended.Value);
            Assert.Equal("cases.objection-extended",
                CodeOf(await platform.Get<ExtendObjection>().RunAsync(new(id, "再延长", "局长"), platform.Reviewer, default)));
            due = extended.Value;
        }
        else
        {
            Assert.Contains(CodeOf(extended), new[] { "cases.no-extension", "procedures.nothing-to-extend" });
        }

        // Answered a day late where there is a last day at all.
        var latest = new[] { due, total, resumed }.Max()!.Value.AddDays(1);
        await platform.SetTodayAsync(latest);
        _ = (await platform.AnswerAsync(id, ObjectionOutcome.NotUpheld)).Value;
        Assert.Equal(due is null ? ClockState.Lapsed : ClockState.MetLate, (await ClockAsync(platform, id, "provider")).StateOn(latest));
        Assert.Equal(total is null ? ClockState.Lapsed : ClockState.MetLate, (await ClockAsync(platform, id, "total")).StateOn(latest));
        await platform.HoldsAsync();
    }

    [Fact]
    public async Task Missed_by_the_platform_it_is_the_platforms_and_answered_in_time_it_is_met()
    {
        await using var platform = await AtAsync("990000");
        var operators = await platform.OperatorAsync();
        var id = await platform.FileAsync(await platform.EnterPenaltyAsync(1));
        var own = (await ClockAsync(platform, id, "own")).DueOn!.Value;

        await platform.SetTodayAsync(own.AddDays(1));
        Assert.Equal(ClockState.Overdue, (await ClockAsync(platform, id, "own")).StateOn(own.AddDays(1)));
        _ = (await platform.RouteAsync(id, operators)).Value;
        _ = (await platform.AnswerAsync(id, ObjectionOutcome.NotUpheld)).Value;

        Assert.Equal((ClockState.MetLate, "platform"), ((await ClockAsync(platform, id, "own")).StateOn(own), (await ClockAsync(platform, id, "own")).Owes));
        Assert.Equal((ClockState.Met, TestPlatform.Authority), ((await ClockAsync(platform, id, "provider")).StateOn(own), (await ClockAsync(platform, id, "provider")).Organisation));
        Assert.Equal("cases.pause-kind", (await PauseAsync(platform, operators)).Code);
    }

    // Only what the law lists stops a clock.
    private static async Task<Refusal> PauseAsync(TestPlatform platform, Model.People.Caller operators)
    {
        var id = await platform.FileAsync(await platform.EnterPenaltyAsync(2));
        _ = (await platform.RouteAsync(id, operators)).Value;
        return Assert.Single((await platform.Get<PauseObjection>().RunAsync(new(id, "领导出差", "等领导回来"), platform.Reviewer, default)).Refusals);
    }

    private static async Task<TestPlatform> AtAsync(string code) => await TestPlatform.CreateAsync(services => services
        .AddSingleton(s => s.GetRequiredService<LawBook>().Profiles[code])
        .AddSingleton(s => new Platform.Collection.Jurisdiction(s.GetRequiredService<LawBook>(), s.GetRequiredService<JurisdictionProfile>())));

    private static async Task<IReadOnlyList<ClockShown>> ClocksAsync(TestPlatform platform, CaseId id) =>
        (await platform.Get<CaseReader>().FindAsync(id, Model.People.Caller.TheProgram, default)).Value.Clocks;

    // The newest of that name: an extended one stands there twice.
    private static async Task<ClockShown> ClockAsync(TestPlatform platform, CaseId id, string name) => (await ClocksAsync(platform, id)).Last(clock => clock.Clock == name);

    private static Func<DateOnly, bool> WorksIn(TestPlatform platform)
    {
        var years = platform.Get<LawBook>().Calendars[platform.Get<JurisdictionProfile>().Calendar].Years.ToDictionary(year => year.Year);
        return day => years[day.Year].MakeUpDays.Any(makeUp => makeUp.Date == day)
            || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !years[day.Year].Holidays.Any(h => h.From <= day && day <= h.To));
    }

    // Day by day; nothing of the calendar's own counting is used.
    private static DateOnly? Count(Func<DateOnly, bool> works, DateOnly from, int? days, DateOnly? stopped = null, DateOnly? resumed = null)
    {
        for (var (day, left) = (from, days); left is not null; day = day.AddDays(1))
        {
            left -= day > from && works(day) && !(day > stopped && day <= resumed) ? 1 : 0;
            if (left == 0)
            {
                return day;
            }
        }

        return null;
    }
}
