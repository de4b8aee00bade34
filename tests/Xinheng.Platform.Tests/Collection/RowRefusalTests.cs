using Xinheng.Platform.Collection;
using Xinheng.Platform.Collection.Passes;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Collection;

/// <summary>Rows that stay out, each by its own rule, through the whole intake.</summary>
public sealed class RowRefusalTests(Intake intake) : IClassFixture<Intake>
{
    private readonly TestPlatform platform = intake.Platform;

    [Fact]
    public Task A_wrong_check_character_is_refused() =>
        RefusedAsync("E05", "uscc.check-character", row => row["CF_XDR_SHXYM"] = Wrong(row["CF_XDR_SHXYM"]));

    [Fact]
    public async Task A_resident_number_in_the_organisations_column_is_refused_and_never_repeated()
    {
        var number = TableFile.PersonNumber(intake.Next());

        var problems = await RefusedAsync("E05", "uscc.resident-number", row => row["CF_XDR_SHXYM"] = number);

        Assert.All(problems, p => Assert.DoesNotContain(number, p.Message + p.Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_number_that_passes_both_arithmetics_is_held_for_a_person()
    {
        var both = Enumerable.Range(0, 100_000).Select(TableFile.PersonNumber)
            .First(n => Model.Subjects.Identifiers.Uscc.IsValidUscc(n));

        var problems = await StayingAsync("held", row => row["CF_XDR_SHXYM"] = both);

        Assert.Contains(problems, p => p is { Number: "E05", Severity: "hold" });
        Assert.All(problems, p => Assert.DoesNotContain(both, p.Message + p.Value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CF_XDR_MC")]
    [InlineData("CF_WSH")]
    [InlineData("CF_CFJG")]
    [InlineData("CF_CFJGDM")]
    [InlineData("CF_JDRQ")]
    [InlineData("CF_SXFL")]
    public async Task A_missing_required_field_is_refused_by_its_name(string field)
    {
        var problems = await RefusedAsync("E01", "field.missing", row => row[field] = "");

        Assert.Contains(problems, p => p.Field == field);
    }

    [Fact]
    public Task A_fine_without_its_amount_lacks_a_conditional_field() =>
        RefusedAsync("E01", "field.missing", row => row["CF_NR_FK"] = "");

    [Fact]
    public Task A_placeholder_is_no_value() => RefusedAsync("E16", "field.placeholder", row => row["CF_WSH"] = "无");

    [Fact]
    public Task An_impossible_date_is_refused() => RefusedAsync("E02", "date.impossible", row => row["CF_JDRQ"] = "2026-02-30");

    [Fact]
    public Task A_decision_of_tomorrow_is_refused() =>
        RefusedAsync("E07", "date.in-future", row => row["CF_JDRQ"] = "2026-06-16");

    [Fact]
    public Task An_end_before_the_start_is_refused() =>
        RefusedAsync("E07", "date.order", row => row["CF_YXQ"] = "2026-06-09");

    [Fact]
    public Task A_text_too_long_is_refused() =>
        RefusedAsync("E03", "text.too-long", row => row["CF_NR"] = new string('罚', 4001));

    [Fact]
    public Task A_code_outside_its_set_is_refused() => RefusedAsync("E04", "code.unknown", row => row["CF_CFLB"] = "罚金");

    [Fact]
    public async Task A_public_security_record_is_refused_and_its_content_not_kept()
    {
        var submission = await OneAsync(row => row["CF_YJ"] = "《中华人民共和国治安管理处罚法》第二十六条");

        var kept = Assert.Single(await platform.KeptAsync(submission, "refused"));
        Assert.Contains(kept.Content.Problems, p => p is { Number: "E13", Code: "record.sealed" });
        Assert.Empty(kept.Content.Values);
    }

    [Fact]
    public async Task A_simple_procedure_penalty_on_a_person_is_refused()
    {
        var n = intake.Next();
        var file = new TableFile().Add(TableFile.PersonPenalty(n, n), row => row["CF_CXLB"] = "简易程序");

        var submission = await platform.SubmitAsync("CF_NP", file.Csv());

        Assert.Contains(await platform.ProblemsAsync(submission), p => p is { Number: "E12", Severity: "error" });
    }

    [Fact]
    public async Task A_column_of_forbidden_personal_data_returns_the_file()
    {
        var n = intake.Next();
        var file = new TableFile().Add(PenaltyFile.Row(n, n), row => row["血型"] = "O");

        var submission = await platform.SubmitAsync("CF_LP", file.Csv());

        Assert.Equal(SubmissionState.Returned, submission.Where);
        Assert.Contains("header.forbidden-personal-data", submission.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_persons_illness_in_a_sentence_is_held_with_its_values_for_the_reviewer_to_read()
    {
        var n = intake.Next();
        var file = new TableFile().Add(TableFile.PersonPenalty(n, n), row => row["CF_SY"] = "当事人患有某种疾病。");

        var submission = await platform.SubmitAsync("CF_NP", file.Csv());

        var kept = Assert.Single(await platform.KeptAsync(submission, "held"));
        Assert.Contains(kept.Content.Problems, p => p is { Number: "E11", Severity: "hold" });
        Assert.Equal("当事人患有某种疾病。", kept.Content.Values["CF_SY"]);
    }

    [Fact]
    public async Task An_unknown_item_is_refused_at_the_door()
    {
        var refused = await platform.Get<ReceiveSubmission>().RunAsync(
            new("CF_XX", TestPlatform.Authority, Model.Collection.SubmissionFormat.Csv, new MemoryStream([1])), platform.Maker, default);

        Assert.Equal("catalogue.no-item", Assert.Single(refused.Refusals).Code);
    }

    [Fact]
    public async Task An_unknown_field_returns_the_file()
    {
        var n = intake.Next();
        var file = new TableFile().Add(PenaltyFile.Row(n, n), row => row["CF_XXX"] = "1");

        var submission = await platform.SubmitAsync("CF_LP", file.Csv());

        Assert.Equal(SubmissionState.Returned, submission.Where);
        Assert.Contains("header.unknown-column", submission.Fault, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0, 0, 0), submission.Counts());
    }

    [Fact]
    public Task An_end_of_publicity_beyond_the_maximum_is_refused() =>
        RefusedAsync("E14", "record.publicity-too-long", row => row["CF_GSJZQ"] = "2027-06-11");

    [Fact]
    public async Task A_shorter_end_of_publicity_is_accepted()
    {
        var n = intake.Next();

        await platform.EnterAsync("CF_LP", new PenaltyFile().Add(n, n, row => row["CF_GSJZQ"] = "2026-12-31").ToString());

        Assert.Equal(new DateOnly(2026, 12, 31), Assert.Single(await platform.PublicAsync(n)).PublicUntil);
    }

    [Fact]
    public async Task All_problems_of_a_row_are_said_at_once_and_counted_by_rule_and_column()
    {
        var (n, m) = (intake.Next(), intake.Next());
        var file = new PenaltyFile()
            .Add(n, n, row => (row["CF_WSH"], row["CF_JDRQ"], row["CF_CFLB"]) = ("", "2026-02-30", "罚金"))
            .Add(m, m, row => (row["CF_WSH"], row["CF_CFJG"]) = ("", ""));

        var submission = await platform.SubmitAsync("CF_LP", file.ToString());

        var groups = await platform.Get<Submissions>().ProblemsAsync(submission.Key, default);
        Assert.Equal(
            [("code.unknown", "CF_CFLB", 1), ("date.impossible", "CF_JDRQ", 1), ("field.missing", "CF_CFJG", 1), ("field.missing", "CF_WSH", 2)],
            groups.Select(g => (g.Code, g.Field, g.Rows)).Order());
        Assert.DoesNotContain(groups, g => g.Message.Contains("2026-02-30", StringComparison.Ordinal) || g.Message.Contains("罚金", StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<KeptProblem>> RefusedAsync(string number, string code, Action<Dictionary<string, string>> change)
    {
        var problems = await StayingAsync("refused", change);
        Assert.Contains(problems, p => p.Number == number && p.Code == code);
        return problems;
    }

    private async Task<IReadOnlyList<KeptProblem>> StayingAsync(string state, Action<Dictionary<string, string>> change)
    {
        var submission = await OneAsync(change);
        Assert.Equal(SubmissionState.Checked, submission.Where);
        Assert.Equal(state == "held" ? (0, 0, 0, 1, 0) : (0, 0, 0, 0, 1), submission.Counts());
        return Assert.Single(await platform.KeptAsync(submission, state)).Content.Problems;
    }

    private Task<Submission> OneAsync(Action<Dictionary<string, string>> change)
    {
        var n = intake.Next();
        return platform.SubmitAsync("CF_LP", new PenaltyFile().Add(n, n, change).ToString());
    }

    private static string Wrong(string code) => code[..^1] + (code[^1] == '1' ? '2' : '1');
}
