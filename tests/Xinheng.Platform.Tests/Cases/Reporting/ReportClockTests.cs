using Dapper;
using Xinheng.Model.Cases.Reporting;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Reporting;
using Xinheng.Platform.Cases.Reporting.Reading;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;
using Xinheng.Testing;
using static Xinheng.Platform.Tests.Cases.Reporting.Desk;
using static Xinheng.Platform.Tests.Records.OneRecord;

namespace Xinheng.Platform.Tests.Cases.Reporting;

/// <summary>The clocks of a complaint against a calculation of their own; and what was changed past the program.</summary>
public sealed class ReportClockTests : IAsyncLifetime
{
    private static readonly DateOnly Monday = new(2026, 6, 15);

    private TestPlatform platform = null!;
    private Caller handler = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        handler = await platform.OperatorAsync();
    }

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task Met_missed_and_paused_clocks_are_as_counted_by_hand()
    {
        var filed = await platform.FileAsync(Complaint());
        Assert.Equal(platform.Naive(Monday, 3), (await ClockAsync(filed.Id, "COMPLAINT_ACCEPT")).DueOn);
        Assert.Equal(platform.Naive(Monday, 15), (await ClockAsync(filed.Id, "COMPLAINT_TOTAL")).DueOn);
        await platform.SetTodayAsync(platform.Naive(Monday, 3));
        _ = (await platform.Get<AcceptReport>().RunAsync(new(filed.Id, null), handler, default)).Value;
        Assert.Equal((platform.Naive(Monday, 3), false), ((await ClockAsync(filed.Id, "COMPLAINT_ACCEPT")).MetOn!.Value, (await ClockAsync(filed.Id, "COMPLAINT_ACCEPT")).WasMetLate));

        var (asked, replied) = (new DateOnly(2026, 6, 19), new DateOnly(2026, 7, 6));
        await platform.SetTodayAsync(asked);
        _ = (await platform.Get<AskReporter>().RunAsync(new(filed.Id, "哪个窗口？"), handler, default)).Value;
        Assert.Null((await ClockAsync(filed.Id, "COMPLAINT_TOTAL")).DueOn);
        await platform.SetTodayAsync(replied);
        _ = (await platform.Get<ReplyToQuestion>().RunAsync(new(ReportKey.ByCode(filed.Code), "三号窗口"), Street, default)).Value;
        Assert.Equal(platform.Naive(Monday, 15, asked, replied), (await ClockAsync(filed.Id, "COMPLAINT_TOTAL")).DueOn);

        _ = (await platform.Get<ReferReport>().RunAsync(new(filed.Id, TestPlatform.Authority, "请说明当天的受理情况。"), handler, default)).Value;
        Assert.Equal(platform.Naive(replied, 5), (await ClockAsync(filed.Id, "COMPLAINT_UNIT")).DueOn);
        var late = platform.Naive(replied, 6);
        await platform.SetTodayAsync(late);
        Assert.True(Assert.Single(await platform.Get<Reports>().ListAsync(handler, true, default)).IsOverdue);
        _ = (await platform.Get<AnswerReport>().RunAsync(new(filed.Id, "当天系统故障。"), platform.Reviewer, default)).Value;
        Assert.True((await ClockAsync(filed.Id, "COMPLAINT_UNIT")).WasMetLate);
        _ = (await platform.Get<DecideReport>().RunAsync(new(filed.Id, ReportOutcome.Unfounded, "当天系统故障，已恢复。", null, null, null), handler, default)).Value;
        Assert.False((await ClockAsync(filed.Id, "COMPLAINT_TOTAL")).WasMetLate);
        await platform.HoldsAsync();
    }

    [Fact]
    public async Task Steps_out_of_turn_and_by_others_are_refused()
    {
        var filed = await platform.FileAsync(Complaint());
        Assert.Equal("cases.report.stage", CodeOf(await platform.Get<DecideReport>().RunAsync(new(filed.Id, ReportOutcome.Unfounded, "不属实。", null, null, null), handler, default)));
        Assert.Equal("cases.report.none", CodeOf(await platform.Get<AcceptReport>().RunAsync(new(filed.Id, null), platform.Reviewer, default)));
        _ = (await platform.Get<AcceptReport>().RunAsync(new(filed.Id, null), handler, default)).Value;
        _ = (await platform.Get<ReferReport>().RunAsync(new(filed.Id, TestPlatform.Authority, "请说明情况。"), handler, default)).Value;
        Assert.Equal("cases.report.none", CodeOf(await platform.Get<AnswerReport>().RunAsync(new(filed.Id, "说明。"), await platform.StrangerAsync(), default)));
        Assert.Equal("cases.report.none", CodeOf(await platform.Get<AnswerReport>().RunAsync(new(filed.Id, "说明。"), platform.Maker, default)));
        _ = (await platform.Get<ReplyToQuestion>().RunAsync(new(ReportKey.ByCode(filed.Code), null), Street, default)).Value;
        Assert.Equal("taken-back", (await platform.Get<Reports>().FindAsync(filed.Id, handler, default)).Value.Row.Stage);
        await platform.HoldsAsync();
    }

    [Fact]
    public async Task A_complaint_needs_a_name_and_everybody_is_told_all_that_is_missing()
    {
        var (answer, _) = await platform.Get<FileReport>().RunAsync(
            new(ReportKind.Complaint, "paid", "agent", null, "", "", null), null, Street, default);
        Assert.Equal(
            ["cases.report.matter", "cases.report.target", "cases.report.complaint-name", "cases.report.whom", "cases.report.text"], answer.Refusals.Select(r => r.Code));
    }

    [Theory]
    [InlineData("update cases.report set stage = 'unfounded', closed_on = filed_on", "cases.report-changed")]
    [InlineData("update cases.report set redacted = '改了'", "cases.report-changed")]
    [InlineData("update cases.report set unit = null", "cases.report-changed")]
    [InlineData("update cases.report set reward_granted = true, reward_yuan = 9", "cases.report-changed")]
    [InlineData("update cases.report_seal set words = words || '\\x00'", "cases.report-changed")]
    [InlineData("update cases.report_seal set identity = null", "cases.report-changed")]
    [InlineData("update cases.report_event set on_day = on_day - 1 where no = 2", "cases.report-event-foreign")]
    [InlineData("update cases.report_event set step = 'decline' where no = 2", "cases.report-event-foreign")]
    [InlineData("delete from cases.report_event where no = 2", "cases.report-event-missing")]
    [InlineData("delete from cases.report_seal; delete from cases.report_event; delete from cases.report", "cases.report-event-missing")]
    public async Task What_was_changed_past_the_program_is_named(string sql, string code)
    {
        var filed = await platform.FileAsync(Complaint());
        _ = (await platform.Get<AcceptReport>().RunAsync(new(filed.Id, null), handler, default)).Value;
        await platform.HoldsAsync();
        await using (var connection = await platform.Database.Owner.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(sql);
        }

        Assert.Contains(code, (await platform.Get<Verify>().RunAsync(null, default)).Value.Findings.Select(f => f.Code));
    }

    private async Task<DeadlineOnRecord> ClockAsync(Guid report, string rule) =>
        (await platform.Get<Deadlines>().AboutAsync("report", report, default)).Single(d => d.Rule == rule);
}
