using System.Text;
using Xinheng.Model.Collection;
using Xinheng.Model.Collection.Columns;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.Records;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Collection.Columns;
using Xinheng.Platform.Collection.Reviewing;
using Xinheng.Platform.People;
using Xinheng.Platform.Publication;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Collection;

/// <summary>What lies on its maker's table in the workbench: columns said, rows mended, sent, sent back, sent again.</summary>
public sealed class DraftTests(Intake intake) : IClassFixture<Intake>
{
    private readonly TestPlatform platform = intake.Platform;

    [Fact]
    public async Task A_draft_waits_for_its_maker_and_no_reviewer_can_approve_it()
    {
        var (a, b) = (intake.Next(), intake.Next());
        var draft = await DraftAsync(new PenaltyFile().Add(a, a).Add(b, b, row => row["CF_JDRQ"] = "2026-02-30").ToString());

        Assert.Equal("collection.not-sent", (await ApproveAsync(draft)).Refusals.Single().Code);
        Assert.DoesNotContain((await platform.Get<ReviewQueue>().OfAsync(platform.Reviewer, default)).Items, s => s.Id == draft.Id);

        var verdicts = (await platform.Get<SettleRow>().RunAsync(draft.Key, [new(2, new Dictionary<string, string> { ["CF_JDRQ"] = "2026-06-10" }), new(2, new Dictionary<string, string>())], platform.Maker, default)).Value;
        Assert.Equal([], Assert.Single(verdicts).Problems.Select(problem => problem.Message));
        Assert.Equal(SubmissionState.Checked, (await platform.FindAsync(draft)).Where);
        Assert.True(Assert.Single((await platform.Get<RowsToFix>().PageAsync(draft.Key, 0, 20, platform.Maker, default)).Value.Items).IsMended);

        var sent = await SendAsync(draft);
        Assert.Equal((2, 0, 0, 0, 0), sent.Counts());
        Assert.Contains((await platform.Get<ReviewQueue>().OfAsync(platform.Reviewer, default)).Items, s => s.Id == draft.Id);
        Assert.Equal((2, 0, 0, 0, 0), (await platform.ApproveAsync(sent)).Counts());
        Assert.Equal("collection.sent-already", (await platform.Get<SendSubmission>().RunAsync(new(draft.Key), platform.Maker, default)).Refusals.Single().Code);
    }

    [Fact]
    public async Task A_draft_without_a_good_row_is_not_sent()
    {
        var a = intake.Next();
        var draft = await DraftAsync(new PenaltyFile().Add(a, a, row => row["CF_JDRQ"] = "").ToString());

        Assert.Equal("collection.nothing-to-send", (await platform.Get<SendSubmission>().RunAsync(new(draft.Key), platform.Maker, default)).Refusals.Single().Code);
    }

    [Fact]
    public async Task A_good_row_of_a_draft_may_be_corrected_too()
    {
        var a = intake.Next();
        var draft = await DraftAsync(new PenaltyFile().Add(a, a).ToString());

        _ = (await platform.Get<SettleRow>().RunAsync(draft.Key, [new(1, new Dictionary<string, string> { ["CF_WFXW"] = "改过的" })], platform.Maker, default)).Value;
        await platform.ApproveAsync(await SendAsync(draft));

        Assert.Equal("改过的", Assert.Single(await platform.PublicAsync(a)).Fields.Single(f => f.Code == "CF_WFXW").Value);
    }

    [Fact]
    public async Task Columns_are_said_once_and_the_file_stays_as_it_is()
    {
        var (a, b) = (intake.Next(), intake.Next());
        var first = await DraftAsync(Renamed(a));
        Assert.Equal(SubmissionState.Returned, first.Where);

        var laid = (await platform.Get<ColumnsOfFile>().ReadAsync(first, default))!;
        var guess = laid.Guesses.Single(g => g.Given == "单子编号");
        Assert.True(laid.NeedsAPerson);
        Assert.Equal(("CF_WSH", GuessGround.Content), (guess.Field?.Code, guess.Ground));
        Assert.Equal("CF_JDRQ", laid.Guesses.Single(g => g.Given == "处罚日期").Field?.Code);

        var names = laid.Names.Append(new("单子编号", "CF_WSH")).Append(new("经办人", "")).DistinctBy(n => n.Key).ToDictionary();
        _ = (await platform.Get<ChooseColumns>().RunAsync(new(first.Key, names), platform.Maker, default)).Value;
        await platform.DrainAsync();
        Assert.Equal((1, 0, 0, 0, 0), (await platform.FindAsync(first)).Counts());
        await platform.ApproveAsync(await SendAsync(first));
        Assert.Single(await platform.PublicAsync(a));

        var next = (await platform.Get<ColumnsOfFile>().ReadAsync(await DraftAsync(Renamed(b)), default))!;
        Assert.False(next.NeedsAPerson);
        Assert.Equal(names.OrderBy(n => n.Key), next.Names.OrderBy(n => n.Key));
    }

