using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Objecting;
using Xinheng.Platform.Cases.Objecting.Comparing;
using Xinheng.Platform.Cases.Objecting.Telling;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Tests.Records;
using Xinheng.Testing;
using static Xinheng.Platform.Tests.Records.OneRecord;

namespace Xinheng.Platform.Tests.Cases.Objecting;

/// <summary>An objection from the subject's first word to the written answer.</summary>
public sealed class ObjectionTests : IAsyncLifetime
{
    private TestPlatform platform = null!;
    private Caller operators = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        operators = await platform.OperatorAsync();
    }

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task What_is_contested_is_marked_from_that_moment_until_it_is_answered()
    {
        var record = await platform.EnterPenaltyAsync(1);
        Assert.False((await platform.SeeAsync(record))!.Contested);

        var id = await platform.FileAsync(record);

        Assert.True((await platform.SeeAsync(record))!.Contested);
        _ = (await platform.RouteAsync(id, operators)).Value;
        Assert.True((await platform.SeeAsync(record))!.Contested);
        _ = (await platform.AnswerAsync(id, ObjectionOutcome.NotUpheld)).Value;
        Assert.False((await platform.SeeAsync(record))!.Contested);
        await platform.HoldsAsync();
    }

    [Fact]
    public async Task Filed_many_times_at_one_moment_it_is_one_case_and_anothers_record_is_no_ones()
    {
        var record = await platform.EnterPenaltyAsync(1);
        var another = await platform.SubjectOfAsync(await platform.EnterPenaltyAsync(2));

        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => platform.TryFileAsync(record))));

        Assert.Single(all, result => !result.IsRefused);
        Assert.All(all.Where(result => result.IsRefused), result => Assert.Equal("procedures.already-open", CodeOf(result)));
        Assert.Equal("cases.no-own-record", CodeOf(await platform.Get<FileObjection>().RunAsync(new(record, Objector.Wrong(), []), another, default)));
        Assert.Equal("cases.not-own-objection", CodeOf(await platform.Get<FileObjection>().RunAsync(new(record, Objector.Wrong(), []), platform.Reviewer, default)));
        await platform.HoldsAsync();
    }

    [Fact]
    public async Task What_is_missing_is_said_all_at_once()
    {
        var record = await platform.EnterPenaltyAsync(1);

        var refused = await platform.TryFileAsync(record, new ObjectionText("88", [new Claim("NO_SUCH", "")], "电话 13800138000"));

        Assert.Equal(["cases.objection-ground", "cases.objection-field", "cases.text-personal"], refused.Refusals.Select(r => r.Code));
        Assert.False(await platform.IsMarkedAsync(record));
    }

    [Fact]
    public async Task A_copy_that_says_what_was_handed_in_goes_to_the_provider()
    {
        var record = await platform.EnterPenaltyAsync(1);
        var id = await platform.FileAsync(record);

        var held = await platform.Get<ProvidersCopy>().CompareAsync(record, default);
        Assert.Equal((CopyVerdict.Same, 1L, 0), (held.Verdict, held.Row!.Value, held.Differences.Count));
        Assert.Equal("cases.nothing-to-mend", CodeOf(await platform.Get<MendObjection>().RunAsync(new(id, "看不出"), operators, default)));
        Assert.Equal("procedures.no-case", CodeOf(await platform.AnswerAsync(id, ObjectionOutcome.Delete))); // not theirs yet

        _ = (await platform.RouteAsync(id, operators)).Value;

        Assert.Contains("转本单位核查", Assert.Single(await platform.Get<Notices>().OfUnitAsync(platform.Reviewer, default)).Text, StringComparison.Ordinal);
        Assert.Equal("procedures.not-your-step", CodeOf(await platform.AnswerAsync(id, ObjectionOutcome.Delete, by: operators)));
        Assert.Equal("procedures.no-case", CodeOf(await platform.AnswerAsync(id, ObjectionOutcome.Delete, by: await platform.StrangerAsync())));
    }

    [Fact]
    public async Task A_copy_that_says_something_else_is_the_platforms_fault_and_is_put_right_at_once()
    {
        var record = await platform.EnterPenaltyAsync(1);
        await platform.SlipAsync(record, "食品", "药品");
        var id = await platform.FileAsync(record);

        var held = await platform.Get<ProvidersCopy>().CompareAsync(record, default);
        Assert.Equal(CopyVerdict.Differs, held.Verdict);
        Assert.Equal("cases.own-fault", CodeOf(await platform.RouteAsync(id, operators)));
        _ = (await platform.Get<MendObjection>().RunAsync(new(id, "转换格式时写错了。"), operators, default)).Value;

        Assert.Contains((await platform.SeeAsync(record))!.Fields, field => field.Value == "经营超过保质期的食品");
        Assert.False(await platform.IsMarkedAsync(record));
        Assert.Equal(CopyVerdict.Same, (await platform.Get<ProvidersCopy>().CompareAsync(record, default)).Verdict);
        var view = (await platform.Get<ObjectionsAtHand>().FindAsync(id, await platform.SubjectOfAsync(record), default)).Value;
        Assert.Contains(view.Changes, change => change.Before!.Contains("药品") && change.After!.Contains("食品"));
        Assert.Contains("平台已更正", view.Letter!.Text, StringComparison.Ordinal);
        Assert.Empty(await platform.Get<Defects>().ListAsync(platform.Reviewer, default));
        await platform.HoldsAsync();
    }

    [Theory]
    [InlineData(ObjectionOutcome.Delete, "withdrawn", false)]
    [InlineData(ObjectionOutcome.Remove, "withdrawn", false)]
    [InlineData(ObjectionOutcome.Stop, "current", false)]
    [InlineData(ObjectionOutcome.Correct, "current", true)]
    [InlineData(ObjectionOutcome.Add, "current", true)]
    [InlineData(ObjectionOutcome.NotUpheld, "current", true)]
    [InlineData(ObjectionOutcome.NotVerifiable, "current", true)]
    public async Task Each_outcome_does_to_the_record_what_it_says(ObjectionOutcome outcome, string state, bool isPublic)
    {
        var record = await platform.EnterPenaltyAsync(1);
        var until = await platform.AskAsync<DateOnly?>("select public_until from records.record where record_id = @Value", record);
        var id = await platform.FileAsync(record);
        _ = (await platform.RouteAsync(id, operators)).Value;

        _ = (await platform.AnswerAsync(id, outcome)).Value;

        Assert.Equal((state, false), await platform.AskAsync<(string, bool)>("select state, contested from records.record where record_id = @Value", record));
        var shown = await platform.SeeAsync(record);
        Assert.Equal(isPublic, shown is not null);
        if (outcome.Corrects())
        {
            Assert.Contains(shown!.Fields, field => field is { Code: "CF_NR_FK", Value: "0.2" or "0.20" });
            Assert.Equal(until, shown.PublicUntil);
        }

        Assert.Equal(outcome.Upholds() ? 1 : 0, (await platform.Get<Defects>().ListAsync(platform.Reviewer, default)).Count);
        var view = (await platform.Get<ObjectionsAtHand>().FindAsync(id, await platform.SubjectOfAsync(record), default)).Value;
        Assert.Contains(ObjectionOutcomes.NameOf(outcome), view.Letter!.Text, StringComparison.Ordinal);
        Assert.Contains(AnswerLetter.Remedies, view.Letter.Text, StringComparison.Ordinal);
        await platform.HoldsAsync();
    }

    [Fact]
    public async Task Corrected_values_pass_the_catalogues_checks_and_stay_the_same_fact()
    {
        var record = await platform.EnterPenaltyAsync(1);
        var id = await platform.FileAsync(record);
        _ = (await platform.RouteAsync(id, operators)).Value;

        Assert.Equal("cases.answer-values", CodeOf(await platform.AnswerAsync(id, ObjectionOutcome.Correct, Objector.NoValues)));
        Assert.Equal("cases.answer-values", CodeOf(await platform.AnswerAsync(id, ObjectionOutcome.Delete, new Dictionary<string, string> { ["CF_NR_FK"] = "0.20" })));
        Assert.Equal("cases.correct-nothing", CodeOf(await platform.AnswerAsync(id, ObjectionOutcome.Correct, new Dictionary<string, string> { ["CF_NR_FK"] = "0.25" })));
        Assert.Equal("cases.correct-field", CodeOf(await platform.AnswerAsync(id, ObjectionOutcome.Correct, new Dictionary<string, string> { ["NO_SUCH"] = "1" })));
        Assert.Equal("cases.correct-another", CodeOf(await platform.AnswerAsync(id, ObjectionOutcome.Correct, new Dictionary<string, string> { ["CF_WSH"] = "云市监罚〔2026〕777号" })));
        Assert.Equal("CF_JDRQ", Assert.Single((await platform.AnswerAsync(id, ObjectionOutcome.Correct, new Dictionary<string, string> { ["CF_JDRQ"] = "2026-02-30" })).Refusals).Field);
        Assert.True(await platform.IsMarkedAsync(record)); // nothing of that was an answer
        _ = (await platform.AnswerAsync(id, ObjectionOutcome.Correct)).Value;

        // What the provider has said in answering is from now on what it says.
        Assert.Equal(CopyVerdict.Same, (await platform.Get<ProvidersCopy>().CompareAsync(record, default)).Verdict);
        await platform.HoldsAsync();
    }

    [Fact]
    public async Task Every_claim_is_answered()
    {
        var record = await platform.EnterPenaltyAsync(1);
        var id = await platform.FileAsync(record, Objector.Wrong("CF_NR_FK", "CF_NR"));
        _ = (await platform.RouteAsync(id, operators)).Value;
        var answer = platform.Get<AnswerObjection>();

        var refused = await answer.RunAsync(
            new(id, ObjectionOutcome.NotUpheld, "核对了原件。", new Dictionary<int, string> { [1] = "与原件一致" }, Objector.NoValues), platform.Reviewer, default);
        Assert.Equal("answer-2", Assert.Single(refused.Refusals).Field);
        _ = (await answer.RunAsync(new(id, ObjectionOutcome.NotUpheld, "核对了原件。",
            new Dictionary<int, string> { [1] = "与原件一致", [2] = "也一致" }, Objector.NoValues), platform.Reviewer, default)).Value;

        var view = (await platform.Get<ObjectionsAtHand>().FindAsync(id, await platform.SubjectOfAsync(record), default)).Value;
        Assert.Equal(["与原件一致", "也一致"], view.Claims.Select(claim => claim.Answer!));
    }

    [Fact]
    public async Task Whoever_had_read_what_was_wrong_is_told_and_the_provider_accounts_for_the_cause()
    {
        var record = await platform.EnterPenaltyAsync(1);
        var analyst = await platform.BankReadsAsync(record, 1);
        var id = await platform.FileAsync(record);
        _ = (await platform.RouteAsync(id, operators)).Value;

        _ = (await platform.AnswerAsync(id, ObjectionOutcome.Correct)).Value;

        var told = Assert.Single(await platform.Get<Notices>().OfUnitAsync(analyst, default));
        Assert.Contains("请不要再使用原来的内容", told.Text, StringComparison.Ordinal);
        Assert.Contains("罚款金额", told.Text, StringComparison.Ordinal);
        var view = (await platform.Get<ObjectionsAtHand>().FindAsync(id, await platform.SubjectOfAsync(record), default)).Value;
        Assert.Equal([Objector.Bank], view.Told.Select(one => one.Organisation));
        var defect = Assert.Single(await platform.Get<Defects>().ListAsync(platform.Reviewer, default));
        Assert.Equal((null, 1L), (defect.ClosedAt, defect.Row!.Value));
        Assert.Equal("cases.no-defect", CodeOf(await platform.Get<CloseDefect>().RunAsync(new(defect.Id, "抄错"), await platform.StrangerAsync(), default)));
        _ = (await platform.Get<CloseDefect>().RunAsync(new(defect.Id, "抄写时看错一行，以后由系统导出。"), platform.Reviewer, default)).Value;
        Assert.Equal("cases.defect-closed", CodeOf(await platform.Get<CloseDefect>().RunAsync(new(defect.Id, "再写一遍"), platform.Reviewer, default)));
        await platform.HoldsAsync();
    }

    [Fact]
    public async Task Whoever_read_only_after_it_was_put_right_is_not_told()
    {
        var record = await platform.EnterPenaltyAsync(1);
        var first = await platform.FileAsync(record);
        _ = (await platform.RouteAsync(first, operators)).Value;
        _ = (await platform.AnswerAsync(first, ObjectionOutcome.Correct)).Value;
        platform.Clock.Advance(TimeSpan.FromMinutes(1));
        var analyst = await platform.BankReadsAsync(record, 1);

        platform.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await platform.FileAsync(record, Objector.Wrong("CF_NR"));
        _ = (await platform.RouteAsync(second, operators)).Value;
        _ = (await platform.AnswerAsync(second, ObjectionOutcome.NotUpheld)).Value;

        Assert.Empty(await platform.Get<Notices>().OfUnitAsync(analyst, default));
    }

    [Fact]
    public async Task Taken_back_the_mark_goes_and_it_may_be_said_again()
    {
        var record = await platform.EnterPenaltyAsync(1);
        var id = await platform.FileAsync(record);

        _ = (await platform.Get<DropObjection>().RunAsync(new(id), await platform.SubjectOfAsync(record), default)).Value;

        Assert.False(await platform.IsMarkedAsync(record));
        _ = await platform.FileAsync(record);
        Assert.True(await platform.IsMarkedAsync(record));
        await platform.HoldsAsync();
    }

    [Fact]
    public async Task A_clerk_takes_it_down_for_whoever_proved_identity()
    {
        var record = await platform.EnterPenaltyAsync(1);
        var clerk = await platform.AppointAsync("clerk", Role.CounterClerk);
        var present = (await platform.SubjectOfAsync(record)).Self;
        var command = new FileObjection.Command(record, Objector.Wrong(), []) { For = present };

        Assert.Equal("cases.objection-unseen", CodeOf(await platform.Get<FileObjection>().RunAsync(command, clerk, default)));
        var id = (await platform.Get<FileObjection>().RunAsync(command with { IdentitySeen = true }, clerk, default)).Value;

        Assert.Equal("counter", await platform.AskAsync<string>("select filed_by from procedures.case_file where id = @Value", id));
        Assert.True(await platform.IsMarkedAsync(record));
    }

    [Fact]
    public async Task Papers_go_to_whoever_decides_exactly_as_they_came()
    {
        var record = await platform.EnterPenaltyAsync(1);
        var subject = await platform.SubjectOfAsync(record);
        var paper = "%PDF-1.7 这是一份决定书"u8.ToArray();
        var kept = (await platform.Get<Evidence>().KeepAsync("决定书.pdf", new MemoryStream(paper), subject.Self!.Value, record, default)).Value;
        Assert.Equal("procedures.document-type",
            CodeOf(await platform.Get<Evidence>().KeepAsync("a.exe", new MemoryStream("MZ..........."u8.ToArray()), subject.Self.Value, record, default)));

        var id = (await platform.Get<FileObjection>().RunAsync(new(record, Objector.Wrong(), [kept]), subject, default)).Value;
        _ = (await platform.RouteAsync(id, operators)).Value;

        var document = Assert.Single((await platform.Get<CaseReader>().FindAsync(id, platform.Reviewer, default)).Value.Documents);
        var opened = (await platform.Get<CaseDocuments>().OpenAsync(document.Id, platform.Reviewer, default)).Value;
        using var read = new MemoryStream();
        await opened.Content.CopyToAsync(read, TestContext.Current.CancellationToken);
        Assert.Equal(paper, read.ToArray());
        _ = (await platform.AnswerAsync(id, ObjectionOutcome.NotUpheld)).Value;
        Assert.Equal("cases.evidence-gone", CodeOf(await platform.Get<FileObjection>().RunAsync(
            new(record, Objector.Wrong(), [kept]), subject, default)));
    }
}
