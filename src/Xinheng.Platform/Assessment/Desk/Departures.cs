using Dapper;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.People;

namespace Xinheng.Platform.Assessment.Desk;

/// <summary>下架: what left public view today and in the last seven days, and why; by count. Whether copies elsewhere followed is not known here.</summary>
public sealed class Departures(Database database, Clock clock)
{
    /// <param name="Why"><c>expired</c>, or the state it left for: <c>withdrawn</c>, <c>repaired</c>, <c>shielded</c>, <c>archived</c>.</param>
    public sealed record Left(string Why, long Today, long Week);

    private const string Was = "i.openness in ('public', 'per_field') and (r.nature <> 'adverse' or r.confirmed)";

    public async Task<IReadOnlyList<Left>> OfAsync(Caller caller, CancellationToken ct)
    {
        var today = clock.Today;
        var parameters = new DynamicParameters(SeenBy.Parameters(caller, Permission.RunDesk));
        parameters.AddDynamicParams(new { today, week = today.AddDays(-6), from = LegalTime.StartOf(today).UtcDateTime, since = LegalTime.StartOf(today.AddDays(-6)).UtcDateTime });
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<Left>(new CommandDefinition($"""
            select r.state as Why, count(*) filter (where r.changed_at >= @from) as Today, count(*) as Week
              from records.record r join catalogue.item_in_force i on i.code = r.item
             where r.state <> 'current' and r.changed_at >= @since and {Was} and {SeenBy.Sql("r.provider")}
             group by r.state
            union all
            select 'expired', count(*) filter (where r.public_until = @today), count(*)
              from records.record r join catalogue.item_in_force i on i.code = r.item
             where r.state = 'current' and r.public_until between @week and @today and {Was} and {SeenBy.Sql("r.provider")}
            having count(*) > 0
             order by 3 desc, 1
            """, parameters, cancellationToken: ct))).AsList();
    }
}
