using Dapper;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People;

/// <summary>An organisation and how its people's rights stand today.</summary>
/// <param name="Accounts">Living ones.</param>
/// <param name="Live">Roles that hold.</param>
/// <param name="Soon">Of these, those that lapse within two weeks unless confirmed.</param>
/// <param name="Lapsed">Roles that nobody confirmed in time.</param>
public sealed record StaffCount(string Code, string Name, string Region, long Accounts, long Clients, long Live, long Soon, long Lapsed);

/// <summary>The same, summed over the organisations of one division.</summary>
public sealed record StaffSum(string Region, long Organisations, long Accounts, long Clients, long Live, long Soon, long Lapsed);

/// <summary>The organisations that the caller may see, with sums: a county's administrator sees the county, the city's the sum of its counties.</summary>
public sealed class StaffOverview(Database database, Clock clock)
{
    public const int Most = 500;

    private const string Counts = """
        (select count(*) from people.account a where a.organisation = o.code and a.ended_in is null) as accounts,
        (select count(*) from people.client c where c.organisation = o.code and c.ended_at is null) as clients,
        g.live, g.soon, g.lapsed
        """;

    // An emergency's grant is over when it is over: it does not wait to be confirmed.
    private const string Grants = """
        select count(*) filter (where r.lapses_at > @now) as live,
               count(*) filter (where r.lapses_at > @now and r.lapses_at < @notice) as soon,
               count(*) filter (where r.lapses_at <= @now and e.power <> 'people.emergency-access') as lapsed
          from people.account a
          join people.role_grant r on r.account = a.id and r.revoked_at is null
          join journal.entry e on e.id = r.entry
         where a.organisation = o.code and a.ended_in is null
        """;

    /// <param name="text">Part of a name, or a code; null: all.</param>
    /// <returns>At most <see cref="Most"/>, by region and code; those whose people wait for something first.</returns>
    public async Task<IReadOnlyList<StaffCount>> ListAsync(string? text, Caller caller, CancellationToken ct)
    {
        var parameters = Parameters(caller);
        parameters.Add("text", string.IsNullOrWhiteSpace(text) ? null : text.Trim());
        parameters.Add("most", Most);
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<StaffCount>(new CommandDefinition($"""
            select o.code, o.name, o.region, {Counts}
              from people.organisation o cross join lateral ({Grants}) g
             where {SeenBy.Sql("o.code")} and (@text::text is null or o.code = upper(@text) or position(@text in o.name) > 0)
             order by (g.soon + g.lapsed > 0) desc, o.region, o.code
             limit @most
            """, parameters, cancellationToken: ct))).AsList();
    }

    /// <summary>By county, all organisations the caller may see.</summary>
    public async Task<IReadOnlyList<StaffSum>> SumsAsync(Caller caller, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<StaffSum>(new CommandDefinition($"""
            select left(o.region, 6) as region, count(*) as organisations,
                   sum(o.accounts)::bigint as accounts, sum(o.clients)::bigint as clients,
                   sum(o.live)::bigint as live, sum(o.soon)::bigint as soon, sum(o.lapsed)::bigint as lapsed
              from (select o.region, {Counts} from people.organisation o cross join lateral ({Grants}) g where {SeenBy.Sql("o.code")}) o
             group by left(o.region, 6) order by 1
            """, Parameters(caller), cancellationToken: ct))).AsList();
    }

    private DynamicParameters Parameters(Caller caller)
    {
        var parameters = new DynamicParameters(SeenBy.Parameters(caller, Permission.ViewPeople));
        parameters.Add("now", clock.Now);
        parameters.Add("notice", clock.Now + Grant.Notice);
        return parameters;
    }
}
