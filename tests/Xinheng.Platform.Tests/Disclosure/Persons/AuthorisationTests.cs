using Dapper;
using Xinheng.Platform.Disclosure.Persons;
using Xinheng.Platform.Journal;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Disclosure.Persons;

public sealed class AuthorisationTests(Counter counter) : IClassFixture<Counter>
{
    private readonly TestPlatform platform = counter.Platform;

    [Fact]
    public async Task With_the_code_the_bank_reads_once_and_with_the_number_of_the_authorisation_until_its_readings_are_used_up()
    {
        var n = counter.Next();
        await counter.EnterPenaltyAsync(n);
        var given = (await counter.AuthoriseAsync(n, reads: 2)).Value;

        Assert.Single((await AskAsync(n, given.Code)).Value.Records);
        Assert.Equal(given.Id, (await counter.LastLookAsync()).Authorisation);
        Assert.Equal("persons.not-authorised", Assert.Single((await AskAsync(n, given.Code)).Refusals).Code);
        Assert.Single((await AskAsync(n, given.Id.ToString())).Value.Records);
        Assert.Equal("persons.not-authorised", Assert.Single((await AskAsync(n, given.Id.ToString())).Refusals).Code);
        Assert.Equal("Denied", (await counter.LastLookAsync()).Result);
    }

    [Fact]
    public async Task Taken_back_the_next_reading_is_refused_and_nobody_takes_back_anothers()
    {
        var (n, other) = (counter.Next(), counter.Next());
        await counter.EnterPenaltyAsync(n);
        var given = (await counter.AuthoriseAsync(n)).Value;
        var revoke = platform.Get<RevokeAuthorisation>();
        Assert.False((await AskAsync(n, given.Id.ToString())).IsRefused);

        Assert.True((await revoke.RunAsync(new(given.Id, counter.NumberOf(other)), counter.Clerk, default)).IsRefused);
        Assert.False((await AskAsync(n, given.Id.ToString())).IsRefused);
        Assert.False((await revoke.RunAsync(new(given.Id, counter.NumberOf(n)), counter.Clerk, default)).IsRefused);

        Assert.Equal("persons.not-authorised", Assert.Single((await AskAsync(n, given.Id.ToString())).Refusals).Code);
    }

    [Fact]
    public async Task Who_signed_in_gives_and_takes_back_alone_of_the_own_file_and_of_nobody_elses()
    {
        var (n, other) = (counter.Next(), counter.Next());
        await counter.EnterPenaltyAsync(n);
        await counter.EnterPenaltyAsync(other);
        var (me, stranger) = (await counter.SelfAsync(counter.NumberOf(n)), await counter.SelfAsync(counter.NumberOf(other)));
        var give = platform.Get<GiveAuthorisation>();
        GiveAuthorisation.Command mine = new(null, Counter.Bank, "credit", [], new DateOnly(2026, 6, 15), new DateOnly(2026, 7, 15), 3, null, null);

        Assert.Equal("persons.not-counter", Assert.Single((await give.RunAsync(mine with { Subject = counter.NumberOf(other) }, me, default)).Refusals).Code);
        Assert.Equal("persons.not-counter", Assert.Single((await give.RunAsync(mine, counter.Analyst, default)).Refusals).Code);
        var given = (await give.RunAsync(mine, me, default)).Value;
        Assert.Single((await AskAsync(n, given.Code)).Value.Records);

        var revoke = platform.Get<RevokeAuthorisation>();
        Assert.Equal("persons.authorisation-unknown", Assert.Single((await revoke.RunAsync(new(given.Id, null), stranger, default)).Refusals).Code);
        Assert.Single((await AskAsync(n, given.Id.ToString())).Value.Records);
        Assert.False((await revoke.RunAsync(new(given.Id, null), me, default)).IsRefused);
        Assert.Equal("persons.not-authorised", Assert.Single((await AskAsync(n, given.Id.ToString())).Refusals).Code);
    }

    [Fact]
    public async Task Another_purpose_another_person_another_organisation_and_after_its_last_day_it_opens_nothing()
    {
        var (n, other) = (counter.Next(), counter.Next());
        await counter.EnterPenaltyAsync(n);
        await counter.EnterPenaltyAsync(other);
        var id = (await counter.AuthoriseAsync(n)).Value.Id.ToString();

        Assert.True((await counter.AskAsync(n, counter.Analyst, "employment", null, id)).IsRefused);
        Assert.True((await AskAsync(other, id)).IsRefused);
        Assert.True((await counter.AskAsync(n, counter.Clerk, "credit", null, id)).IsRefused);
        await platform.SetTodayAsync(new DateOnly(2026, 12, 15));
        var late = await AskAsync(n, id);
        await platform.SetTodayAsync(new DateOnly(2026, 6, 15));

        Assert.True(late.IsRefused);
        Assert.False((await AskAsync(n, id)).IsRefused);
    }

    [Fact]
    public async Task It_opens_the_items_it_names_and_no_other()
    {
        var n = counter.Next();
        await counter.EnterPenaltyAsync(n);
        var id = (await counter.AuthoriseAsync(n, items: "XK_NP")).Value.Id.ToString();

        Assert.Empty((await AskAsync(n, id)).Value.Records);
    }

