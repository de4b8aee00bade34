using System.Globalization;
using Dapper;
using Xinheng.Model.Subjects.Identifiers;
using Xinheng.Platform.Disclosure.Persons;
using Xinheng.Platform.Subjects.Persons;
using Xinheng.Platform.Tests.Collection;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Disclosure.Persons;

/// <summary>Children are kept out where rows come in, and again where they go out.</summary>
public sealed class MinorsTests(Counter counter) : IClassFixture<Counter>
{
    private readonly TestPlatform platform = counter.Platform;

    [Theory]
    [InlineData("2008-06-15", "2026-06-10", "subject.minor")]      // eighteen today: an adult from tomorrow
    [InlineData("2008-06-14", "2026-06-10", "subject.minor-then")] // an adult from today, not when it was decided
    [InlineData("2007-01-01", "2024-12-31", "subject.minor-then")]
    [InlineData("2007-01-01", "2025-01-01", "subject.minor-then")] // on the birthday itself
    [InlineData("2007-01-01", "2025-01-02", null)]
    public async Task Who_is_a_minor_or_was_one_when_it_was_decided_is_not_collected_about(string born, string decided, string? code)
    {
        var n = counter.Next();
        var number = NumberOf(DateOnly.ParseExact(born, "yyyy-MM-dd", null), n);

        var submission = await platform.SubmitAsync("CF_NP", new TableFile().Add(TableFile.PersonPenalty(n, n), row =>
            (row["CF_XDR_ZJHM"], row["CF_JDRQ"], row["CF_YXQ"], row["CF_GSJZQ"]) = (number, decided, Later(decided, 12), Later(decided, 6))).Csv());

        var problems = (await platform.KeptAsync(submission)).SelectMany(r => r.Content.Problems).ToList();
        Assert.Equal(code, problems.Find(p => p.Code.StartsWith("subject.minor", StringComparison.Ordinal))?.Code);
        Assert.Equal(code is null ? 1 : 0, submission.Entered);
        Assert.DoesNotContain(problems, p => $"{p.Message}{p.Value}".Contains(number, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Neutral_facts_about_a_minor_are_refused_too()
    {
        var number = NumberOf(new DateOnly(2010, 1, 1), counter.Next());

        var submission = await platform.SubmitAsync("NP_BASE", new TableFile().Add(new Dictionary<string, string>
        {
            ["ZT_MC"] = "李示例", ["ZT_ZJLX"] = "身份证", ["ZT_ZJHM"] = number,
        }).Csv());

        Assert.Equal("subject.minor", Assert.Single(await platform.ProblemsAsync(submission)).Code);
    }

    [Fact]
    public async Task Whoever_is_marked_a_minor_is_shown_to_no_organ_until_the_day_he_is_none()
    {
        var n = counter.Next();
        await counter.EnterPenaltyAsync(n);
        var authorisation = (await counter.AuthoriseAsync(n, reads: 10)).Value.Id.ToString();
        Assert.Single((await AskAsync(n, authorisation)).Records);

        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        var token = Assert.Single(await platform.Get<PersonNumbers>().FindAsync(connection, [("resident-id", TableFile.PersonNumber(n))], default)).Value.Token;
        await connection.ExecuteAsync("update subjects.person_number set minor = true where id = @Value", token);

        Assert.Empty((await AskAsync(n, authorisation)).Records);
        Assert.Equal(1, await platform.Get<ComingOfAge>().RunAsync(default)); // born in 1990
        Assert.Single((await AskAsync(n, authorisation)).Records);
    }

    [Fact]
    public async Task What_was_decided_against_a_child_stays_hidden_when_it_has_grown_up()
    {
        var n = counter.Next();
        await counter.EnterPenaltyAsync(n);
        var authorisation = (await counter.AuthoriseAsync(n, reads: 10)).Value.Id.ToString();
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            update records.record r set decided_on = '2005-01-01'
              from subjects.person_number n where n.subject_id = r.subject_id and n.id = @Value
            """, (await platform.Get<PersonNumbers>().FindAsync(connection, [("resident-id", TableFile.PersonNumber(n))], default)).Values.Single().Token);

        Assert.Empty((await AskAsync(n, authorisation)).Records);
    }

    [Fact]
    public async Task A_minor_who_becomes_known_by_a_declaration_is_marked_without_any_date()
    {
        var number = NumberOf(new DateOnly(2012, 5, 6), counter.Next());
        var given = platform.Get<SubjectOfNumber>().Read(null, number).Value;

        await platform.Get<GiveAuthorisation>().RunAsync(new(
            given, Counter.Bank, "credit", [], new DateOnly(2026, 6, 15), new DateOnly(2026, 7, 15), 1, "授2026-77", counter.NumberOf(5_000)), counter.Clerk, default);

        Assert.Equal(1, await platform.ScalarAsync<long>("select count(*) from subjects.person_number where minor"));
        Assert.Empty(await DatabaseDump.FindAsync(platform, "2012-05-06"));
        Assert.Equal(0, await platform.Get<ComingOfAge>().RunAsync(default));
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        await connection.ExecuteAsync("update subjects.person_number set minor = false");
    }

    private async Task<Model.Disclosure.Persons.PersonFile> AskAsync(int person, string authorisation) =>
        (await counter.AskAsync(person, counter.Analyst, "credit", null, authorisation)).Value;

    private static string Later(string date, int months) =>
        DateOnly.ParseExact(date, "yyyy-MM-dd", null).AddMonths(months).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string NumberOf(DateOnly born, int sequence)
    {
        var first = string.Create(CultureInfo.InvariantCulture, $"110000{born:yyyyMMdd}{sequence % 1000:000}");
        return first + ResidentId.CheckCharacter(first);
    }
}
