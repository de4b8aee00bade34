using Xinheng.Model.People;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Disclosure.Persons;
using Xinheng.Platform.Tests.Collection;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Disclosure.Persons;

/// <summary>One question about one person: why, for which matter or by whose authorisation; traced whatever comes of it.</summary>
public sealed class ReadPersonTests(Counter counter) : IClassFixture<Counter>
{
    private readonly TestPlatform platform = counter.Platform;

    [Fact]
    public async Task For_a_task_with_its_matter_a_clerk_reads_what_organs_share_with_numbers_masked_and_it_is_traced()
    {
        var n = counter.Next();
        await EnterSharedAsync(n);

        var file = (await counter.AskAsync(n)).Value;

        var record = Assert.Single(file.Records);
        Assert.Equal("XK_NP", record.Item);
        Assert.DoesNotContain(TableFile.PersonNumber(n)[1..^1], string.Join(' ', record.Fields.Select(f => f.Value)) + file.Number, StringComparison.Ordinal);
        Assert.Contains(record.Fields, f => f.Value.StartsWith("1****", StringComparison.Ordinal));
        var look = await counter.LastLookAsync();
        Assert.Equal(("Answered", "受理2026-0001", 1), (look.Result, look.Matter, look.Rows));
        Assert.NotNull(look.Subject);
    }

    [Theory]
    [InlineData("approval", null, "persons.no-matter")]
    [InlineData("approval", "无", "persons.no-matter")]
    [InlineData(null, "受理2026-0001", "persons.purpose-unknown")]
    [InlineData("curiosity", "受理2026-0001", "persons.purpose-unknown")]
    [InlineData("credit", "受理2026-0001", "persons.no-authorisation")]
    public async Task Without_purpose_matter_or_authorisation_it_is_refused_and_traced(string? purpose, string? matter, string code)
    {
        var refusal = Assert.Single((await counter.AskAsync(1, purpose: purpose, matter: matter)).Refusals);

        Assert.Equal(code, refusal.Code);
        Assert.Equal("Denied", (await counter.LastLookAsync()).Result);
    }

    [Fact]
    public async Task Who_has_no_role_for_it_is_refused_and_traced()
    {
        foreach (var nosy in new[] { platform.Maker, platform.Reviewer })
        {
            Assert.Contains((await counter.AskAsync(1, nosy)).Refusals, r => r.Code == "persons.no-right");
            Assert.Equal("Denied", (await counter.LastLookAsync()).Result);
        }

        Assert.Contains((await counter.AskAsync(1, counter.Analyst)).Refusals, r => r.Code == "persons.not-for-task");
    }

    [Fact]
    public async Task Somebody_not_on_file_answers_exactly_like_somebody_about_whom_nothing_may_be_shown()
    {
        var (known, stranger) = (counter.Next(), counter.Next() + 365);
        await counter.EnterPenaltyAsync(known); // open to authorised queries only

        var (one, other) = ((await counter.AskAsync(known)).Value, (await counter.AskAsync(stranger)).Value);

        Assert.Empty(one.Records);
        Assert.Equivalent(other with { Number = one.Number, At = one.At }, one);
        Assert.Equal("NothingFound", (await counter.LastLookAsync()).Result);
    }

    [Fact]
    public async Task A_wrong_number_is_refused_without_being_repeated()
    {
        var wrong = TableFile.PersonNumber(3)[..17] + "Z";

        var refused = await platform.Get<ReadPerson>().RunAsync(new(null, wrong, "approval", "受理2026-0001", null), counter.Clerk, default);

        Assert.DoesNotContain(refused.Refusals, r => r.Message.Contains(wrong[..17], StringComparison.Ordinal));
        Assert.Equal("Denied", (await counter.LastLookAsync()).Result);
    }

