using System.Net;
using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.Journal;
using Xinheng.Platform.People;
using Xinheng.Platform.People.SigningIn;
using Xinheng.Platform.People.Tracing;
using Xinheng.Platform.People.Tracing.Alarms;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.People.Tracing;

/// <summary>What real misuse looked like is noticed on the day it happens, and ordinary days are left in peace.</summary>
public sealed class AlarmTests
{
    private static readonly SubjectId[] People = [.. Enumerable.Range(0, 40).Select(_ => new SubjectId(Guid.CreateVersion7()))];

    [Fact]
    public async Task Thirty_ordinary_days_and_a_busy_Monday_raise_none_and_the_insiders_day_raises_its_alarm_the_same_day()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var day = await OrdinaryDaysAsync(platform, new DateOnly(2026, 3, 2), 30);

        while (day.DayOfWeek != DayOfWeek.Monday)
        {
            day = day.AddDays(1);
        }

        await platform.SetTodayAsync(day);
        await LookAsync(platform, platform.Maker, 75); // three times the usual
        Assert.Empty(await RaiseAsync(platform));

        await platform.SetTodayAsync(day.AddDays(1));
        await LookAsync(platform, platform.Maker, 300, change: look => look with { Purpose = "核查" });
        platform.Clock.Advance(TimeSpan.FromHours(1));
        var raised = Assert.Single(await RaiseAsync(platform));

        Assert.Equal((AlarmPattern.UnitSurge, AlarmGrade.Notice, TestPlatform.Authority, 300, 22, 225),
            (raised.Pattern, raised.Grade, raised.About.Organisation, raised.Figure, raised.Usual, raised.Threshold));
        Assert.InRange(platform.Clock.GetUtcNow(), raised.From, raised.Until);

