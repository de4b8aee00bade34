using Dapper;
using Xinheng.Model.Journal;
using Xinheng.Model.Law;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;
using Xinheng.Testing;
using static Xinheng.Platform.Tests.Records.OneRecord;

namespace Xinheng.Platform.Tests.Law;

/// <summary>The law of the files is on record on two clocks; the same law again leaves no trace.</summary>
public sealed class LoadLawTests : IAsyncLifetime
{
    private static readonly DateTimeOffset June = new(2026, 6, 15, 10, 0, 0, TimeSpan.FromHours(8));

    private TestPlatform platform = null!;
    private LawBook law = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        law = platform.Get<LawBook>();
    }

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task What_is_on_record_is_what_the_files_say()
    {
        var recorded = (await platform.Get<LawHistory>().AtAsync(June, default))!;

        Assert.Equal(InOrder(law.Rules.All), InOrder(recorded.Rules.All));
        Assert.Equal(law.FineThresholds.All.OrderBy(t => t.Sector), recorded.FineThresholds.All.OrderBy(t => t.Sector));
        Assert.Equal(law.Profiles.Keys.Order(), recorded.Profiles.Keys.Order());
        Assert.Equal(law.National.NaturalPersons, recorded.National.NaturalPersons);
        Assert.Equal(law.Calendars.Values.SelectMany(c => c.Years.Select(y => $"{c.Name} {y.Year}")).Order(),
            recorded.Calendars.Values.SelectMany(c => c.Years.Select(y => $"{c.Name} {y.Year}")).Order());
        for (var day = new DateOnly(2024, 12, 20); day < new DateOnly(2027, 1, 1); day = day.AddDays(1))
        {
            Assert.Equal(law.Calendars["national"].Day(day).Value, recorded.Calendars["national"].Day(day).Value);
        }
    }

    [Fact]
    public async Task The_same_law_again_changes_nothing_and_writes_no_entry()
    {
        var before = await platform.AskAsync<string>(EverythingRecorded);

        var again = await platform.Get<LoadLaw>().RunAsync(law, Actor.TheProgram, default);

        Assert.False(again.IsNew);
        Assert.Equal(before, await platform.AskAsync<string>(EverythingRecorded));
    }

    [Fact]
    public async Task The_journal_is_told_what_came_what_changed_and_what_ended()
    {
        var loaded = await LoadAsync(June.AddDays(1), law.WithRules(all => all
            .Where(r => r.Id != "FREE_REPORTS_PER_YEAR" || r.Jurisdiction != "990000")
            .Where(r => r.Id != "OBJECTION_OWN" || r.Jurisdiction != "990000")
            .Append(OtherLaw.Rule("OBJECTION_OWN", 2, RuleUnit.WorkingDays, new DateOnly(2020, 5, 1)))
            .Append(OtherLaw.Rule("OBJECTION_OWN_AGAIN", 2, RuleUnit.WorkingDays, new DateOnly(2026, 7, 1)))));

        Assert.Equal((2, 1, 1, 1), (loaded.Loading, loaded.Added, loaded.Changed, loaded.Ended));
        var facts = await platform.AskAsync<string>(
            "select content->>'facts' from journal.entry where power = 'law.load' order by at desc limit 1");
        Assert.Contains("\"rule 990000 OBJECTION_OWN_AGAIN 2026-07-01\"", facts, StringComparison.Ordinal);
        Assert.Contains("\"added\":1,\"changed\":1,\"ended\":1", facts, StringComparison.Ordinal);
        Assert.True((await VerifyAsync()).Holds);
    }

    [Fact]
    public async Task A_rule_and_a_calendar_are_answered_as_they_were_known()
    {
        var history = platform.Get<LawHistory>();
        var day = new DateOnly(2026, 6, 1);
        await LoadAsync(June.AddDays(10), law
            .WithRules(all => all.Where(r => (r.Id, r.Jurisdiction) != ("OBJECTION_OWN", "990000"))
                .Append(OtherLaw.Rule("OBJECTION_OWN", 2, RuleUnit.WorkingDays, new DateOnly(2020, 5, 1))))
            .WithYears("fictional", OtherLaw.Year(2026, [new Holiday("虚构节", new DateOnly(2026, 6, 22), new DateOnly(2026, 6, 26))], [])));

        var (before, after) = (June.AddDays(9), June.AddDays(10));
        Assert.Equal("3", (await history.RuleAsync("OBJECTION_OWN", "990000", day, before, default)).Value.Value);
        Assert.Equal("2", (await history.RuleAsync("OBJECTION_OWN", "990000", day, after, default)).Value.Value);
        Assert.Equal("7", (await history.RuleAsync("DOUBLE_PUB_DEADLINE", "990000", day, after, default)).Value.Value);
        Assert.Equal("rule.not-in-force", CodeOf(await history.RuleAsync("REPAIR_ORDINARY_MAX", "990000", new DateOnly(2026, 3, 31), after, default)));
        Assert.Equal("law.profile-not-recorded", CodeOf(await history.RuleAsync("OBJECTION_OWN", "990000", day, June.AddDays(-1), default)));
        Assert.True((await history.CalendarYearAsync("fictional", 2026, before, default))!.Day(new DateOnly(2026, 6, 24)).IsWorkingDay);
        Assert.False((await history.CalendarYearAsync("fictional", 2026, after, default))!.Day(new DateOnly(2026, 6, 24)).IsWorkingDay);
        Assert.Null(await history.CalendarYearAsync("fictional", 2099, after, default));
    }

    [Fact]
    public async Task Law_that_ended_on_record_and_was_touched_since_is_named()
    {
        await LoadAsync(June.AddDays(1), law.WithRules(all => all.Where(r => r.Id != "PENALTY_WITHDRAW")));
        await using (var connection = await platform.Database.Owner.OpenConnectionAsync())
        {
            await connection.ExecuteAsync("update law.provision set content = replace(content::text, '\"3\"', '\"30\"')::json where name = 'PENALTY_WITHDRAW'");
        }

        var finding = Assert.Single((await VerifyAsync()).Findings);

        Assert.Equal("law.provision-changed", finding.Code);
        Assert.Contains("PENALTY_WITHDRAW", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_changed_by_SQL_is_put_right_by_the_next_loading_and_still_named()
    {
        await using (var connection = await platform.Database.Owner.OpenConnectionAsync())
        {
            await connection.ExecuteAsync("update law.provision set content = replace(content::text, '\"3\"', '\"30\"')::json where name = 'PENALTY_WITHDRAW'");
        }

        Assert.Equal(1, (await LoadAsync(June.AddDays(1), law)).Changed);

        Assert.Equal("3", (await platform.Get<LawHistory>().RuleAsync(
            "PENALTY_WITHDRAW", "990000", new DateOnly(2026, 6, 1), June.AddDays(2), default)).Value.Value);
        Assert.Contains((await VerifyAsync()).Findings, f => f.Code == "law.provision-changed" && f.Message.Contains("PENALTY_WITHDRAW", StringComparison.Ordinal));
    }

    private static IEnumerable<Rule> InOrder(IEnumerable<Rule> rules) =>
        rules.OrderBy(r => r.Id, StringComparer.Ordinal).ThenBy(r => r.Jurisdiction, StringComparer.Ordinal).ThenBy(r => r.ValidFrom);

    private const string EverythingRecorded = """
        select (select string_agg(p::text, ';' order by p::text) from law.provision p) || (select count(*) from law.loading)
            || (select count(*) from journal.entry)
        """;

    private async Task<LoadLaw.Loaded> LoadAsync(DateTimeOffset at, LawBook book)
    {
        platform.Clock.Set(at);
        return await platform.Get<LoadLaw>().RunAsync(book, Actor.TheProgram, default);
    }

    private async Task<VerificationReport> VerifyAsync() => (await platform.Get<Verify>().RunAsync(null, default)).Value;
}
