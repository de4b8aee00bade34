using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.Records;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Collection.Passes;
using Xinheng.Platform.Records;
using Xinheng.Platform.Tests.Records;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Collection;

/// <summary>Rows corrected in place or let pass: further rounds over the same submission.</summary>
public sealed class SettlingTests(Intake intake) : IClassFixture<Intake>
{
    private readonly TestPlatform platform = intake.Platform;

    [Fact]
    public async Task A_row_edited_before_approval_enters_with_the_first_round()
    {
        var (submission, ids) = await SubmitAsync(Nothing, NoNumber);

        var said = await EditAsync(submission, 2, PenaltyFile.Row(ids[1], ids[1]));
        var entered = await platform.ApproveAsync(await platform.FindAsync(submission));

        Assert.Empty(said);
        Assert.Equal((2, 0, 0, 0, 0), entered.Counts());
        Assert.Empty(await platform.KeptAsync(entered));
        Assert.Empty(await platform.Get<Submissions>().ProblemsAsync(entered.Key, default));
        Assert.Single(await platform.PublicAsync(ids[1]));
    }

    [Fact]
    public async Task A_second_round_enters_only_the_settled_rows_and_the_counts_are_those_of_the_whole_file()
    {
        var (submission, ids) = await SubmitAsync(Nothing, NoNumber, NoNumber, row => (row["CF_WSH"], row["CF_CFJG"]) = ("", ""));
        var first = await platform.ApproveAsync(submission);
        Assert.Equal((1, 0, 0, 0, 3), first.Counts());

        await EditAsync(submission, 2, PenaltyFile.Row(ids[1], ids[1]));
        var checkedAgain = await platform.FindAsync(submission);
        var missing = (await platform.Get<Submissions>().ProblemsAsync(submission.Key, default)).ToDictionary(g => g.Field, g => g.Rows);
        var second = await platform.ApproveAsync(checkedAgain);

        Assert.Equal(SubmissionState.Checked, checkedAgain.Where);
        Assert.Equal((2, 0, 0, 0, 2), checkedAgain.Counts());
        Assert.Equal((2, 0, 0, 0, 2), second.Counts());
        Assert.Equal(2, second.Rounds);
        Assert.Equal((3, 3), (missing["CF_WSH"] + missing["CF_CFJG"], second.MissingItems));
        Assert.Equal([3, 4], (await platform.KeptAsync(second)).Select(r => r.Number));
        Assert.Equal(1, Assert.Single(await platform.PublicAsync(ids[0])).Revision);
        Assert.Single(await platform.PublicAsync(ids[1]));
    }

    [Fact]
    public async Task An_edit_that_is_still_wrong_says_so_stays_and_leaves_nothing_to_approve()
    {
        var (submission, ids) = await SubmitAsync(Nothing, NoNumber);
        await platform.ApproveAsync(submission);

        var said = await EditAsync(submission, 2, With(ids[1], row => row["CF_JDRQ"] = "2026-02-30"));
        var after = await platform.FindAsync(submission);

        Assert.Equal("date.impossible", Assert.Single(said).Code);
        Assert.Equal((SubmissionState.Entered, (1L, 0L, 0L, 0L, 1L)), (after.Where, after.Counts()));
        Assert.Equal("date.impossible", Assert.Single((await platform.KeptAsync(after)).Single().Content.Problems).Code);
        Assert.Equal(("date.impossible", 1L), (await platform.Get<Submissions>().ProblemsAsync(submission.Key, default)).Select(g => (g.Code, g.Rows)).Single());
        Assert.Equal("collection.not-checked",
            Assert.Single((await platform.Get<ApproveSubmission>().RunAsync(new(submission.Key, null), platform.Reviewer, default)).Refusals).Code);
    }

    [Fact]
    public async Task A_corrected_row_may_be_corrected_again_before_its_approval()
    {
        var (submission, ids) = await SubmitAsync(NoNumber);
        await EditAsync(submission, 1, With(ids[0], row => row["CF_WFXW"] = "第一次"));

        await EditAsync(submission, 1, With(ids[0], row => row["CF_WFXW"] = "第二次"));
        var entered = await platform.ApproveAsync(await platform.FindAsync(submission));

        Assert.Equal((1, 0, 0, 0, 0), entered.Counts());
        Assert.Equal("第二次", Assert.Single(await platform.PublicAsync(ids[0])).Fields.Single(f => f.Code == "CF_WFXW").Value);
    }

