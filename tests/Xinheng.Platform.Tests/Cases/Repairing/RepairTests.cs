using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Cases.Repairing;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Publication;
using Xinheng.Platform.Records;
using Xinheng.Platform.Tests.Records;
using Xinheng.Testing;
using static Xinheng.Platform.Tests.Cases.Repairing.RepairGround;
using static Xinheng.Platform.Tests.Records.OneRecord;

namespace Xinheng.Platform.Tests.Cases.Repairing;

/// <summary>From the application to the decision: who may, when, what is refused, and that nothing is left of what was repaired.</summary>
public sealed class RepairTests : OnRepairGround
{
    [Fact]
    public async Task A_granted_repair_takes_the_record_out_of_everything_in_one_act_and_the_archive_keeps_it()
    {
        var id = await ground.AcceptedAsync();
        Assert.NotNull(await platform.SeeAsync(ground.Record));

        var file = (await ground.GrantAsync(id)).Value;

        Assert.Equal(("granted", Earliest), (file.Stage, file.ClosedOn!.Value));
        Assert.Equal("repaired", await ground.StateAsync());
        Assert.Null(await platform.SeeAsync(ground.Record));
        Assert.Empty(await platform.Get<PublicRecords>().OfSubjectAsync(PenaltyFile.Code(1), null, null, null, default));
        Assert.Empty((await platform.Get<DisclosureLists>().PageAsync("penalty", null, null, null, null, default)).Items);
        Assert.Equal(2, await platform.AskAsync<int>("select count(*)::int from records.revision where record_id = @Value", ground.Record));
        Assert.Contains(await ground.ToldAsync(), text => text.Contains("同意信用修复", StringComparison.Ordinal));
        var view = (await platform.Get<RepairReader>().FindAsync(id, ground.Firm, default)).Value;
        Assert.Equal("信用修复决定书", RepairLetter.Of(view)!.Title);
        Assert.Empty(await ground.VerifyAsync());
    }

    [Fact]
    public async Task Before_the_minimum_it_is_refused_with_the_first_day()
    {
        await platform.SetTodayAsync(Earliest.AddDays(-1));

        var early = await ground.FileAsync();

        Assert.Equal("cases.repair-too-early", CodeOf(early));
        Assert.Contains("2026-09-10", early.Refusals[0].Message, StringComparison.Ordinal);
        Assert.Empty(await platform.Get<CaseReader>().OfSubjectAsync(ground.Subject, default));
    }

    [Fact]
    public async Task A_minor_wrong_is_repaired_as_soon_as_the_duties_are_done()
    {
        var minor = await RepairGround.MakeAsync(platform, 2, Minor);

        var id = (await minor.FileAsync()).Value.Single().Case;
        _ = (await minor.AcceptAsync(id)).Value;

        Assert.Equal("granted", (await minor.GrantAsync(id)).Value.Stage);
    }

    [Fact]
    public async Task Only_the_determining_body_decides_whoever_else_tries()
    {
        var id = await ground.FiledAsync();
        var operators = await platform.AppointAsync("operator", Role.Operator);
        var admin = await platform.AppointAsync("admin", Role.Administrator);
        var stranger = await platform.StrangerAsync();

        Assert.Equal("procedures.not-your-step", CodeOf(await ground.AcceptAsync(id, operators)));
        _ = (await ground.AcceptAsync(id)).Value;

        Assert.Equal("procedures.not-your-step", CodeOf(await ground.GrantAsync(id, operators)));
        Assert.Equal("procedures.no-case", CodeOf(await ground.GrantAsync(id, stranger)));
        Assert.Equal("procedures.no-case", CodeOf(await ground.GrantAsync(id, admin)));
        Assert.Equal("procedures.no-case", CodeOf(await ground.GrantAsync(id, platform.Maker)));
        Assert.Equal("procedures.not-your-step", CodeOf(await ground.GrantAsync(id, ground.Firm)));
        Assert.Equal("procedures.not-your-step", CodeOf(await platform.Get<RefuseRepair>().RunAsync(new(id, "理由"), operators, default)));
        Assert.Equal("current", await ground.StateAsync());
    }

