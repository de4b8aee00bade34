using Xinheng.Model.People;
using Xinheng.Platform.Collection;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Collection;

/// <summary>What a row does to what the file and the record already say.</summary>
public sealed class AgainstTheRecordTests(Intake intake) : IClassFixture<Intake>
{
    private readonly TestPlatform platform = intake.Platform;

    [Fact]
    public async Task The_same_row_twice_in_a_file_enters_once()
    {
        var n = intake.Next();

        var entered = await platform.EnterAsync("CF_LP", new PenaltyFile().Add(n, n).Add(n, n).ToString());

        Assert.Equal((1, 0, 1, 0, 0), entered.Counts());
        Assert.Single(await platform.PublicAsync(n));
    }

    [Fact]
    public async Task The_same_record_twice_in_a_file_with_other_content_refuses_the_second_row()
    {
        var n = intake.Next();

        var entered = await platform.EnterAsync("CF_LP", new PenaltyFile().Add(n, n).Add(n, n, row => row["CF_NR"] = "改了").ToString());

        Assert.Equal((1, 0, 0, 0, 1), entered.Counts());
        Assert.Contains(await platform.ProblemsAsync(entered), p => p is { Code: "row.contradicts", Number: "E08" });
    }

    [Fact]
    public async Task A_repeat_of_a_row_that_stays_stays_too()
    {
        var n = intake.Next();
        void Revoke(Dictionary<string, string> row) => (row["op"], row["CF_CXYY"]) = ("D", "复议撤销");

        var submission = await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(n, n, Revoke).Add(n, n, Revoke).ToString());

