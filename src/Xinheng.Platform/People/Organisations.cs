using Dapper;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People;

/// <summary>A body that hands in or uses records, with how many people and systems act for it.</summary>
/// <param name="Region">Division code of its jurisdiction.</param>
public sealed record Organisation(string Code, string Name, string Region, string Kind, long Accounts, long Clients)
{
    public OrganisationKind Of => Enum.Parse<OrganisationKind>(Kind);
}

/// <summary>The registered bodies, by code.</summary>
public sealed class Organisations(Database database)
{
    private const string Select = """
        select o.code, o.name, o.region, o.kind,
               (select count(*) from people.account a where a.organisation = o.code) as accounts,
               (select count(*) from people.client c where c.organisation = o.code and c.ended_at is null) as clients
          from people.organisation o
        """;

    /// <summary>Whom a subject may authorise: registered bodies that ask by authorisation, by name.</summary>
    public async Task<IReadOnlyList<Organisation>> AskingAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<Organisation>(new CommandDefinition($"{Select} where o.kind = any (@kinds) order by o.name", new
        {
            kinds = new[] { nameof(OrganisationKind.Bank), nameof(OrganisationKind.CreditServiceInstitution) },
        }, cancellationToken: ct))).AsList();
    }

    /// <summary>The organisation, where the caller may see its people; else null, like one that is not registered.</summary>
    public async Task<Organisation?> FindAsync(string code, Caller caller, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var found = await connection.QuerySingleOrDefaultAsync<Organisation>(new CommandDefinition(
            $"{Select} where o.code = @code", new { code }, cancellationToken: ct));
        return found is not null && caller.May(Permission.ViewPeople, new Target(found.Code, found.Region)) ? found : null;
    }

    /// <summary>Division code of its jurisdiction; null where it is not registered.</summary>
    public async Task<string?> RegionAsync(string code, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "select region from people.organisation where code = @code", new { code }, cancellationToken: ct));
    }

    public async Task<IReadOnlyList<Organisation>> ListAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<Organisation>(new CommandDefinition($"{Select} order by o.code", cancellationToken: ct))).AsList();
    }
}
