using System.Text;
using System.Text.Json;
using Xinheng.Model.Cases.Reporting;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Reporting;
using Xinheng.Platform.Cases.Reporting.Reading;
using Xinheng.Platform.Publication.Outcomes;
using Xinheng.Testing;
using static Xinheng.Platform.Tests.Cases.Reporting.Desk;
using static Xinheng.Platform.Tests.Records.OneRecord;

namespace Xinheng.Platform.Tests.Cases.Reporting;

/// <summary>Who reported stands nowhere in clear, and nobody reads it but the operator who says why.</summary>
public sealed class WhoReadsWhatTests : IAsyncLifetime
{
    private const string Redacted = "有人反映窗口当天没有受理申请，请说明当天的受理情况。";

    private TestPlatform platform = null!;
    private Caller handler = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        handler = await platform.OperatorAsync();
    }

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task Each_reads_what_is_theirs_and_nobody_the_name()
    {
        var me = new Caller(new(Model.Journal.ActorKind.Subject, new(Guid.CreateVersion7()), "oneself", null), [new Grant(Role.Citizen)])
        {
            Self = new(Guid.CreateVersion7()),
        };
        var filed = await platform.FileAsync(Complaint("leak"), me);
        var stranger = await platform.StrangerAsync();
        var auditor = await platform.AppointAsync("auditor", Role.Auditor);
        var ofUnit = await platform.AppointAsync("inside", Role.Operator);
        var another = me with { Self = new(Guid.CreateVersion7()) };
        await AcceptAsync(filed.Id);

        // Before it is asked, the unit does not even know that there is one.
        Assert.Equal("cases.report.none", CodeOf(await ReadAsync(filed.Id, platform.Reviewer)));
        Assert.Empty(await platform.Get<Reports>().ListAsync(platform.Reviewer, false, default));
        _ = (await platform.Get<ReferReport>().RunAsync(new(filed.Id, TestPlatform.Authority, Redacted), handler, default)).Value;

        var unit = (await ReadAsync(filed.Id, platform.Reviewer)).Value;
        Assert.Equal((ReportReader.Unit, null, Redacted, 0), (unit.As, unit.Words, unit.Row.Redacted, unit.Messages.Count));
        Assert.Equal("cases.report.none", CodeOf(await ReadAsync(filed.Id, platform.Maker)));
        Assert.Equal("cases.report.none", CodeOf(await ReadAsync(filed.Id, stranger)));
        Assert.Equal("cases.report.none", CodeOf(await ReadAsync(filed.Id, ofUnit))); // 回避: an operator of the reported unit
        var audited = (await ReadAsync(filed.Id, auditor)).Value;
        Assert.Equal((ReportReader.Supervisor, null, Redacted), (audited.As, audited.Words, audited.Row.Redacted));
        var handled = (await ReadAsync(filed.Id, handler)).Value;
        Assert.Contains(Words, handled.Words, StringComparison.Ordinal);
        Assert.Contains(Words, (await platform.Get<FollowedReports>().ReadAsync(ReportKey.ByCode(filed.Code), Street, default)).Value.Words, StringComparison.Ordinal);
        Assert.Equal(filed.Id, Assert.Single(await platform.Get<FollowedReports>().OwnAsync(me, default)).Id);
        Assert.Empty(await platform.Get<FollowedReports>().OwnAsync(another, default));
        Assert.Equal("cases.report.none", CodeOf(await platform.Get<FollowedReports>().ReadAsync(ReportKey.Own(another, filed.Id), Street, default)));

        foreach (var caller in new[] { platform.Reviewer, platform.Maker, stranger, ofUnit, auditor, me })
        {
            Assert.Equal("cases.report.none", CodeOf(await platform.Get<RevealReporter>().RunAsync(new(filed.Id, "想知道是谁"), caller, default)));
        }

        var answers = JsonSerializer.Serialize(new object?[] { unit, audited, handled, await platform.Get<Reports>().ListAsync(handler, false, default) });
        Assert.Empty(In(answers));
        Assert.Equal(Who, (await platform.Get<RevealReporter>().RunAsync(new(filed.Id, "核实情况需要回电"), handler, default)).Value);
        await AnswerAsync(filed.Id);
        _ = (await platform.Get<DecideReport>().RunAsync(
            new(filed.Id, ReportOutcome.Founded, "经核实属实，已责成改正。", "窗口泄露来访信息，属实，已改正", "窗口负责人，已作内部处理", null), handler, default)).Value;
        await NowhereInClearAsync(me.Self!.Value.ToString());
        await platform.HoldsAsync();
    }

    [Fact]
    public async Task The_journal_says_that_somebody_looked_and_why_but_never_who_reported()
    {
        var filed = await platform.FileAsync(Complaint());
        Assert.Equal("cases.report.gives-away", CodeOf(await platform.Get<RevealReporter>().RunAsync(new(filed.Id, $"给{Name}回电"), handler, default)));
        _ = (await platform.Get<RevealReporter>().RunAsync(new(filed.Id, "核实情况需要回电"), handler, default)).Value;

        var entry = await platform.AskAsync<string>("select content::text from journal.entry where power = 'cases.reveal-reporter'");
        Assert.Contains("核实情况需要回电", entry, StringComparison.Ordinal);
        Assert.Contains(handler.Actor.Identity, entry, StringComparison.Ordinal);
        Assert.Equal("Subject:reporter", await platform.AskAsync<string>("select content->>'actor' from journal.entry where power = 'cases.file-report'"));
        Assert.Contains("reveal", (await ReadAsync(filed.Id, handler)).Value.Events.Select(e => e.Step));
        await NowhereInClearAsync();
    }

    [Theory]
    [InlineData("redacted")]
    [InlineData("outcome")]
    [InlineData("public")]
    public async Task A_text_for_others_that_names_the_reporter_is_refused(string where)
    {
        var filed = await platform.FileAsync(Complaint());
        await AcceptAsync(filed.Id);
        var refused = where switch
        {
            "redacted" => CodeOf(await platform.Get<ReferReport>().RunAsync(new(filed.Id, TestPlatform.Authority, $"{Name}反映没有受理"), handler, default)),
            "outcome" => CodeOf(await platform.Get<DecideReport>().RunAsync(new(filed.Id, ReportOutcome.Unfounded, $"已电 139-8765-4321 告知", null, null, null), handler, default)),
            _ => CodeOf(await platform.Get<DecideReport>().RunAsync(new(filed.Id, ReportOutcome.Founded, "属实", $"{Name}投诉窗口", null, null), handler, default)),
        };

        Assert.Equal("cases.report.gives-away", refused);
        await NowhereInClearAsync();
    }

    [Fact]
    public async Task An_anonymous_report_is_followed_by_its_code_and_asked_through_it()
    {
        var filed = await platform.FileAsync(Tip());
        await AcceptAsync(filed.Id);
        _ = (await platform.Get<AskReporter>().RunAsync(new(filed.Id, "是在哪里联系的？"), handler, default)).Value;

        var shown = (await platform.Get<FollowedReports>().ReadAsync(ReportKey.ByCode(filed.Code.ToLowerInvariant()), Street, default)).Value;
        Assert.Equal("是在哪里联系的？", Assert.Single(shown.Messages).Text);
        _ = (await platform.Get<ReplyToQuestion>().RunAsync(new(ReportKey.ByCode(filed.Code), "微信里，店在示例路1号。"), Street, default)).Value;

        Assert.Contains("示例路1号", (await ReadAsync(filed.Id, handler)).Value.Messages[1].Text, StringComparison.Ordinal);
        Assert.Equal("cases.report.anonymous", CodeOf(await platform.Get<RevealReporter>().RunAsync(new(filed.Id, "想回电"), handler, default)));
        Assert.Equal("cases.report.code", CodeOf(await platform.Get<FollowedReports>().ReadAsync(ReportKey.ByCode("AAAA-BBBB-CCCC-DDDD"), Street, default)));
        var dump = string.Concat((await WholeDump.TakeAsync(platform.Database)).Select(t => t.Text));
        Assert.DoesNotContain("示例路1号", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("云汀快修", dump, StringComparison.Ordinal);
        Assert.DoesNotContain(filed.Code.Replace("-", "", StringComparison.Ordinal), dump, StringComparison.Ordinal);
        Assert.DoesNotContain(Street.ToString(), dump, StringComparison.Ordinal);
        await platform.HoldsAsync();
    }

    [Fact]
    public async Task A_founded_report_makes_no_record_and_a_reward_names_nobody()
    {
        var before = await platform.AskAsync<long>("select count(*) from records.revision");
        var filed = await platform.FileAsync(Tip(Who));
        await AcceptAsync(filed.Id);
        _ = (await platform.Get<DecideReport>().RunAsync(new(filed.Id, ReportOutcome.Founded, "查实，已移交公安机关。", null, null, null), handler, default)).Value;
        _ = (await platform.Get<RewardReporter>().RunAsync(new(filed.Id, true, "举报奖励办法（示例）第五条", 500m), handler, default)).Value;
        Assert.Equal("cases.report.rewarded", CodeOf(await platform.Get<RewardReporter>().RunAsync(new(filed.Id, true, "再奖一次", 500m), handler, default)));
        Assert.Equal("cases.report.paid-on", CodeOf(await platform.Get<NoteRewardPaid>().RunAsync(new(filed.Id, new(2026, 6, 1)), handler, default)));
        _ = (await platform.Get<NoteRewardPaid>().RunAsync(new(filed.Id, new(2026, 6, 15)), handler, default)).Value;

        Assert.Equal(before, await platform.AskAsync<long>("select count(*) from records.revision"));
        Assert.Equal(new GivenReward(new(2026, 6, 15), "举报奖励办法（示例）第五条", 500m, new(2026, 6, 15)),
            Assert.Single(await platform.Get<PublicOutcomes>().RewardsAsync(default)));
        Assert.Empty(await platform.Get<PublicOutcomes>().UpheldAsync(default));
        await NowhereInClearAsync();
        await platform.HoldsAsync();
    }

    [Fact]
    public async Task An_incident_that_is_upheld_says_who_answers_for_it_and_everybody_reads_that_it_happened()
    {
        var filed = await platform.FileAsync(Complaint("wrong-listing"));
        await AcceptAsync(filed.Id);
        Assert.Equal(["cases.report.text", "cases.report.text"], (await platform.Get<DecideReport>().RunAsync(
            new(filed.Id, ReportOutcome.Founded, "属实。", null, null, null), handler, default)).Refusals.Select(r => r.Code));
        _ = (await platform.Get<DecideReport>().RunAsync(
            new(filed.Id, ReportOutcome.Founded, "属实，已改正。", "错误列入名单，属实，已移出并消除影响", "经办科室，已约谈", null), handler, default)).Value;

        Assert.Equal(new UpheldComplaint(new(2026, 6, 15), "云汀市市场监督管理局", "错误列入名单，属实，已移出并消除影响"),
            Assert.Single(await platform.Get<PublicOutcomes>().UpheldAsync(default)));
    }

    [Fact]
    public async Task Floods_and_guessed_codes_have_to_wait()
    {
        FileReport.Filed? last = null;
        for (var n = 0; n < 10; n++)
        {
            last = await platform.FileAsync(Tip());
        }

        var (answer, wait) = await platform.Get<FileReport>().RunAsync(Tip(), null, Street, default);
        Assert.Equal("cases.report.too-often", CodeOf(answer));
        Assert.True(wait > TimeSpan.Zero);
        Assert.False((await platform.Get<FileReport>().RunAsync(Tip(), null, IPv4(9), default)).Answer.IsRefused);
        for (var n = 0; n < 10; n++)
        {
            Assert.Equal("cases.report.code", CodeOf(await platform.Get<FollowedReports>().ReadAsync(ReportKey.ByCode($"GUESS{n}"), IPv4(8), default)));
        }

        Assert.Equal("cases.report.code-wait", CodeOf(await platform.Get<FollowedReports>().ReadAsync(ReportKey.ByCode(last!.Code), IPv4(8), default)));
        platform.Clock.Advance(TimeSpan.FromHours(2));
        Assert.False((await platform.Get<FollowedReports>().ReadAsync(ReportKey.ByCode(last.Code), IPv4(8), default)).IsRefused);
    }

    private static System.Net.IPAddress IPv4(byte last) => new([192, 0, 2, last]);

    private async Task AcceptAsync(Guid id) => _ = (await platform.Get<AcceptReport>().RunAsync(new(id, null), handler, default)).Value;

    private async Task AnswerAsync(Guid id) =>
        _ = (await platform.Get<AnswerReport>().RunAsync(new(id, "当天系统故障，已改正。"), platform.Reviewer, default)).Value;

    private Task<Model.Foundation.Result<ReportAtHand>> ReadAsync(Guid id, Caller caller) => platform.Get<Reports>().FindAsync(id, caller, default);

    // Every row of every table, bytes too, and what lies on disk beside the keys.
    private async Task NowhereInClearAsync(params string[] others)
    {
        foreach (var (table, text) in await WholeDump.TakeAsync(platform.Database))
        {
            Assert.True(!In(text, others).Any(), $"{table} says who reported");
        }
    }

    private static IEnumerable<string> In(string text, params string[] others)
    {
        string[] secrets = [Name, Phone, "六月三日下午", .. others];
        return secrets.SelectMany(secret => new[]
        {
            secret, Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))[..^3],
        }).Where(form => text.Contains(form, StringComparison.OrdinalIgnoreCase));
    }
}
