using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Promising;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Tests.Collection;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Cases.Promising;

/// <summary>Kept or broken: only by decision of the body that received it, and broken only after verification, evidence and notice.</summary>
public sealed class OutcomeTests(Intake intake) : IClassFixture<Intake>
{
    private readonly TestPlatform platform = intake.Platform;

    [Fact]
    public async Task A_promise_is_kept_by_decision_after_everything_was_looked_at()
    {
        var (n, id) = await SignedAsync();

        var unseen = await FulfilAsync(id);
        _ = (await CheckAsync(id, kept: true)).Value;
        var done = await FulfilAsync(id);
        await platform.DrainAsync();

        Assert.Equal("cases.promise-not-checked", Promised.CodeOf(unseen));
        Assert.False(done.IsRefused);
        var record = Assert.Single(await platform.PublicAsync(n), r => r.Item == "CN_LYQK");
        Assert.Equal(("positive", (await platform.ShownAsync(id)).OutcomeRecord), (record.Nature, record.Id));
    }

    [Fact]
    public async Task Nothing_is_broken_without_notice_and_no_notice_without_evidence()
    {
        var (n, id) = await SignedAsync();
        _ = (await CheckAsync(id, kept: false)).Value;

        var rash = await platform.BreakAsync(id, n);
        var bare = await platform.Get<DoubtPromise>().RunAsync(new(id, "现场没有冷藏设备。", []), platform.Reviewer, default);
        await platform.DrainAsync();

        Assert.Equal("procedures.wrong-stage", Promised.CodeOf(rash));
        Assert.Equal("cases.promise-no-evidence", Promised.CodeOf(bare));
        Assert.DoesNotContain(await platform.PublicAsync(n), r => r.Item == "CN_LYQK");
    }

    [Fact]
    public async Task Whoever_was_told_is_heard_or_has_let_the_time_pass_before_it_is_broken()
    {
        var (n, id) = await SignedAsync();
        _ = (await platform.DoubtAsync(id)).Value;
        var last = AfterWorkingDays(new DateOnly(2026, 6, 15), 5);

        await platform.SetTodayAsync(last);
        var onTheLastDay = await platform.BreakAsync(id, n);
        await platform.SetTodayAsync(last.AddDays(1));
        var after = await platform.BreakAsync(id, n);
        await platform.DrainAsync();
        var record = Assert.Single(await platform.PublicAsync(n), r => r.Item == "CN_LYQK");
        await platform.SetTodayAsync(new DateOnly(2026, 6, 15));

        Assert.Equal(last, Assert.Single((await platform.ShownAsync(id)).Case.Clocks).DueOn);
        Assert.Equal("cases.promise-not-heard", Promised.CodeOf(onTheLastDay));
        Assert.False(after.IsRefused);
        Assert.Equal("adverse", record.Nature);
    }

    [Fact]
    public async Task An_answer_may_be_decided_on_at_once_and_the_subject_is_told_how_to_object()
    {
        var (n, id, firm) = await SignedByAsync();
        _ = (await platform.DoubtAsync(id)).Value;
        _ = (await platform.Get<AnswerDoubt>().RunAsync(new(id, "设备在维修。", []), firm, default)).Value;

        var broken = await platform.BreakAsync(id, n);
        await platform.DrainAsync();

        Assert.False(broken.IsRefused);
        Assert.Equal(ClockState.Met, Assert.Single((await platform.ShownAsync(id)).Case.Clocks).StateOn(new DateOnly(2026, 6, 15)));
        var told = string.Join('\n', (await platform.Get<Notices>().OfSubjectAsync(firm.Self!.Value, default)).Select(notice => notice.Text));
        Assert.Contains("提出异议", told, StringComparison.Ordinal);
        Assert.Contains("信用修复", told, StringComparison.Ordinal);
        Assert.Contains(await platform.PublicAsync(n), r => r is { Item: "CN_LYQK", Nature: "adverse" });
    }

    [Fact]
    public async Task A_doubt_that_is_dropped_leaves_nothing_on_the_file_and_the_promise_binds_on()
    {
        var (n, id) = await SignedAsync();
        _ = (await platform.DoubtAsync(id)).Value;

        _ = (await platform.Get<ClearDoubt>().RunAsync(new(id, "设备已经修好。"), platform.Reviewer, default)).Value;
        await platform.DrainAsync();

        Assert.Equal(PromiseState.Signed, (await platform.ShownAsync(id)).State);
        Assert.DoesNotContain(await platform.PublicAsync(n), r => r.Item == "CN_LYQK");
    }

    [Fact]
    public async Task Only_the_body_that_received_it_decides()
    {
        var (n, id) = await SignedAsync();
        var elsewhere = await platform.AppointAsync($"elsewhere-{n}", Role.Reviewer, TestPlatform.OtherAuthority);
        var op = await platform.AppointAsync($"operator-{n}", Role.Operator);
        _ = (await platform.DoubtAsync(id)).Value;

        Assert.Equal("procedures.no-case", Promised.CodeOf(await platform.BreakAsync(id, n, elsewhere)));
        Assert.Equal("procedures.not-your-step", Promised.CodeOf(await platform.BreakAsync(id, n, op)));
    }

    [Fact]
    public async Task Papers_promised_by_a_date_are_due_on_it()
    {
        var n = intake.Next();
        var firm = await platform.FirmAsync(n);
        var template = await platform.OfferAsync(Promised.Template($"papers-{n}", PromiseKind.PapersLater, followUps: [new("补交场所使用证明", 20)]));

        await platform.SignAsync(template, firm);

        var listed = Assert.Single(await platform.Get<Promises>().OfSubjectAsync(firm.Self!.Value, default));
        Assert.Equal(("补交场所使用证明", new DateOnly(2026, 7, 5)), (listed.NextName, listed.NextDue));
    }

    private async Task<(int Number, CaseId Case)> SignedAsync()
    {
        var (n, id, _) = await SignedByAsync();
        return (n, id);
    }

    private async Task<(int Number, CaseId Case, Caller Firm)> SignedByAsync()
    {
        var n = intake.Next();
        var firm = await platform.FirmAsync(n);
        return (n, await platform.SignAsync(await platform.OfferAsync(Promised.Template($"outcome-{n}")), firm), firm);
    }

    private Task<Result<Done>> CheckAsync(CaseId id, bool kept) =>
        platform.Get<CheckPromise>().RunAsync(new(id, 1, kept, kept ? "" : "没有冷藏设备"), platform.Reviewer, default);

    private Task<Result<Done>> FulfilAsync(CaseId id) => platform.Get<FulfilPromise>().RunAsync(new(id, null), platform.Reviewer, default);

    // Counted by hand from the fictional calendar: in June 2026 it has no holiday and no working weekend.
    private static DateOnly AfterWorkingDays(DateOnly from, int days)
    {
        var day = from;
        while (days > 0)
        {
            day = day.AddDays(1);
            days -= day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }

        return day;
    }
}
