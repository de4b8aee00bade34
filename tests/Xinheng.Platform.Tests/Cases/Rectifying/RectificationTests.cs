using Dapper;
using Xinheng.Model.Cases.Rectifying;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Rectifying;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Tests.Cases.Reporting;
using Xinheng.Platform.Tests.Procedures;
using Xinheng.Testing;
using static Xinheng.Platform.Tests.Records.OneRecord;

namespace Xinheng.Platform.Tests.Cases.Rectifying;

/// <summary>限期整改 and 约谈, from the order to the file, by those who may and on their clocks.</summary>
public sealed class RectificationTests : IAsyncLifetime
{
    private static readonly DateOnly Monday = new(2026, 6, 15);
    private static readonly DateOnly Due = new(2026, 6, 26);

    private TestPlatform platform = null!;
    private RecordId record;
    private Caller subject = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        record = await platform.EnterPenaltyAsync(7);
        subject = MadeUpProcedure.Subject(new SubjectId(await platform.AskAsync<Guid>("select subject_id from records.record")));
    }

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task Met_it_is_proved_verified_closed_and_on_the_file_each_time()
    {
        var id = await OrderAsync();
        Assert.Equal("0", await OnFileAsync("ZG_JG"));
        await platform.SetTodayAsync(new DateOnly(2026, 6, 24));
        _ = (await ProveAsync(id)).Value;

        var seen = await SeeAsync(id);
        Assert.Equal(platform.Naive(new(2026, 6, 24), 5), Assert.Single(seen.Case.Clocks).DueOn);
        Assert.Equal("整改.jpg", Assert.Single(seen.Case.Documents).Name);
        await platform.SetTodayAsync(new DateOnly(2026, 6, 29));
        _ = (await platform.Get<VerifyRectification>().RunAsync(new(id, true, "现场核查，已改好。"), platform.Reviewer, default)).Value;
        await platform.DrainAsync();

        Assert.Equal(("corrected", ClockState.Met), ((await SeeAsync(id)).Case.File.Stage, (await SeeAsync(id)).Case.Clocks[0].StateOn(new(2026, 6, 29))));
        Assert.Equal("1", await OnFileAsync("ZG_JG"));
        Assert.Equal("2026-06-29", await OnFileAsync("ZG_FHRQ"));
        await platform.HoldsAsync();
    }

    [Fact]
    public async Task Missed_it_stands_on_the_lists_by_its_date_and_is_told_once_after_a_sleep()
    {
        var operators = await platform.AppointAsync("operator", Role.Operator);
        var id = await OrderAsync();
        await platform.SetTodayAsync(Due);
        Assert.Equal(0, await platform.Get<NoteOverdueRectification>().SweepAsync(default));
        Assert.Empty(await ListAsync("overdue", operators));
        await platform.SetTodayAsync(Due.AddDays(4));

        // The list needs no job.
        Assert.Equal([id.Value, id.Value], [(await ListAsync("overdue", operators))[0].Id, (await ListAsync("overdue", platform.Reviewer))[0].Id]);
        Assert.Equal((1, 0), (await platform.Get<NoteOverdueRectification>().SweepAsync(default), await platform.Get<NoteOverdueRectification>().SweepAsync(default)));
        await platform.DrainAsync();
        Assert.Equal("overdue", (await SeeAsync(id)).Case.File.Stage);
        Assert.Single(await platform.Get<Notices>().OfUnitAsync(platform.Reviewer, default));
        Assert.Empty(await ListAsync("overdue", await platform.StrangerAsync()));
        _ = (await ProveAsync(id)).Value; // late proof is taken
        await platform.HoldsAsync();
    }

    [Fact]
    public async Task It_is_extended_once_and_only_to_a_later_day()
    {
        var id = await OrderAsync();
        var extend = platform.Get<ExtendRectification>();
        Assert.Equal("cases.correction.due", CodeOf(await extend.RunAsync(new(id, Due, "工期"), platform.Reviewer, default)));
        _ = (await extend.RunAsync(new(id, Due.AddDays(10), "设备到货晚"), platform.Reviewer, default)).Value;
        Assert.Equal("cases.correction.extended", CodeOf(await extend.RunAsync(new(id, Due.AddDays(20), "还是没到"), platform.Reviewer, default)));
        await platform.DrainAsync();
        Assert.Equal($"{Due.AddDays(10):yyyy-MM-dd}", await OnFileAsync("ZG_QX"));
        await platform.HoldsAsync();
    }

    [Fact]
    public async Task Who_determined_orders_and_calls_and_nobody_else()
    {
        var stranger = await platform.StrangerAsync();
        var operators = await platform.AppointAsync("operator", Role.Operator);
        foreach (var other in new[] { operators, platform.Maker, subject })
        {
            Assert.Equal("cases.correction.not-body", CodeOf(await platform.Get<OrderRectification>().RunAsync(Command(), other, default)));
            Assert.Equal("cases.correction.not-interviewer", CodeOf(await platform.Get<CallInterview>().RunAsync(Call(null), other, default)));
        }

        Assert.Equal("cases.correction.others-record", CodeOf(await platform.Get<OrderRectification>().RunAsync(Command(), stranger, default)));
        Assert.Equal("cases.correction.others-record", CodeOf(await platform.Get<CallInterview>().RunAsync(Call(null), stranger, default)));
        var id = await OrderAsync();
        Assert.Equal("procedures.no-case", CodeOf(await platform.Get<VerifyRectification>().RunAsync(new(id, true, "改好了"), stranger, default)));
        Assert.Equal("procedures.not-your-step", CodeOf(await platform.Get<VerifyRectification>().RunAsync(new(id, true, "改好了"), operators, default)));
        Assert.Equal("cases.correction.not-missed", CodeOf(await platform.Get<CallInterview>().RunAsync(Call(id), platform.Reviewer, default)));
    }

    [Fact]
    public async Task An_interview_is_on_the_file_and_with_every_receiver_the_same_day()
    {
        var id = await MissedAsync();
        var day = platform.Clock.GetUtcNow();
        var interview = (await platform.Get<CallInterview>().RunAsync(Call(id), platform.Reviewer, default)).Value;
        var held = new HoldInterview.Command(interview, true, day, "张示例", "指出问题，说明后果。", "七日内整改完毕", new(2026, 7, 10));
        Assert.Equal("cases.correction.same-day", CodeOf(await platform.Get<HoldInterview>().RunAsync(held with { HeldAt = day.AddDays(-2) }, platform.Reviewer, default)));
        Assert.Equal("cases.correction.number", CodeOf(await platform.Get<HoldInterview>().RunAsync(held with { Minutes = "来人电话 13800138000" }, platform.Reviewer, default)));
        _ = (await platform.Get<HoldInterview>().RunAsync(held, platform.Reviewer, default)).Value;
        await platform.DrainAsync();

        var seen = (await platform.Get<Corrections>().FindInterviewAsync(interview, subject, default)).Value;
        Assert.Equal((new DateOnly(2026, 6, 29), "held"), (seen.FiledOn!.Value, seen.Case.File.Stage));
        Assert.Equal("指出问题，说明后果。 承诺事项：七日内整改完毕", await OnFileAsync("YT_JY", "GC_YT"));
        Assert.Equal("0", await OnFileAsync("YT_JJ", "GC_YT"));
        Assert.Equal("1", await OnFileAsync("ZG_SFYT"));
        Assert.Equal(platform.Naive(new(2026, 6, 29), 3), Assert.Single(seen.Case.Clocks).DueOn);
        Assert.Equal("procedures.not-your-step", CodeOf(await platform.Get<ConfirmInterview>().RunAsync(new(interview, false, null), platform.Reviewer, default)));
        _ = (await platform.Get<ConfirmInterview>().RunAsync(new(interview, false, "与当时所说一致"), subject, default)).Value;
        _ = (await platform.Get<EndInterview>().RunAsync(new(interview, false, "承诺已落实"), platform.Reviewer, default)).Value;
        await platform.DrainAsync();
        await platform.HoldsAsync();
    }

    [Fact]
    public async Task Whoever_refuses_to_come_is_recorded_so_and_handed_on_to_a_list_only()
    {
        var id = await MissedAsync();
        var before = await platform.AskAsync<long>("select count(*) from records.record where nature = 'adverse'");
        var interview = (await platform.Get<CallInterview>().RunAsync(Call(id), platform.Reviewer, default)).Value;
        _ = (await platform.Get<HoldInterview>().RunAsync(
            new(interview, false, platform.Clock.GetUtcNow(), "", "电话通知两次，答复不来。", "", null), platform.Reviewer, default)).Value;
        await platform.DrainAsync();
        Assert.Equal("1", await OnFileAsync("YT_JJ", "GC_YT"));
        _ = (await platform.Get<EndInterview>().RunAsync(new(interview, true, "拒绝约谈，请加强监管"), platform.Reviewer, default)).Value;
        _ = (await platform.Get<EndRectification>().RunAsync(new(id, true, "拒绝约谈，也没有整改"), platform.Reviewer, default)).Value;
        await platform.DrainAsync();

        Assert.Equal(id.Value, Assert.Single(await ListAsync("handed-on", await platform.AppointAsync("operator", Role.Operator))).Id);
        Assert.Equal("2", await OnFileAsync("ZG_JG"));
        Assert.Equal(before, await platform.AskAsync<long>("select count(*) from records.record where nature = 'adverse'"));
        await platform.HoldsAsync();
    }

    [Fact]
    public async Task The_job_that_files_may_run_again()
    {
        var id = await OrderAsync();
        var revisions = await platform.AskAsync<long>("select count(*) from records.revision");
        await platform.Get<FileCorrection>().RunAsync(id.Value, default);
        Assert.Equal(revisions, await platform.AskAsync<long>("select count(*) from records.revision"));
        await platform.HoldsAsync();
    }

    [Theory]
    [InlineData("update cases.rectification set due_on = due_on + 30", "cases.rectification-changed")]
    [InlineData("update cases.rectification set verdict = '1'", "cases.rectification-changed")]
    [InlineData("update cases.interview set minutes = '什么也没说'", "cases.interview-changed")]
    [InlineData("update cases.interview set attended = false", "cases.interview-changed")]
    [InlineData("delete from cases.interview", "cases.correction-missing")]
    [InlineData("delete from cases.correction_record", "cases.correction-missing")]
    public async Task What_was_changed_past_the_program_is_named(string sql, string code)
    {
        var id = await MissedAsync();
        var interview = (await platform.Get<CallInterview>().RunAsync(Call(id), platform.Reviewer, default)).Value;
        _ = (await platform.Get<HoldInterview>().RunAsync(
            new(interview, true, platform.Clock.GetUtcNow(), "张示例", "指出问题。", "", null), platform.Reviewer, default)).Value;
        await platform.DrainAsync();
        await platform.HoldsAsync();
        await using (var connection = await platform.Database.Owner.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(sql);
        }

        Assert.Contains(code, (await platform.Get<Verify>().RunAsync(null, default)).Value.Findings.Select(f => f.Code));
    }

    private OrderRectification.Command Command() => new(
        new(record, ""), "云市监改〔2026〕5号", "后厨没有防鼠设施", "装好挡鼠板并提交照片", Due, "安装需要十天");

    private CallInterview.Command Call(CaseId? order) => new(
        order, order is null ? new(record, "") : null, InterviewKind.Warning, "逾期没有整改", platform.Clock.GetUtcNow().AddHours(2), "云汀市示例路1号");

    private async Task<CaseId> OrderAsync()
    {
        var id = (await platform.Get<OrderRectification>().RunAsync(Command(), platform.Reviewer, default)).Value;
        await platform.DrainAsync();
        return id;
    }

    private async Task<CaseId> MissedAsync()
    {
        var id = await OrderAsync();
        await platform.SetTodayAsync(new DateOnly(2026, 6, 29));
        await platform.Get<NoteOverdueRectification>().SweepAsync(default);
        await platform.DrainAsync();
        return id;
    }

    private async Task<Result<Done>> ProveAsync(CaseId id)
    {
        var papers = await platform.Get<CaseDocuments>().KeepAsync([new("整改.jpg", new MemoryStream([0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 2, 3, 4, 5]))], default);
        return await platform.Get<ProveRectification>().RunAsync(new(id, "挡鼠板已经装好。", papers.Value), subject, default);
    }

    private async Task<RectificationAtHand> SeeAsync(CaseId id) => (await platform.Get<Corrections>().FindAsync(id, platform.Reviewer, default)).Value;

    private Task<IReadOnlyList<RectificationLine>> ListAsync(string filter, Caller caller) => platform.Get<Corrections>().ListAsync(filter, caller, default);

    private Task<string?> OnFileAsync(string field, string item = "GC_ZG") => platform.AskAsync<string?>("""
        select coalesce(v.open->>@field, v.closed->>@field) from records.revision v
          join records.record r on r.record_id = v.record_id and r.revision = v.no where r.item = @item
        """, new { field, item });
}