    [Fact]
    public async Task Anothers_record_answers_like_none()
    {
        await platform.SetTodayAsync(Earliest);
        var other = Of(new SubjectId(Guid.CreateVersion7()));

        var anothers = await ground.FileAsync(other);
        var nothing = await ground.FileAsync(ground.Firm, null, new RecordId(Guid.CreateVersion7()));

        Assert.Equal("cases.repair-no-record", CodeOf(anothers));
        Assert.Equal(anothers.Refusals, nothing.Refusals);
        Assert.Equal("cases.repair-not-yours", CodeOf(await ground.FileAsync(platform.Maker)));
        Assert.Equal("cases.repair-not-yours", CodeOf(await ground.FileAsync(platform.Reviewer)));
    }

    [Fact]
    public async Task Without_evidence_and_signature_nothing_is_filed_and_both_are_said()
    {
        await platform.SetTodayAsync(Earliest);

        var refused = await platform.Get<FileRepair>().RunAsync(new([ground.Record], "", false, []), ground.Firm, default);

        Assert.Equal(["cases.repair-no-evidence", "cases.repair-not-signed"], refused.Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task Identical_applications_at_the_same_moment_make_one_case()
    {
        await platform.SetTodayAsync(Earliest);

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ground.FileAsync())));

        Assert.Single(all, result => !result.IsRefused);
        Assert.All(all.Where(r => r.IsRefused), r => Assert.Contains(CodeOf(r), new[] { "procedures.already-open", "cases.repair-already-open" }));
        Assert.Single(await platform.Get<CaseReader>().OfSubjectAsync(ground.Subject, default));
        Assert.Equal(1, await platform.AskAsync<int>("select count(*)::int from cases.repair"));
        Assert.Empty(await ground.VerifyAsync());
    }

    [Fact]
    public async Task What_is_repaired_withdrawn_or_expired_is_not_applied_for()
    {
        var id = await ground.AcceptedAsync();
        _ = (await ground.GrantAsync(id)).Value;
        var withdrawn = await RepairGround.MakeAsync(platform, 2);
        _ = (await platform.Get<WithdrawRecord>().RunAsync(new(withdrawn.Record, Model.Records.WithdrawalKind.Mistake, "复议撤销", "云府复〔2026〕3号", null), platform.Reviewer, default)).Value;
        var expired = await RepairGround.MakeAsync(platform, 3);
        await platform.SetTodayAsync(new DateOnly(2027, 6, 10));

        Assert.Equal("cases.repair-already-done", CodeOf(await ground.FileAsync()));
        Assert.Equal("cases.repair-withdrawn", CodeOf(await withdrawn.FileAsync()));
        Assert.Equal("cases.repair-expired", CodeOf(await expired.FileAsync()));
    }

    [Fact]
    public async Task Several_records_filed_together_are_one_case_each_with_the_same_papers()
    {
        var second = await ground.AnotherAsync(77);
        await platform.SetTodayAsync(Earliest);

        var filed = (await ground.FileAsync(null, null, ground.Record, second)).Value;

        Assert.Equal(2, filed.Count);
        Assert.Equal(2, filed.Select(f => f.Case).Distinct().Count());
        foreach (var one in filed)
        {
            Assert.Equal("缴款凭证.pdf", Assert.Single((await ground.SeeAsync(one.Case)).Documents).Name);
        }

        Assert.Equal(1, await platform.AskAsync<int>("select count(distinct file)::int from procedures.document"));
        Assert.Empty(await ground.VerifyAsync());
    }

    [Fact]
    public async Task At_the_counter_a_clerk_takes_it_down_for_whoever_shows_the_number()
    {
        await platform.SetTodayAsync(Earliest);
        var clerk = await platform.AppointAsync("clerk", Role.CounterClerk);
        var papers = await ground.PapersAsync();

        var filed = (await platform.Get<FileRepair>().RunAsync(
            new([ground.Record], "已缴清", true, papers) { Shown = PenaltyFile.Code(1) }, clerk, default)).Value.Single();

        Assert.Equal(FiledBy.Counter, (await ground.SeeAsync(filed.Case)).File.FiledBy);
        Assert.Equal("cases.repair-no-record", CodeOf(await platform.Get<FileRepair>().RunAsync(
            new([ground.Record], "已缴清", true, await ground.PapersAsync()) { Shown = TestPlatform.Authority }, clerk, default))
            .Replace("cases.repair-no-subject", "cases.repair-no-record", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refusal_says_why_and_what_can_be_done_against_it()
    {
        var id = await ground.AcceptedAsync();

        Assert.Equal("procedures.reason-missing", CodeOf(await platform.Get<RefuseRepair>().RunAsync(new(id, " "), platform.Reviewer, default)));
        _ = (await platform.Get<RefuseRepair>().RunAsync(new(id, "复查时仍在经营过期食品。"), platform.Reviewer, default)).Value;

        var told = Assert.Single(await ground.ToldAsync(), text => text.Contains("不予修复", StringComparison.Ordinal));
        Assert.All(["异议", "行政复议", "行政诉讼", "再次申请"], remedy => Assert.Contains(remedy, told, StringComparison.Ordinal));
        var letter = RepairLetter.Of((await platform.Get<RepairReader>().FindAsync(id, ground.Firm, default)).Value)!;
        Assert.Contains("复查时仍在经营过期食品", string.Concat(letter.Paragraphs), StringComparison.Ordinal);
        Assert.Equal("current", await ground.StateAsync());
        Assert.False((await ground.FileAsync()).IsRefused);   // nothing bars another try
    }

    [Fact]
    public async Task A_class_confirmed_as_serious_while_the_case_ran_puts_the_grant_off()
    {
        var unknown = await RepairGround.MakeAsync(platform, 2, Minor);
        var id = (await unknown.FileAsync()).Value.Single().Case;
        _ = (await unknown.AcceptAsync(id)).Value;
        _ = (await platform.Get<ConfirmSeverity>().RunAsync(new(unknown.Record, Model.Records.Severity.Serious, null, "复核后认定"), platform.Reviewer, default)).Value;

        var refused = await unknown.GrantAsync(id);

        Assert.Equal("cases.repair-minimum-open", CodeOf(refused));
        Assert.Contains("2027-06-10", refused.Refusals[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grant_needs_somebody_who_has_looked()
    {
        var id = await ground.AcceptedAsync();

        Assert.Equal("cases.repair-unverified", CodeOf(await platform.Get<GrantRepair>().RunAsync(new(id, false), platform.Reviewer, default)));
    }

    [Fact]
    public async Task A_repaired_record_is_never_restored()
    {
        var id = await ground.AcceptedAsync();
        _ = (await ground.GrantAsync(id)).Value;

        Assert.Equal("records.not-withdrawn", CodeOf(await platform.Get<RestoreRecord>().RunAsync(new(ground.Record, "理由", "文号"), platform.Reviewer, default)));
    }

    [Fact]
    public async Task Who_takes_it_back_may_come_again()
    {
        var id = await ground.FiledAsync();

        Assert.Equal("taken-back", (await platform.Get<TakeBackRepair>().RunAsync(new(id), ground.Firm, default)).Value.Stage);
        Assert.False((await ground.FileAsync()).IsRefused);
    }

    [Theory]
    [InlineData("update cases.repair set commitment = commitment || '（改）'", "cases.repair-foreign")]
    [InlineData("update cases.repair set record_id = gen_random_uuid()", "cases.repair-foreign")]
    [InlineData("delete from cases.repair", "cases.repair-missing")]
    [InlineData("update records.record set state = 'current'", "cases.grant-undone")]
    [InlineData("update journal.entry set power = 'cases.accept-repair' where power = 'cases.grant-repair'", "cases.repaired-without-decision")]
    public async Task What_was_changed_past_the_program_is_named(string sql, string code)
    {
        var id = await ground.AcceptedAsync();
        _ = (await ground.GrantAsync(id)).Value;
        Assert.Empty(await ground.VerifyAsync());

        await using (var connection = await platform.Database.Owner.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(sql);
        }

        Assert.Contains(code, await ground.VerifyAsync());
    }
}