    [Fact]
    public async Task A_row_that_stays_out_is_there_to_be_settled_however_many_rounds_went_before()
    {
        var (submission, ids) = await SubmitAsync(NoNumber, NoNumber, NoNumber);
        for (var row = 1; row <= 3; row++)
        {
            await EditAsync(submission, row, PenaltyFile.Row(ids[row - 1], ids[row - 1]));
            var entered = await platform.ApproveAsync(await platform.FindAsync(submission));
            Assert.Equal((row, 0, 0, 0, 3 - row), entered.Counts());
            Assert.Equal(3 - row, (await platform.KeptAsync(entered)).Count);
        }
    }

    [Fact]
    public async Task A_number_of_a_person_in_a_sentence_is_held_and_once_released_enters_but_is_not_shown()
    {
        var number = TableFile.PersonNumber(intake.Next());
        var (submission, ids) = await SubmitAsync(row => row["CF_SY"] = $"当事人（{number}）拒不改正。");
        Assert.Equal((0, 0, 0, 1, 0), submission.Counts());
        Assert.Contains(await platform.ProblemsAsync(submission), p => p is { Number: "E18", Severity: "hold" });

        var byMaker = await SettleAsync(submission, 1, null, platform.Maker);
        var byReviewer = await SettleAsync(submission, 1, null, platform.Reviewer);
        await platform.DrainAsync();
        var byHimself = await platform.Get<ApproveSubmission>().RunAsync(new(submission.Key, null), platform.Reviewer, default);
        var another = await platform.AppointAsync($"second-{ids[0]}", Role.Reviewer);
        var entered = await platform.ApproveAsync(await platform.FindAsync(submission), another);

        Assert.Equal("collection.not-yours", Assert.Single(byMaker.Refusals).Code);
        Assert.False(byReviewer.IsRefused);
        Assert.Equal("collection.own-work", Assert.Single(byHimself.Refusals).Code);
        Assert.Equal((1, 0, 0, 0, 0), entered.Counts());
        Assert.Empty(await platform.PublicAsync(ids[0]));
        Assert.Equal(1, await platform.ScalarAsync<long>("select count(*) from records.record where held and state = 'current' and provider = @p and key in (select key from records.record r join subjects.subject s on s.id = r.subject_id where s.code = @c)",
            new { p = TestPlatform.Authority, c = PenaltyFile.Code(ids[0]) }));
    }

    [Fact]
    public async Task A_row_that_resembles_a_repaired_record_is_held_until_a_reviewer_releases_it()
    {
        var (submission, ids) = await SubmitAsync(Nothing);
        await platform.ApproveAsync(submission);
        await platform.ScalarAsync<int>("update records.record set state = 'repaired' where subject_id = (select id from subjects.subject where code = @c); select 1",
            new { c = PenaltyFile.Code(ids[0]) });
        var again = await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(ids[0], intake.Next()).ToString());
        Assert.Equal((0, 0, 0, 1, 0), again.Counts());

        await SettleAsync(again, 1, null, platform.Reviewer);
        await platform.DrainAsync();
        var entered = await platform.ApproveAsync(await platform.FindAsync(again), await platform.AppointAsync($"third-{ids[0]}", Role.Reviewer));