        Assert.Equal((0, 0, 0, 0, 2), submission.Counts());
    }

    [Fact]
    public async Task The_same_content_as_on_record_is_unchanged_and_its_receipt_may_be_had_by_approving()
    {
        var n = intake.Next();
        await platform.EnterAsync("CF_LP", new PenaltyFile().Add(n, n).ToString());

        var again = await platform.EnterAsync("CF_LP", new PenaltyFile(chineseHeaders: true).Add(n, n).ToString());

        Assert.Equal((0, 0, 1, 0, 0), again.Counts());
        Assert.Equal(1, Assert.Single(await platform.PublicAsync(n)).Revision);
    }

    [Fact]
    public async Task Other_content_from_the_same_provider_is_a_correction_as_revision_two()
    {
        var n = intake.Next();
        await platform.EnterAsync("CF_LP", new PenaltyFile().Add(n, n).ToString());

        var corrected = await platform.EnterAsync("CF_LP", new PenaltyFile().Add(n, n, row => row["CF_WFXW"] = "另一行为").ToString());

        Assert.Equal((0, 1, 0, 0, 0), corrected.Counts());
        var record = Assert.Single(await platform.PublicAsync(n));
        Assert.Equal(2, record.Revision);
        Assert.Equal("另一行为", record.Fields.Single(f => f.Code == "CF_WFXW").Value);
    }

    [Fact]
    public async Task Another_providers_equal_row_confirms_and_its_differing_row_is_refused()
    {
        var n = intake.Next();
        var (maker, reviewer) = await OthersAsync();
        await platform.EnterAsync("CF_LP", new PenaltyFile().Add(n, n).ToString());

        var equal = await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(n, n).ToString(), maker);
        var differing = await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(n, n, row => row["CF_NR"] = "改了").ToString(), maker);

        Assert.Equal((0, 0, 1, 0, 0), equal.Counts());
        Assert.Equal((0, 0, 0, 0, 1), differing.Counts());
        Assert.Contains(await platform.ProblemsAsync(differing), p => p.Code == "records.other-provider");
        Assert.NotNull(reviewer);
    }

    [Fact]
    public async Task A_withdrawal_takes_the_record_off_the_portal_and_a_restoration_brings_it_back()
    {
        var n = intake.Next();
        await platform.EnterAsync("CF_LP", new PenaltyFile().Add(n, n).ToString());

        var withdrawn = await platform.EnterAsync("CF_LP", Revoking(n, "D"));
        var whileWithdrawn = await platform.PublicAsync(n);
        var restored = await platform.EnterAsync("CF_LP", Revoking(n, "R"));

        Assert.Equal((0, 1, 0, 0, 0), withdrawn.Counts());
        Assert.Empty(whileWithdrawn);
        Assert.Equal((0, 1, 0, 0, 0), restored.Counts());
        Assert.Equal(3, Assert.Single(await platform.PublicAsync(n)).Revision);
    }

    [Fact]
    public async Task A_withdrawal_of_what_is_not_on_record_is_refused()
    {
        var submission = await platform.SubmitAsync("CF_LP", Revoking(intake.Next(), "D"));

        Assert.Equal((0, 0, 0, 0, 1), submission.Counts());
        Assert.Contains(await platform.ProblemsAsync(submission), p => p.Code == "records.nothing-on-record");
    }

    [Fact]
    public async Task A_row_sent_again_after_its_record_was_withdrawn_is_held()
    {
        var n = intake.Next();
        await platform.EnterAsync("CF_LP", new PenaltyFile().Add(n, n).ToString());
        await platform.EnterAsync("CF_LP", Revoking(n, "D"));

        var again = await platform.SubmitAsync("CF_LP", new PenaltyFile(chineseHeaders: true).Add(n, n).ToString());

        Assert.Equal((0, 0, 0, 1, 0), again.Counts());
        Assert.Contains(await platform.ProblemsAsync(again), p => p is { Code: "records.was-withdrawn", Severity: "hold" });
    }

    [Fact]
    public async Task A_correction_shortens_publicity_and_never_lengthens_it()
    {
        var n = intake.Next();
        await platform.EnterAsync("CF_LP", new PenaltyFile().Add(n, n, row => row["CF_GSJZQ"] = "2026-12-31").ToString());

        await platform.EnterAsync("CF_LP", new PenaltyFile().Add(n, n).ToString());

        Assert.Equal(new DateOnly(2026, 12, 31), Assert.Single(await platform.PublicAsync(n)).PublicUntil);

        await platform.EnterAsync("CF_LP", new PenaltyFile().Add(n, n, row => row["CF_GSJZQ"] = "2026-10-01").ToString());

        Assert.Equal(new DateOnly(2026, 10, 1), Assert.Single(await platform.PublicAsync(n)).PublicUntil);
    }

    [Theory]
    [InlineData("某罚〔2026〕{0}号")]
    [InlineData("某罚[2026]{0}号")]
    [InlineData("某罚（2026）{0}号")]
    [InlineData("某罚【２０２６】 {0}号")]
    public async Task A_document_number_written_in_another_way_is_the_same_record(string pattern)
    {
        var n = intake.Next();
        string Number(string p) => string.Format(System.Globalization.CultureInfo.InvariantCulture, p, n);
        await platform.EnterAsync("CF_LP", new PenaltyFile().Add(n, n, row => row["CF_WSH"] = Number("某罚〔2026〕{0}号")).ToString());

        await platform.EnterAsync("CF_LP", new PenaltyFile(chineseHeaders: true).Add(n, n, row => row["CF_WSH"] = Number(pattern)).ToString());

        Assert.Single(await platform.PublicAsync(n));
    }

    [Fact]
    public async Task A_class_that_the_determining_body_did_not_confirm_is_not_public()
    {
        var n = intake.Next();
        var (maker, reviewer) = await OthersAsync();

        var entered = await platform.EnterAsync("CF_LP", new PenaltyFile().Add(n, n).ToString(), maker, reviewer);

        Assert.Equal((1, 0, 0, 0, 0), entered.Counts());
        Assert.Contains("unconfirmed", entered.Unusual, StringComparison.Ordinal);
        Assert.Empty(await platform.PublicAsync(n));
    }

    [Theory]
    [InlineData("CF_SXFL", "轻微")]
    [InlineData("CF_SHYX", "否")]
    public async Task A_minor_record_and_one_without_social_impact_enter_and_are_not_public(string field, string value)
    {
        var n = intake.Next();

        var entered = await platform.EnterAsync("CF_LP",
            new PenaltyFile().Add(n, n, row => (row[field], row["CF_GSJZQ"], row["CF_YXQ"]) = (value, "2026-08-01", "2026-08-01")).ToString());

        Assert.Equal((1, 0, 0, 0, 0), entered.Counts());
        Assert.Empty(await platform.PublicAsync(n));
    }

    [Fact]
    public async Task One_fact_about_a_subject_named_by_two_of_its_numbers_enters_once()
    {
        var n = intake.Next();
        await platform.EnterAsync("REG_ENT", new TableFile().Add(TableFile.Registration(n, "云汀市双号示例有限公司")).Csv());
        var file = new TableFile().Add(PenaltyFile.Row(n, n)).Add(PenaltyFile.Row(n, n), row =>
            (row["CF_XDR_SHXYM"], row["CF_XDR_GSZC"]) = ("", TableFile.Registration(n, "")["REGNO"]));

        var entered = await platform.EnterAsync("CF_LP", file.Csv());

        Assert.Equal((1, 0, 0, 0, 1), entered.Counts());
        Assert.Contains(await platform.ProblemsAsync(entered), p => p.Code == "records.same-fact-twice");
    }

    [Fact]
    public async Task What_entered_between_check_and_approval_is_looked_at_again_and_the_counts_stay_true()
    {
        var (n, m) = (intake.Next(), intake.Next());
        await platform.EnterAsync("CF_LP", new PenaltyFile().Add(m, m).ToString());
        var early = await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(n, n).Add(n, n).Add(m, m, row => row["CF_NR"] = "早先的更正").ToString());
        var late = await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(n, n, row => row["CF_NR"] = "后来的").ToString());
        Assert.Equal((1, 1, 1, 0, 0), early.Counts());
        Assert.Equal((1, 0, 0, 0, 0), late.Counts());
        await platform.EnterAsync("CF_LP", Revoking(m, "D"));
        await platform.EnterAsync("CF_LP", Revoking(n, "I"));
        await platform.EnterAsync("CF_LP", Revoking(n, "D"));

        var earlyEntered = await platform.ApproveAsync(early);
        var lateEntered = await platform.ApproveAsync(late);

        Assert.Equal((0, 0, 0, 2, 1), earlyEntered.Counts());
        Assert.Equal((0, 0, 0, 1, 0), lateEntered.Counts());
        Assert.Equal([("row.repeats-kept", 1L), ("records.was-withdrawn", 2L)],
            (await platform.Get<Submissions>().ProblemsAsync(early.Key, default)).Select(g => (g.Code, g.Rows)).OrderBy(g => g.Rows));
        Assert.Equal([("held", 1L), ("refused", 2L), ("held", 3L)], (await platform.KeptAsync(earlyEntered)).Select(r => (r.State, r.Number)));
        Assert.Empty(await platform.PublicAsync(n));
        Assert.Empty(await platform.PublicAsync(m));
    }

    private static string Revoking(int n, string operation) =>
        new PenaltyFile().Add(n, n, row => (row["op"], row["CF_CXYY"]) = (operation, "复议决定")).ToString();

    private async Task<(Caller Maker, Caller Reviewer)> OthersAsync()
    {
        var n = intake.Next();
        return (await platform.AppointAsync($"other-maker-{n}", Role.Maker, TestPlatform.OtherAuthority),
            await platform.AppointAsync($"other-reviewer-{n}", Role.Reviewer, TestPlatform.OtherAuthority));
    }
}
