using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Xinheng.Model.Disclosure.Persons;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Disclosure;
using Xinheng.Platform.Disclosure.Persons;
using Xinheng.Platform.People;
using Xinheng.Platform.Tests.Collection;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Disclosure.Persons;

/// <summary>A place whose law knows the veto, with a counter, a bank and an auditor.</summary>
public sealed class Counter : IAsyncLifetime
{
    public static readonly string Bank = PenaltyFile.Code("91990100", 900_003);

    private int number;

    internal TestPlatform Platform { get; private set; } = null!;

    internal Caller Clerk { get; private set; } = null!;

    internal Caller Analyst { get; private set; } = null!;

    internal Caller Auditor { get; private set; } = null!;

    public int Next() => Interlocked.Increment(ref number);

    public async ValueTask InitializeAsync()
    {
        Platform = await TestPlatform.CreateAsync(services => services.AddSingleton(s =>
        {
            var shipped = s.GetRequiredService<LawBook>().Profiles["990000"];
            return shipped with { PositiveDataVeto = shipped.PositiveDataVeto with { Value = true } };
        }).AddSingleton(s => new Platform.Collection.Jurisdiction(s.GetRequiredService<LawBook>(), s.GetRequiredService<JurisdictionProfile>())));
        _ = (await Platform.Get<RegisterOrganisation>().RunAsync(new(Bank, "云汀示例银行", "990100", OrganisationKind.Bank), Caller.TheProgram, default)).Value;
        Clerk = await Platform.AppointAsync("clerk", Role.CounterClerk);
        Analyst = await Platform.AppointAsync("analyst", Role.BankAnalyst, Bank);
        Auditor = await Platform.AppointAsync("auditor", Role.Auditor);
    }

    public ValueTask DisposeAsync() => Platform.DisposeAsync();

    internal Task<Submission> EnterPenaltyAsync(int person, Action<Dictionary<string, string>>? change = null) =>
        Platform.EnterAsync("CF_NP", new TableFile().Add(TableFile.PersonPenalty(person, person), change).Csv());

    internal Task<Result<PersonFile>> AskAsync(
        int person, Caller? by = null, string? purpose = "approval", string? matter = "受理2026-0001", string? authorisation = null) =>
        Platform.Get<ReadPerson>().RunAsync(new(null, TableFile.PersonNumber(person), purpose, matter, authorisation), by ?? Clerk, default);

    /// <summary>The person as it would have signed in: bound to its own file, of which something is on record.</summary>
    internal async Task<Caller> SelfAsync(GivenNumber number, Role role = Role.Citizen)
    {
        await using var connection = await Platform.Database.Owner.OpenConnectionAsync();
        var subject = (await Platform.Get<SubjectOfNumber>().FindAsync(connection, number, default))!.Value;
        return new Caller(new Actor(ActorKind.Subject, new AccountId(Guid.CreateVersion7()), "oneself", null), [new Grant(role)]) { Self = subject };
    }

    /// <summary>What the person sees of itself at its own door.</summary>
    internal async Task<IReadOnlyList<OwnRecord>> OwnFileAsync(GivenNumber number)
    {
        var self = await SelfAsync(number);
        return (await Platform.Get<OwnFile>().ReadAsync(self.Self!.Value, self, default)).Value.Records;
    }

    internal GivenNumber NumberOf(int person) => Platform.Get<SubjectOfNumber>().Read(null, TableFile.PersonNumber(person)).Value;

    internal async Task<(string Result, Guid? Subject, string? Matter, Guid? Authorisation, int Rows)> LastLookAsync()
    {
        await using var connection = await Platform.Database.Owner.OpenConnectionAsync();
        return await connection.QuerySingleAsync<(string, Guid?, string?, Guid?, int)>(
            "select result, subject, matter, authorisation, rows from people.look order by ctid desc limit 1");
    }

    internal Task<Result<GiveAuthorisation.Given>> AuthoriseAsync(int person, int reads = 5, string purpose = "credit", params string[] items) =>
        Platform.Get<GiveAuthorisation>().RunAsync(new(
            NumberOf(person), Bank, purpose, items, new DateOnly(2026, 6, 15), new DateOnly(2026, 12, 14), reads, "授2026-001", NumberOf(5_000)), Clerk, default);
}