    [Fact]
    public async Task The_auditor_sees_everything_but_numbers_and_leaves_a_trace_too()
    {
        var n = counter.Next();
        await counter.EnterPenaltyAsync(n);

        var record = Assert.Single((await counter.AskAsync(n, counter.Auditor, "audit", "审计2026-3号")).Value.Records);

        Assert.Contains(record.Fields, f => f.Code == "CF_XDR_ZJHM" && f.Value.Contains("****", StringComparison.Ordinal));
        Assert.Equal(("Answered", "审计2026-3号"), ((await counter.LastLookAsync()).Result, (await counter.LastLookAsync()).Matter));
    }

    [Fact]
    public async Task An_auditor_of_one_region_reads_about_no_person_anywhere()
    {
        var n = counter.Next();
        await counter.EnterPenaltyAsync(n);
        var county = counter.Auditor with { Grants = [new Grant(Role.Auditor, Region.Parse("990101").Value)] };

        Assert.Contains("persons.no-right", (await counter.AskAsync(n, county, "audit", "审计2026-3号")).Refusals.Select(r => r.Code));
        Assert.Equal("Denied", (await counter.LastLookAsync()).Result);
    }

    [Fact]
    public async Task The_subject_reads_its_own_file_whole_and_masked()
    {
        var n = counter.Next();
        await counter.EnterPenaltyAsync(n);

        var record = Assert.Single(await counter.OwnFileAsync(counter.NumberOf(n)));

        Assert.Contains("\"CF_XDR_MC\"", record.Open + record.Closed, StringComparison.Ordinal);
        Assert.DoesNotContain(TableFile.PersonNumber(n)[1..^1], record.Open + record.Closed, StringComparison.Ordinal);
        Assert.Equal("Answered", (await counter.LastLookAsync()).Result);
    }

    [Fact]
    public async Task A_number_is_revealed_to_the_reviewer_of_its_provider_alone_for_a_matter_and_stands_in_journal_and_trace()
    {
        var n = counter.Next();
        await counter.EnterPenaltyAsync(n);
        var record = new Model.Foundation.RecordId((await counter.OwnFileAsync(counter.NumberOf(n)))[0].Id);
        var reveal = platform.Get<RevealIdentifier>();
        var stranger = await platform.AppointAsync($"other-{n}", Role.Reviewer, TestPlatform.OtherAuthority);

        foreach (var nosy in new[] { platform.Maker, counter.Clerk, counter.Auditor, stranger })
        {
            Assert.True((await reveal.RunAsync(new(record, "CF_XDR_ZJHM", "核对身份异议", "异议2026-1"), nosy, default)).IsRefused);
            Assert.Equal("Denied", (await counter.LastLookAsync()).Result);
        }

        Assert.True((await reveal.RunAsync(new(record, "CF_XDR_ZJHM", "", ""), platform.Reviewer, default)).IsRefused);
        Assert.True((await reveal.RunAsync(new(record, "CF_XDR_MC", "核对身份异议", "异议2026-1"), platform.Reviewer, default)).IsRefused);

        Assert.Equal(TableFile.PersonNumber(n), (await reveal.RunAsync(new(record, "CF_XDR_ZJHM", "核对身份异议", "异议2026-1"), platform.Reviewer, default)).Value);
        Assert.Equal("Answered", (await counter.LastLookAsync()).Result);
        Assert.Equal(1, await platform.ScalarAsync<long>(
            "select count(*) from journal.entry where power = 'disclosure.reveal-identifier' and content->'facts'->>'record' = @id", new { id = record.Value.ToString() }));
        Assert.Empty(await DatabaseDump.FindAsync(platform, TableFile.PersonNumber(n)));
    }

    private Task<Submission> EnterSharedAsync(int person) => platform.EnterAsync("XK_NP", new TableFile().Add(Permit(person)).Csv());

    private static Dictionary<string, string> Permit(int person)
    {
        var row = TableFile.Permit(1, person);
        foreach (var code in new[] { "XK_XDR_SHXYM", "XK_FRDB" })
        {
            row.Remove(code);
        }

        (row["XK_XDR_MC"], row["XK_XDR_LB"], row["XK_XDR_ZJLX"], row["XK_XDR_ZJHM"]) = ("李示例", "自然人", "身份证", TableFile.PersonNumber(person));
        return row;
    }
}