    [Fact]
    public async Task A_code_dies_of_wrong_tries_and_an_organisation_that_goes_on_guessing_waits()
    {
        var n = counter.Next();
        await counter.EnterPenaltyAsync(n);
        var given = (await counter.AuthoriseAsync(n)).Value;
        for (var i = 0; i < 5; i++)
        {
            Assert.True((await AskAsync(n, "AAAAAAAA")).IsRefused);
        }

        Assert.Equal("persons.not-authorised", Assert.Single((await AskAsync(n, given.Code)).Refusals).Code);
        for (var i = 0; i < 5; i++)
        {
            await AskAsync(n, "BBBBBBBB");
        }

        Assert.Equal("persons.too-many-codes", Assert.Single((await AskAsync(n, "CCCCCCCC")).Refusals).Code);
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        await connection.ExecuteAsync("delete from disclosure.wrong_code");
    }

    [Fact]
    public async Task A_code_is_kept_as_a_hash_and_runs_out()
    {
        var n = counter.Next();
        await counter.EnterPenaltyAsync(n);
        var given = (await counter.AuthoriseAsync(n)).Value;

        Assert.Empty(await Collection.DatabaseDump.FindAsync(platform, given.Code));
        platform.Clock.Set(given.CodeEnds.AddMinutes(1));
        var late = await AskAsync(n, given.Code);
        await platform.SetTodayAsync(new DateOnly(2026, 6, 15));

        Assert.True(late.IsRefused);
    }

    [Fact]
    public async Task Both_identities_a_paper_a_purpose_and_an_end_within_a_year_are_asked_for()
    {
        var give = platform.Get<GiveAuthorisation>();
        var day = new DateOnly(2026, 6, 15);

        var refused = await give.RunAsync(new(counter.NumberOf(1), Counter.Bank, "approval", ["NO_SUCH"], day, day.AddYears(2), 0, null, null), counter.Clerk, default);

        Assert.Equal(
            ["persons.authorisation-item", "persons.authorisation-paper", "persons.authorisation-reads", "persons.authorisation-too-long", "persons.purpose-not-authorisable"],
            refused.Refusals.Select(r => r.Code).Order());
        Assert.Equal("persons.not-counter", Assert.Single((await give.RunAsync(
            new(counter.NumberOf(1), Counter.Bank, "credit", [], day, day, 1, "授1", counter.NumberOf(2)), counter.Analyst, default)).Refusals).Code);
    }

    [Fact]
    public async Task An_enterprise_authorises_like_a_person()
    {
        var n = counter.Next();
        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(n, n).ToString()));
        var firm = platform.Get<SubjectOfNumber>().Read("uscc", PenaltyFile.Code(n)).Value;
        var given = (await platform.Get<GiveAuthorisation>().RunAsync(new(
            firm, Counter.Bank, "credit", [], new DateOnly(2026, 6, 15), new DateOnly(2026, 7, 15), 1, "授2026-9", counter.NumberOf(5_000)), counter.Clerk, default)).Value;

        var file = await platform.Get<ReadPerson>().RunAsync(new("uscc", PenaltyFile.Code(n), "credit", null, given.Code), counter.Analyst, default);

        Assert.Single(file.Value.Records);
    }

    [Fact]
    public async Task Verification_finds_an_authorisation_nobody_gave_and_one_that_was_taken_back_and_runs_on()
    {
        var n = counter.Next();
        var given = (await counter.AuthoriseAsync(n)).Value;
        await platform.Get<Sealer>().SealAsync(default);
        Assert.DoesNotContain(await FindingsAsync(), f => f.StartsWith("disclosure.", StringComparison.Ordinal));
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();

        await connection.ExecuteAsync("update disclosure.authorisation set reads = 900 where id = @Id", given);
        Assert.Contains("disclosure.authorisation-foreign", await FindingsAsync());
        await connection.ExecuteAsync("update disclosure.authorisation set reads = 5, revoked_in = @other where id = @Id", new { given.Id, other = Guid.CreateVersion7() });
        Assert.Contains("disclosure.revocation-foreign", await FindingsAsync());
        await connection.ExecuteAsync("update disclosure.authorisation set revoked_in = null where id = @Id", given);
        await platform.Get<RevokeAuthorisation>().RunAsync(new(given.Id, counter.NumberOf(n)), counter.Clerk, default);
        await connection.ExecuteAsync("update disclosure.authorisation set revoked_in = null where id = @Id", given);
        Assert.Contains("disclosure.revocation-missing", await FindingsAsync());
        await connection.ExecuteAsync("""
            update disclosure.authorisation set revoked_in = (select id from journal.entry where power = 'disclosure.revoke-authorisation' order by at desc limit 1) where id = @Id
            """, given);
    }

    private async Task<IReadOnlyList<string>> FindingsAsync()
    {
        var report = new VerificationReport();
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        await new AuthorisationVerification().RunAsync(connection, report, default);
        return [.. report.Findings.Select(f => f.Code)];
    }

    private Task<Model.Foundation.Result<Model.Disclosure.Persons.PersonFile>> AskAsync(int person, string authorisation) =>
        counter.AskAsync(person, counter.Analyst, "credit", null, authorisation);
}