        Assert.Equal((1, 0, 0, 0, 0), entered.Counts());
    }

    [Fact]
    public async Task A_row_of_a_withdrawn_record_is_not_released_in_vain_and_may_pass_once_the_record_is_restored()
    {
        var record = await platform.EnterPenaltyAsync(intake.Next());
        var (subject, document) = await platform.AskAsync<(string, string)>("""
            select s.code, v.open ->> 'CF_WSH' from records.revision v join subjects.subject s on s.id = v.subject_id where v.record_id = @Value
            """, record);
        _ = (await platform.Get<WithdrawRecord>().RunAsync(new(record, WithdrawalKind.Mistake, "复议撤销", "云府复〔2026〕3号", null), platform.Reviewer, default)).Value;
        var again = await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(1, 1, row =>
            (row["CF_XDR_SHXYM"], row["CF_WSH"], row["CF_NR"]) = (subject, document, "罚款二千元。")).ToString());
        Assert.Equal((0, 0, 0, 1, 0), again.Counts());

        var inVain = Assert.Single((await SettleAsync(again, 1, null, platform.Reviewer)).Refusals);
        Assert.Equal("collection.release-in-vain", inVain.Code);
        Assert.Contains("恢复", inVain.Message, StringComparison.Ordinal);
        Assert.Contains(record.Value.ToString(), inVain.Message, StringComparison.Ordinal);
        Assert.Equal((SubmissionState.Checked, "held"), ((await platform.FindAsync(again)).Where, Assert.Single(await platform.KeptAsync(again)).State));

        _ = (await platform.Get<RestoreRecord>().RunAsync(new(record, "再审维持原处罚", "云行终〔2026〕8号"), platform.Reviewer, default)).Value;
        Assert.False((await SettleAsync(again, 1, null, platform.Reviewer)).IsRefused);
        await platform.DrainAsync();
        var entered = await platform.ApproveAsync(await platform.FindAsync(again), await platform.AppointAsync($"restoring-{intake.Next()}", Role.Reviewer));
        Assert.Equal((0, 1, 0, 0, 0), entered.Counts());
    }

    [Fact]
    public async Task Only_kept_rows_are_settled_and_only_with_fields_of_the_item()
    {
        var (submission, ids) = await SubmitAsync(Nothing, NoNumber);

        var good = await SettleAsync(submission, 1, PenaltyFile.Row(ids[0], ids[0]), platform.Maker);
        var released = await SettleAsync(submission, 2, null, platform.Reviewer);
        var unknown = await SettleAsync(submission, 2, new Dictionary<string, string> { ["CF_XX"] = "1" }, platform.Maker);

        Assert.Equal("collection.no-kept-row", Assert.Single(good.Refusals).Code);
        Assert.Equal("collection.not-held", Assert.Single(released.Refusals).Code);
        Assert.Equal("collection.unknown-field", Assert.Single(unknown.Refusals).Code);
    }

    [Fact]
    public async Task Checks_that_run_at_once_take_turns_and_say_the_same()
    {
        var (submission, ids) = await SubmitAsync(Nothing, NoNumber, NoNumber, Nothing);
        await platform.ApproveAsync(submission);
        _ = (await SettleAsync(submission, 2, PenaltyFile.Row(ids[1], ids[1]), platform.Maker)).Value;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => platform.Get<CheckSubmission>().RunAsync(submission.Key, default))));
        var foreseen = await platform.FindAsync(submission);
        await platform.DrainAsync();
        var entered = await platform.ApproveAsync(await platform.FindAsync(submission));

        Assert.Equal((3, 0, 0, 0, 1), foreseen.Counts());
        Assert.Equal((3, 0, 0, 0, 1), entered.Counts());
        Assert.Equal(1, Assert.Single(await platform.Get<Submissions>().ProblemsAsync(submission.Key, default)).Rows);
    }

    [Fact]
    public async Task Kept_and_settled_rows_are_sealed()
    {
        const string Secret = "绝无仅有的一句话";
        var (submission, ids) = await SubmitAsync(row => (row["CF_SY"], row["CF_WSH"]) = (Secret, ""));
        await EditAsync(submission, 1, With(ids[0], row => row["CF_SY"] = Secret));

        Assert.Empty(await DatabaseDump.FindAsync(platform, Secret));
    }

    private static void Nothing(Dictionary<string, string> row)
    {
    }

    private static void NoNumber(Dictionary<string, string> row) => row["CF_WSH"] = "";

    private static Dictionary<string, string> With(int n, Action<Dictionary<string, string>> change)
    {
        var row = PenaltyFile.Row(n, n);
        change(row);
        return row;
    }

    private async Task<(Submission Submission, int[] Ids)> SubmitAsync(params Action<Dictionary<string, string>>[] rows)
    {
        var file = new PenaltyFile();
        var ids = rows.Select(_ => intake.Next()).ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            file.Add(ids[i], ids[i], rows[i]);
        }

        return (await platform.SubmitAsync("CF_LP", file.ToString()), ids);
    }

    private async Task<IReadOnlyList<KeptProblem>> EditAsync(Submission submission, long row, Dictionary<string, string> values)
    {
        var said = (await SettleAsync(submission, row, values, platform.Maker)).Value;
        await platform.DrainAsync();
        return said;
    }

    private Task<Result<IReadOnlyList<KeptProblem>>> SettleAsync(
        Submission submission, long row, IReadOnlyDictionary<string, string>? values, Caller by) =>
        platform.Get<SettleRow>().RunAsync(new(submission.Key, row, values), by, default);
}
