using Dapper;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People;

namespace Xinheng.Platform.Assessment.Desk;

/// <summary>What went wrong and nobody has put right: files sent back, rows refused, work that stopped, jobs given up.</summary>
public sealed class Troubles(Database database, Clock clock)
{
    private const int DaysBack = 30;
    private const int Most = 50;

    /// <param name="Kind"><c>returned</c>: sent back and not sent again; <c>refused</c>: rows waiting for their department; <c>stopped</c>: given up by the program.</param>
    public sealed record Fault(string Kind, Guid Submission, string Provider, string ProviderName, string Item, long Rows, DateTime ReceivedAt);

    /// <param name="Dead">Given up after too many attempts, or still being tried.</param>
    public sealed record FailedJob(string Kind, bool Dead, long Jobs, DateTime Last);

    /// <summary>The oldest first.</summary>
    public async Task<IReadOnlyList<Fault>> FaultsAsync(Caller caller, CancellationToken ct)
    {
        var parameters = new DynamicParameters(SeenBy.Parameters(caller, Permission.RunDesk));
        parameters.AddDynamicParams(new { since = clock.Now.AddDays(-DaysBack) });
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<Fault>(new CommandDefinition($"""
            select k.kind, s.id as Submission, s.provider, coalesce(o.name, s.provider) as ProviderName, s.item,
                   case when k.kind = 'refused' then s.refused else s.rows end as Rows, s.received_at as ReceivedAt
              from collection.submission s
              left join people.organisation o on o.code = s.provider
             cross join lateral (select case
               when s.state = 'returned' and not exists (select from collection.submission l
                     where l.provider = s.provider and l.item = s.item and l.received_at > s.received_at) then 'returned'
               when s.state in ('checked', 'entered') and s.refused > 0 then 'refused'
               when s.state in ('received', 'checking', 'approved')
                    and not exists (select from foundation.job j where j.state = 'waiting' and (j.payload->>'id')::uuid = s.id) then 'stopped'
               end as kind) k
             where k.kind is not null and s.received_at >= @since and {SeenBy.Sql("s.provider")}
             order by k.kind = 'stopped' desc, s.received_at limit {Most}
            """, parameters, cancellationToken: ct))).AsList();
    }

    /// <summary>Only for whoever watches over the whole installation.</summary>
    public async Task<IReadOnlyList<FailedJob>> JobsAsync(Caller caller, CancellationToken ct)
    {
        if (!Rights.SeenBy(caller, Permission.RunDesk).Every)
        {
            return [];
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<FailedJob>(new CommandDefinition("""
            select j.kind, j.state = 'dead' as Dead, count(distinct j.id) as Jobs, max(a.started_at) as Last
              from foundation.job j join foundation.job_attempt a on a.job = j.id
             where (j.state = 'dead' and j.ended_at >= @since) or (j.state = 'waiting' and a.error is not null)
             group by 1, 2 order by 2 desc, 1
            """, new { since = clock.Now.AddDays(-DaysBack) }, cancellationToken: ct))).AsList();
    }
}
