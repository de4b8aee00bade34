using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Journal;
using Xinheng.Platform.People;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Collection;

/// <summary>Who lets a submission in, on what, and what is said about it.</summary>
public sealed class ApprovalTests(Intake intake) : IClassFixture<Intake>
{
    private readonly TestPlatform platform = intake.Platform;

    [Fact]
    public async Task The_maker_cannot_approve()
    {
        var submission = await OneAsync();

        var refused = await ApproveAsync(submission, platform.Maker);

        Assert.Equal(["collection.not-reviewer", "collection.own-work"], refused.Refusals.Select(r => r.Code));
        Assert.Equal(SubmissionState.Checked, (await platform.FindAsync(submission)).Where);
    }

    [Fact]
    public async Task The_makers_second_account_cannot_approve_and_the_attempt_is_in_the_log_once()
    {
        // Maker yesterday, reviewer since: the first account is closed, so the role itself could be given.
        var former = await platform.AppointAsync($"former-{intake.Next()}", Role.Maker);
        var submission = await OneAsync(by: former);
        var second = $"second-{intake.Next()}";
        _ = (await platform.Get<EndAccount>().RunAsync(new(former.Actor.Name), Caller.TheProgram, default)).Value;
        _ = (await platform.Get<AppointAccount>().RunAsync(
            new(second, TestPlatform.Authority, null, new AccountHolder("云某", former.Actor.Name)), Caller.TheProgram, default)).Value;
        _ = (await platform.Get<GrantRole>().RunAsync(new(second, Role.Reviewer), Caller.TheProgram, default)).Value;
        var reviewer = (await platform.Get<Accounts>().FindAsync(second, default))!;

        Assert.Equal("collection.own-work", Assert.Single((await ApproveAsync(submission, reviewer)).Refusals).Code);
        Assert.Equal("collection.own-work", Assert.Single((await ApproveAsync(submission, reviewer)).Refusals).Code);

        Assert.Equal(SubmissionState.Checked, (await platform.FindAsync(submission)).Where);
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        Assert.Equal([reviewer.Actor.Identity], await Dapper.SqlMapper.QueryAsync<string>(connection, """
            select content->>'actor' from journal.entry
             where power = 'collection.note-own-approval' and content->'facts'->>'submission' = @id
            """, new { id = submission.Id.ToString() }));
    }

    [Fact]
    public async Task A_reviewer_of_another_organisation_finds_nothing()
    {
        var submission = await OneAsync();
        var stranger = await platform.AppointAsync($"stranger-{intake.Next()}", Role.Reviewer, TestPlatform.OtherAuthority);

        Assert.Equal(RefusalKind.NotFound, Assert.Single((await ApproveAsync(submission, stranger)).Refusals).Kind);
        Assert.Equal(RefusalKind.NotFound, Assert.Single((await platform.Get<KeptRows>().CsvAsync(submission.Key, stranger, default)).Refusals).Kind);
        Assert.Equal(RefusalKind.NotFound,
            Assert.Single((await platform.Get<ReturnSubmission>().RunAsync(new(submission.Key, "x"), stranger, default)).Refusals).Kind);
        Assert.Equal(RefusalKind.NotFound,
            Assert.Single((await platform.Get<SettleRow>().RunAsync(new(submission.Key, 1, null), stranger, default)).Refusals).Kind);
        Assert.DoesNotContain(await platform.Get<Submissions>().ListAsync(stranger, default), s => s.Id == submission.Id);
    }

    [Fact]
    public async Task What_is_approved_twice_is_entered_once()
    {
        var submission = await OneAsync();
        await platform.ApproveAsync(submission);

        Assert.Equal("collection.not-checked", Assert.Single((await ApproveAsync(submission, platform.Reviewer)).Refusals).Code);
    }