        Assert.Empty(await RaiseAsync(platform)); // found again, but it stands already
        await LookAsync(platform, platform.Maker, 25 * 46 - 300);
        Assert.Equal([AlarmGrade.Grave], (await RaiseAsync(platform)).Select(a => a.Grade));
        Assert.Empty((await VerifyAsync(platform)).Findings);
    }

    [Fact]
    public async Task Reads_from_elsewhere_without_matter_and_at_night_are_each_noticed_also_when_they_were_refused()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await LookAsync(platform, platform.Maker, 20, change: look => look with { SubjectRegion = "990200" });
        await LookAsync(platform, platform.Reviewer, 10, change: look => look with { Matter = null, Result = LookResult.Denied });
        platform.Clock.Set(new DateTimeOffset(2026, 6, 15, 23, 0, 0, TimeSpan.FromHours(8)));
        await LookAsync(platform, platform.Maker, 50);

        var raised = await RaiseAsync(platform);

        Assert.Equal(
            [AlarmPattern.Elsewhere, AlarmPattern.NoMatter, AlarmPattern.OffHours], raised.Select(a => a.Pattern).Order());
        Assert.Equal(platform.Reviewer.Actor.Account, raised.Single(a => a.Pattern == AlarmPattern.NoMatter).About.Account);
    }

    [Fact]
    public async Task One_less_than_each_threshold_is_no_alarm()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await LookAsync(platform, platform.Maker, 19, change: look => look with { SubjectRegion = "990200" });
        await LookAsync(platform, platform.Reviewer, 9, change: look => look with { Matter = null, Result = LookResult.Denied });
        platform.Clock.Set(new DateTimeOffset(2026, 6, 15, 23, 0, 0, TimeSpan.FromHours(8)));
        await LookAsync(platform, platform.Maker, 49);

        Assert.Empty(await RaiseAsync(platform));
    }

    [Fact]
    public async Task Whoever_left_and_tries_again_is_noticed_at_the_first_try()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await platform.Get<EndAccount>().RunAsync(new("maker"), Caller.TheProgram, default);
        await LookAsync(platform, platform.Maker, 1, change: look => look with { Result = LookResult.Denied });
        await platform.Get<SignIn>().RunAsync("maker", "whatever it was", IPAddress.Parse("192.0.2.7"), default);

        var raised = Assert.Single(await RaiseAsync(platform));

        Assert.Equal((AlarmPattern.Lapsed, platform.Maker.Actor.Account), (raised.Pattern, raised.About.Account));
    }

    [Fact]
    public async Task Many_subjects_by_one_account_within_a_fortnight_are_noticed_once_and_not_again_each_day()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await TraceAsync(platform, "2026-06-10", 1999);
        Assert.DoesNotContain(await RaiseAsync(platform), a => a.Pattern == AlarmPattern.ManySubjects);

        await LookAsync(platform, platform.Maker, 1);
        var raised = Assert.Single(await RaiseAsync(platform), a => a.Pattern == AlarmPattern.ManySubjects);
        Assert.Equal((2000, 2000), (raised.Figure, raised.Threshold));

        platform.Clock.Advance(TimeSpan.FromDays(1));
        await LookAsync(platform, platform.Maker, 1);
        Assert.Empty(await RaiseAsync(platform));
    }

    [Fact]
    public async Task Days_without_a_program_are_looked_through_when_it_is_back()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await LookAsync(platform, platform.Maker, 20, change: look => look with { SubjectRegion = "990200" });
        platform.Clock.Advance(TimeSpan.FromDays(5));

        var raised = Assert.Single(await RaiseAsync(platform));

        Assert.Equal(new DateTimeOffset(2026, 6, 15, 0, 0, 0, TimeSpan.FromHours(8)), raised.From);
    }

    [Fact]
    public async Task Trying_passwords_for_one_name_or_from_one_address_is_noticed()
    {
        await using var platform = await TestPlatform.CreateAsync();
        var signIn = platform.Get<SignIn>();
        for (var i = 0; i < 8; i++)
        {
            await signIn.RunAsync("maker", $"guess number {i}", IPAddress.Parse("192.0.2.7"), default);
            platform.Clock.Advance(TimeSpan.FromMinutes(16));
        }

        var raised = Assert.Single(await RaiseAsync(platform));
        Assert.Equal((AlarmPattern.SignInGuessing, platform.Maker.Actor.Account), (raised.Pattern, raised.About.Account));

        for (var i = 0; i < 24; i++)
        {
            await signIn.RunAsync($"somebody{i}", "the same guess", IPAddress.Parse("198.51.100.3"), default);
            platform.Clock.Advance(TimeSpan.FromSeconds(i < 19 ? 1 : 1000));
        }

        await AskAsync(platform, "update people.sign_in_brake set attempts = 24 where key = '198.51.100.3'");
        Assert.Equal("198.51.100.3", Assert.Single(await RaiseAsync(platform)).About.Place);
    }

    [Fact]
    public async Task An_operator_closes_it_with_a_reason_once_and_an_auditor_only_looks()
    {
        await using var platform = await TestPlatform.CreateAsync();
        await LookAsync(platform, platform.Maker, 20, change: look => look with { SubjectRegion = "990200" });
        await RaiseAsync(platform);
        var (desk, auditor) = (await platform.AppointAsync("desk", Role.Operator), await platform.AppointAsync("auditor", Role.Auditor));
        var (list, close) = (platform.Get<AlarmList>(), platform.Get<CloseAlarm>());
        var alarm = Assert.Single((await list.ListAsync(open: true, null, auditor, default)).Value.Items);

        Assert.Equal("people.not-operator", (await close.RunAsync(new(alarm.Id, "已核对，属跨区联合检查"), auditor, default)).Refusals[0].Code);
        Assert.Equal("people.alarm-reason", (await close.RunAsync(new(alarm.Id, "好"), desk, default)).Refusals[0].Code);
        Assert.Equal("people.no-alarm", (await close.RunAsync(new(Guid.Empty, "已核对，属跨区联合检查"), desk, default)).Refusals[0].Code);
        Assert.False((await close.RunAsync(new(alarm.Id, "已核对，属跨区联合检查"), desk, default)).IsRefused);
        Assert.Equal("people.alarm-closed", (await close.RunAsync(new(alarm.Id, "已核对，属跨区联合检查"), desk, default)).Refusals[0].Code);

        Assert.Equal(0, await list.OpenAsync(auditor, default));
        Assert.Equal("已核对，属跨区联合检查", Assert.Single((await list.ListAsync(open: false, null, desk, default)).Value.Items).Reason);
        Assert.Equal("people.no-alarms", (await list.ListAsync(open: true, null, platform.Maker, default)).Refusals[0].Code);
        Assert.Empty((await VerifyAsync(platform)).Findings);
    }

    [Theory]
    [InlineData("delete from people.alarm", "people.alarm-missing", "people.alarm-closing")]
    [InlineData("update people.alarm set figure = 1", "people.alarm-changed")]
    [InlineData("update people.alarm set account = null", "people.alarm-changed")]
    [InlineData("update people.alarm set reason = '无事'", "people.alarm-closing")]
    [InlineData("update people.alarm set reason = null, closed_in = null, closed_at = null", "people.alarm-closing")]
    public async Task An_alarm_that_is_changed_or_taken_away_by_SQL_is_found(string sql, params string[] codes)
    {
        await using var platform = await TestPlatform.CreateAsync();
        await LookAsync(platform, platform.Maker, 20, change: look => look with { SubjectRegion = "990200" });
        await RaiseAsync(platform);
        var desk = await platform.AppointAsync("desk", Role.Operator);
        var alarm = (await platform.Get<AlarmList>().ListAsync(open: true, null, desk, default)).Value.Items[0];
        await platform.Get<CloseAlarm>().RunAsync(new(alarm.Id, "已核对，属跨区联合检查"), desk, default);
        await AskAsync(platform, sql);

        Assert.Equal(codes, (await VerifyAsync(platform)).Findings.Select(f => f.Code));
    }

    private static async Task<DateOnly> OrdinaryDaysAsync(TestPlatform platform, DateOnly first, int days)
    {
        var day = first;
        for (var n = 0; n < days; day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                continue;
            }

            await platform.SetTodayAsync(day);
            await LookAsync(platform, platform.Maker, 15 + (n % 21)); // 15 to 35 a day, 22 or 23 in the middle
            Assert.Empty(await RaiseAsync(platform));
            n++;
        }

        return day;
    }

    private static async Task LookAsync(TestPlatform platform, Caller caller, int times, Func<Look, Look>? change = null)
    {
        var trace = platform.Get<Trace>();
        for (var i = 0; i < times; i++)
        {
            var look = new Look(LookKind.Read, People[i % People.Length], ["CF_NP"], "办理许可", $"云市监受〔2026〕{i}号", null, LookResult.Answered, 1)
            {
                SubjectRegion = "990102",
            };
            await trace.WriteAsync(change?.Invoke(look) ?? look, caller, default);
        }
    }

    // Thousands, as the table holds them.
    private static Task TraceAsync(TestPlatform platform, string day, int subjects) => AskAsync(platform, $"""
        insert into people.look (id, at, door, account, organisation, region, kind, subject, items, purpose, matter, matter_due, result, rows)
        select gen_random_uuid(), timestamptz '{day} 10:00+08', 'Staff', '{platform.Maker.Actor.Account}', '{TestPlatform.Authority}', '990100', 'Read',
               gen_random_uuid(), array['CF_NP'], '办理许可', '7号', true, 'Answered', 1
          from generate_series(1, {subjects})
        """);

    private static async Task<IReadOnlyList<Alarm>> RaiseAsync(TestPlatform platform)
    {
        await platform.Get<SealLooks>().RunAsync(default);
        return await platform.Get<RaiseAlarms>().RunAsync(default);
    }

    private static async Task<VerificationReport> VerifyAsync(TestPlatform platform)
    {
        await platform.Get<Sealer>().SealAsync(default);
        return (await platform.Get<Verify>().RunAsync(null, default)).Value;
    }

    private static async Task AskAsync(TestPlatform platform, string sql)
    {
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }
}
