using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People;

/// <summary>An account as those see it who answer for it: whose it is, and which roles it holds until when.</summary>
/// <param name="Holder">The person's name; null where the account was opened without one.</param>
public sealed record StaffAccount(
    AccountId Id, string Name, string? Organisation, string? OrganisationName, string? Region, string? Holder, DateTimeOffset OpenedAt,
    DateTimeOffset? EndedAt, IReadOnlyList<StaffAccount.Held> Grants)
{
    /// <param name="Emergency">Why, where it was given in an emergency.</param>
    public sealed record Held(Role Role, Region? Region, DateTimeOffset LapsesAt, bool IsLive, bool LapsesSoon, string? Emergency);
}

/// <summary>The accounts of the organisations that the caller may see: one's region, or all.</summary>
public sealed class StaffAccounts(Database database, Clock clock)
{
    private sealed record Row(
        Guid Id, string Name, string? Organisation, string? OrganisationName, string? Region, string? Holder, DateTime CreatedAt, DateTime? EndedAt);

    private sealed record GrantRow(Guid Account, string Role, string? Region, DateTime LapsesAt, string? Emergency);

    /// <summary>An administrator's right that was given from the server's command line and still holds.</summary>
    public sealed record Emergency(string Account, DateTimeOffset Until, string Reason);

    private sealed record EmergencyRow(string Account, DateTime Until, string Reason);

    /// <param name="organisation">Null: of all organisations the caller may see, and the platform's own staff where that is all.</param>
    public async Task<IReadOnlyList<StaffAccount>> ListAsync(string? organisation, Caller caller, CancellationToken ct)
    {
        var parameters = new DynamicParameters(SeenBy.Parameters(caller, Permission.ViewPeople));
        parameters.Add("organisation", organisation);
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition($"""
            select a.id, a.name, a.organisation, o.name as OrganisationName, o.region, h.name as Holder,
                   a.created_at as CreatedAt, a.ended_at as EndedAt
              from people.account a
              left join people.organisation o on o.code = a.organisation
              left join people.holder h on h.id = a.holder
             where (@organisation::text is null or a.organisation = @organisation) and {SeenBy.Sql("a.organisation")}
               and not exists (select from people.subject_binding b where b.account = a.id)
             order by a.organisation nulls first, a.ended_at nulls first, a.name
            """, parameters, cancellationToken: ct))).AsList();
        var now = clock.Now;
        var grants = (await connection.QueryAsync<GrantRow>(new CommandDefinition("""
            select g.account, g.role, g.region, g.lapses_at as LapsesAt,
                   case when e.power = 'people.emergency-access' then e.content->'facts'->>'reason' end as Emergency
              from people.role_grant g join journal.entry e on e.id = g.entry
             where g.account = any (@accounts) and g.revoked_at is null
               and (g.lapses_at > @now or e.power <> 'people.emergency-access')
             order by g.role, g.region
            """, new { accounts = rows.Select(row => row.Id).ToArray(), now }, cancellationToken: ct))).ToLookup(g => g.Account, g => HeldOf(g, now));
        return [.. rows.Select(row => new StaffAccount(
            new AccountId(row.Id), row.Name, row.Organisation, row.OrganisationName, row.Region, row.Holder, Instant(row.CreatedAt),
            row.EndedAt is { } end ? Instant(end) : null, [.. grants[row.Id]]))];
    }

    /// <summary>What everybody who watches over the installation sees as long as it lasts.</summary>
    public async Task<IReadOnlyList<Emergency>> EmergenciesAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. (await connection.QueryAsync<EmergencyRow>(new CommandDefinition("""
            select a.name as Account, g.lapses_at as Until, e.content->'facts'->>'reason' as Reason
              from people.role_grant g
              join journal.entry e on e.id = g.entry and e.power = 'people.emergency-access'
              join people.account a on a.id = g.account
             where g.revoked_at is null and g.lapses_at > @now
             order by g.lapses_at
            """, new { now = clock.Now }, cancellationToken: ct))).Select(row => new Emergency(row.Account, Instant(row.Until), row.Reason))];
    }

    private static StaffAccount.Held HeldOf(GrantRow row, DateTimeOffset now)
    {
        var grant = new Grant(Enum.Parse<Role>(row.Role), row.Region is { } region ? Region.Parse(region).Value : null, Instant(row.LapsesAt));
        return new StaffAccount.Held(grant.Role, grant.Region, Instant(row.LapsesAt), grant.IsLive(now), grant.LapsesSoon(now), row.Emergency);
    }

    private static DateTimeOffset Instant(DateTime utc) => new(utc, TimeSpan.Zero);
}