    [Fact]
    public async Task A_digest_other_than_the_one_checked_is_refused()
    {
        var submission = await OneAsync();

        var refused = await platform.Get<ApproveSubmission>().RunAsync(new(submission.Key, new byte[32]), platform.Reviewer, default);
        var approved = await platform.Get<ApproveSubmission>().RunAsync(new(submission.Key, submission.CheckDigest), platform.Reviewer, default);

        Assert.Equal("collection.changed-since-check", Assert.Single(refused.Refusals).Code);
        Assert.False(approved.IsRefused);
    }

    [Fact]
    public async Task Two_people_sending_the_same_file_at_once_send_one_submission()
    {
        var n = intake.Next();
        var other = await platform.AppointAsync($"maker-{n}", Role.Maker);
        var bytes = System.Text.Encoding.UTF8.GetBytes(new PenaltyFile().Add(n, n).ToString());

        var received = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => platform.Get<ReceiveSubmission>().RunAsync(
            new("CF_LP", TestPlatform.Authority, SubmissionFormat.Csv, new MemoryStream(bytes)), i % 2 == 0 ? platform.Maker : other, default))));
        await platform.DrainAsync();

        Assert.Single(received.Select(r => r.Value.Id).Distinct());
        Assert.Single(received, r => r.Value.IsNew);
    }

    [Fact]
    public async Task A_returned_submission_says_why_and_enters_nothing()
    {
        var submission = await OneAsync();

        var nameless = await platform.Get<ReturnSubmission>().RunAsync(new(submission.Key, " "), platform.Reviewer, default);
        var byMaker = await platform.Get<ReturnSubmission>().RunAsync(new(submission.Key, "文号有误"), platform.Maker, default);
        var returned = await platform.Get<ReturnSubmission>().RunAsync(new(submission.Key, "文号有误"), platform.Reviewer, default);

        Assert.Equal("collection.reason-missing", Assert.Single(nameless.Refusals).Code);
        Assert.Equal("collection.not-reviewer", Assert.Single(byMaker.Refusals).Code);
        Assert.False(returned.IsRefused);
        Assert.Contains("文号有误", System.Text.RegularExpressions.Regex.Unescape((await platform.FindAsync(submission)).Fault!), StringComparison.Ordinal);
        Assert.Equal("collection.not-checked", Assert.Single((await ApproveAsync(submission, platform.Reviewer)).Refusals).Code);
    }

    [Fact]
    public async Task A_file_of_bad_rows_only_has_nothing_to_approve()
    {
        var n = intake.Next();
        var submission = await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(n, n, row => row["CF_WSH"] = "").ToString());

        Assert.Equal("collection.nothing-to-enter", Assert.Single((await ApproveAsync(submission, platform.Reviewer)).Refusals).Code);
    }

    [Fact]
    public async Task A_catalogue_changed_since_the_check_is_refused_checked_again_and_then_approvable()
    {
        await using var own = await TestPlatform.CreateAsync();
        var submission = await own.SubmitAsync("CF_LP", new PenaltyFile().Add(1, 1).Add(2, 2, row => row["CF_NR"] = new string('罚', 50)).ToString());
        await PublishAsync(own, "name: 处罚内容, type: text, length: 4000", "name: 处罚内容, type: text, length: 40");

        var refused = await own.Get<ApproveSubmission>().RunAsync(new(submission.Key, null), own.Reviewer, default);
        await own.DrainAsync();
        var again = await own.FindAsync(submission);
        var entered = await own.ApproveAsync(again);

        Assert.Equal("collection.catalogue-changed", Assert.Single(refused.Refusals).Code);
        Assert.Equal((2, (1L, 0L, 0L, 0L, 1L)), (again.Edition!.Value, again.Counts()));
        Assert.Equal((1, 0, 0, 0, 1), entered.Counts());
    }

    [Fact]
    public async Task A_catalogue_that_no_longer_has_the_item_returns_the_submission()
    {
        await using var own = await TestPlatform.CreateAsync();
        var submission = await own.SubmitAsync("CF_LP", new PenaltyFile().Add(1, 1).ToString());
        await PublishAsync(own, "name: \"行政处罚(法人及非法人组织)\"", "inactive: 试点结束\nname: \"行政处罚(法人及非法人组织)\"");

        _ = await own.Get<ApproveSubmission>().RunAsync(new(submission.Key, null), own.Reviewer, default);
        await own.DrainAsync();
        var returned = await own.FindAsync(submission);

        Assert.Equal(SubmissionState.Returned, returned.Where);
        Assert.Contains("catalogue.item-inactive", returned.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receipts_verify_with_the_public_key_and_their_counts_add_up()
    {
        var n = intake.Next();
        var csv = new PenaltyFile().Add(n, n).Add(n, n, row => row["CF_NR"] = "改了").ToString();
        var submission = await platform.SubmitAsync("CF_LP", csv);
        var first = await ReceiptAsync(submission);

        var entered = await platform.ApproveAsync(submission);
        var second = await ReceiptAsync(submission);

        Assert.Null(first.Outcome);
        Assert.Equal(Hash256.Of(System.Text.Encoding.UTF8.GetBytes(csv)), first.Digest);
        Assert.Equal(new ReceiptCounts(2, 1, 0, 0, 0, 1), second.Outcome!.Counts);
        Assert.True(second.Outcome.Counts.AddUp);
        Assert.Equal(entered.Rows, second.Outcome.Counts.Rows);
        Assert.Equal(1, second.Outcome.Tree.Size);
    }

    [Fact]
    public async Task The_pass_reports_how_many_rows_it_has_read()
    {
        var submission = await OneAsync(rows: 7);

        Assert.Equal(7, submission.Progress);
    }

    [Fact]
    public async Task Rows_are_counted_by_the_clock_of_seven_working_days()
    {
        var file = new PenaltyFile();
        foreach (var decidedOn in new[] { "2026-06-10", "2026-06-04", "2026-06-03", "2026-05-06" })
        {
            var n = intake.Next();
            file.Add(n, n, row => (row["CF_JDRQ"], row["CF_GSJZQ"]) = (decidedOn, "2027-01-01"));
        }

        // Handed in on Monday 2026-06-15: the seventh working day after Thursday 06-04; after Wednesday 06-03 it was the Friday before.
        var submission = await platform.SubmitAsync("CF_LP", file.ToString());
        var entered = await platform.ApproveAsync(submission);

        Assert.Equal((2, 2), (submission.OnTime, submission.Late));
        Assert.Equal((2, 2), (entered.OnTime, entered.Late));
    }

    private async Task<Receipt> ReceiptAsync(Submission submission)
    {
        var text = (await platform.Get<Receipts>().NewestAsync(submission.Key, default))!;
        var signed = SignedReceipt.Parse(System.Text.Encoding.UTF8.GetBytes(text)).Value;
        return signed.Verify(Assert.Single(platform.Get<SigningKeys>().Public)).Value;
    }

    private static async Task PublishAsync(TestPlatform on, string old, string changed)
    {
        var source = CatalogueSource.Read(Path.Combine(TestPlatform.Root, "catalogue", "packs", "national-draft"));
        var text = source.Files["items/CF_LP.yaml"];
        Assert.Contains(old, text, StringComparison.Ordinal);
        _ = (await on.Get<PublishCatalogue>().RunAsync(
            new CatalogueSource(new Dictionary<string, string>(source.Files)
            {
                ["items/CF_LP.yaml"] = text.Replace(old, changed, StringComparison.Ordinal),
            }), Caller.TheProgram, default)).Value;
    }

    private Task<Result<Done>> ApproveAsync(Submission submission, Caller caller) =>
        platform.Get<ApproveSubmission>().RunAsync(new(submission.Key, null), caller, default);

    private Task<Submission> OneAsync(int rows = 1, Caller? by = null)
    {
        var file = new PenaltyFile();
        for (var i = 0; i < rows; i++)
        {
            var n = intake.Next();
            file.Add(n, n);
        }

        return platform.SubmitAsync("CF_LP", file.ToString(), by);
    }
}