    [Fact]
    public async Task Who_said_the_columns_or_sent_it_does_not_approve_it()
    {
        var a = intake.Next();
        var name = $"mover-{a}";
        var mover = await platform.AppointAsync(name, Role.Maker);
        var draft = await DraftAsync(Renamed(a).Replace("单子编号", "卷号", StringComparison.Ordinal));
        var names = (await platform.Get<ColumnsOfFile>().ReadAsync(draft, default))!.Names.Append(new("经办人", "")).DistinctBy(n => n.Key).ToDictionary();
        _ = (await platform.Get<ChooseColumns>().RunAsync(new(draft.Key, names), mover, default)).Value;
        await platform.DrainAsync();
        await SendAsync(draft);

        // The next week the same person is a reviewer.
        _ = (await platform.Get<RevokeRole>().RunAsync(new(name, Role.Maker), Caller.TheProgram, default)).Value;
        _ = (await platform.Get<GrantRole>().RunAsync(new(name, Role.Reviewer), Caller.TheProgram, default)).Value;
        var reviewer = (await platform.Get<Accounts>().FindAsync(name, default))!;

        Assert.Contains("collection.own-work", (await platform.Get<ApproveSubmission>().RunAsync(new(draft.Key, null), reviewer, default)).Refusals.Select(r => r.Code));
        Assert.DoesNotContain((await platform.Get<ReviewQueue>().OfAsync(reviewer, default)).Items, s => s.Id == draft.Id);
        await platform.ApproveAsync(await platform.FindAsync(draft));
    }

    [Theory]
    [InlineData("CF_WSH", "CF_WSH", "collection.column-twice")]
    [InlineData("CF_WSH", "NO_SUCH", "collection.unknown-field")]
    public async Task Columns_that_cannot_be_are_refused(string one, string other, string code)
    {
        var draft = await DraftAsync(Renamed(intake.Next()));

        var refused = await platform.Get<ChooseColumns>().RunAsync(new(draft.Key, new Dictionary<string, string> { ["单子编号"] = one, ["处罚日期"] = other }), platform.Maker, default);

        Assert.Contains(code, refused.Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task A_forbidden_column_cannot_be_left_out()
    {
        var draft = await DraftAsync(Renamed(intake.Next()).Replace("经办人", "法定代表人血型", StringComparison.Ordinal));

        var refused = await platform.Get<ChooseColumns>().RunAsync(new(draft.Key, new Dictionary<string, string> { ["法定代表人血型"] = "" }), platform.Maker, default);

        Assert.Equal("header.forbidden-personal-data", Assert.Single(refused.Refusals).Code);
    }

    [Fact]
    public async Task What_a_reviewer_sends_back_lies_with_its_reason_at_the_rows_and_is_sent_again()
    {
        var (a, b) = (intake.Next(), intake.Next());
        var draft = await DraftAsync(new PenaltyFile().Add(a, a).Add(b, b).ToString());
        await SendAsync(draft);

        Assert.Equal("collection.no-such-row", (await ReturnAsync(draft, "金额有误", 7)).Refusals.Single().Code);
        _ = (await ReturnAsync(draft, "金额有误", 2)).Value;

        var row = Assert.Single((await platform.Get<RowsToFix>().PageAsync(draft.Key, 0, 20, platform.Maker, default)).Value.Items);
        Assert.Equal((2, "审核员退回：金额有误", false), (row.Number, row.Content.Problems.Single().Message, row.IsMended));
        Assert.Equal(PenaltyFile.Row(b, b)["CF_WSH"], row.Content.Values["CF_WSH"]);

        _ = (await platform.Get<SettleRow>().RunAsync(draft.Key, [new(2, new Dictionary<string, string> { ["CF_NR_FK"] = "0.3" })], platform.Maker, default)).Value;
        Assert.True(Assert.Single((await platform.Get<RowsToFix>().PageAsync(draft.Key, 0, 20, platform.Maker, default)).Value.Items).IsMended);
        var entered = await platform.ApproveAsync(await SendAsync(draft));

        Assert.Equal((2, 0, 0, 0, 0), entered.Counts());
        Assert.Equal("0.3", Assert.Single(await platform.PublicAsync(b)).Fields.Single(f => f.Code == "CF_NR_FK").Value);
    }

    [Fact]
    public async Task A_draft_counts_as_handed_in_when_it_is_sent()
    {
        var a = intake.Next();
        var draft = await DraftAsync(new PenaltyFile().Add(a, a).ToString());
        Assert.Equal((1, 0), (draft.OnTime, draft.Late));
        Assert.Equal(new DateOnly(2026, 6, 19), draft.DueOn);

        var before = platform.Clock.GetUtcNow();
        platform.Clock.Set(before.AddDays(20));
        var sent = await SendAsync(draft);
        platform.Clock.Set(before);

        Assert.Equal((0, 1), (sent.OnTime, sent.Late));
    }

    [Fact]
    public async Task A_row_is_foreseen_as_the_public_reads_it_afterwards()
    {
        var (a, b) = (intake.Next(), intake.Next());
        var draft = await DraftAsync(new PenaltyFile().Add(a, a).Add(b, b, row => row["CF_SHYX"] = "否").ToString());
        var rows = await platform.Get<SubmittedRows>().AfterAsync(draft, 0, 10, platform.Maker, default);
        var shown = await platform.Get<RowPreview>().OfAsync(draft, 1, rows[0].Content, default);
        var hidden = await platform.Get<RowPreview>().OfAsync(draft, 2, rows[1].Content, default);

        await platform.ApproveAsync(await SendAsync(draft));
        var real = Assert.Single(await platform.PublicAsync(a));

        Assert.Equal("disclosure.no-impact", hidden.WhyNot?.Code);
        Assert.Empty(await platform.PublicAsync(b));
        Assert.Equal(real.Fields, shown.Record!.Fields);
        Assert.Equal(
            (real.Item, real.ItemName, real.Nature, real.Subject, real.DocumentNumber, real.Authority, real.Provider, real.DecidedOn, real.PublishedOn, real.PublicUntil, real.Severity, real.Contested),
            (shown.Record.Item, shown.Record.ItemName, shown.Record.Nature, shown.Record.Subject, shown.Record.DocumentNumber, shown.Record.Authority, shown.Record.Provider, shown.Record.DecidedOn, shown.Record.PublishedOn, shown.Record.PublicUntil, shown.Record.Severity, shown.Record.Contested));
        Assert.Equal(real.Basis, shown.Record.Basis);
    }

    [Fact]
    public async Task A_severe_grade_is_approved_by_typing_its_article()
    {
        var (a, b) = (intake.Next(), intake.Next());
        var sent = await SendAsync(await DraftAsync(new PenaltyFile().Add(a, a, row => (row["CF_SXFL"], row["CF_GSJZQ"]) = (SeverityWords.Of(Severity.Serious), "2029-06-10")).Add(b, b).ToString()));
        var basis = Assert.Single(await platform.Get<ArticlesToType>().OfAsync(sent, default));
        Assert.Equal([1], basis.Rows);

        Assert.Equal("collection.article-mismatch", (await ApproveAsync(sent, "")).Refusals.Single().Code);
        Assert.Equal("collection.article-mismatch", (await ApproveAsync(sent, "第九条")).Refusals.Single().Code);
        Assert.False((await ApproveAsync(sent, "第10条")).IsRefused);
        await platform.DrainAsync();
        Assert.Equal(2, (await platform.FindAsync(sent)).Entered);
    }

    [Fact]
    public async Task The_reviewer_gets_what_differs_with_old_and_new_values()
    {
        var (a, b) = (intake.Next(), intake.Next());
        await platform.EnterAsync("CF_LP", new PenaltyFile().Add(a, a).ToString());
        var sent = await SendAsync(await DraftAsync(new PenaltyFile()
            .Add(a, a, row => (row["CF_NR_FK"], row["CF_CXYY"]) = ("0.3", "复议变更")).Add(b, b).ToString()));

        var review = await platform.Get<ReviewRows>().OfAsync(sent, 0, 50, platform.Reviewer, default);

        var corrected = review.Unusual.Single(row => row.Number == 1);
        Assert.Equal(["corrects"], corrected.Reasons.Select(rule => rule.Code));
        Assert.Contains(corrected.Changes, change => change is { Before: "0.25", After: "0.3" });
        Assert.Equal(["new-subject"], review.Unusual.Single(row => row.Number == 2).Reasons.Select(rule => rule.Code));
        Assert.Equal((2, 0), (review.Opened, review.Ordinary));
    }

    private static string Renamed(int number) => new PenaltyFile().Add(number, number).ToString()
        .Replace("CF_WSH,", "单子编号,", StringComparison.Ordinal).Replace("CF_JDRQ,", "处罚日期,", StringComparison.Ordinal).Replace(",BZ,", ",经办人,", StringComparison.Ordinal);

    private async Task<Submission> DraftAsync(string csv)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var received = (await platform.Get<ReceiveSubmission>().RunAsync(
            new("CF_LP", TestPlatform.Authority, SubmissionFormat.Csv, content, IsDraft: true), platform.Maker, default)).Value;
        await platform.DrainAsync();
        return (await platform.Get<Submissions>().FindAsync(received.Id, platform.Maker, default)).Value;
    }

    private async Task<Submission> SendAsync(Submission draft)
    {
        _ = (await platform.Get<SendSubmission>().RunAsync(new(draft.Key), platform.Maker, default)).Value;
        await platform.DrainAsync();
        return await platform.FindAsync(draft);
    }

    private Task<Result<Done>> ApproveAsync(Submission submission, params string[] typed) =>
        platform.Get<ApproveSubmission>().RunAsync(new(submission.Key, submission.CheckDigest, typed), platform.Reviewer, default);

    private Task<Result<Done>> ReturnAsync(Submission submission, string reason, params long[] rows) =>
        platform.Get<ReturnSubmission>().RunAsync(new(submission.Key, reason, rows), platform.Reviewer, default);
}
