using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People;

namespace Xinheng.Platform.Collection;

/// <summary>
/// The four indices of what departments hand in: 完整性, 规范性, 准确性, 时效性, by department, item and period. Each is a
/// fraction of counts, and each count opens to the submissions and records behind it.
/// </summary>
public sealed class Quality(Database database)
{
    private const int MostOpened = 1_000;

    // A returned file counts nowhere: its department sends it again. One that was only checked counts as it was checked.
    private static readonly string Counted = $"""
         s.checked_at is not null and s.state <> 'returned'
           and s.received_at >= @From::timestamp at time zone 'Asia/Shanghai'
           and s.received_at < (@To + 1)::timestamp at time zone 'Asia/Shanghai'
           and (@Provider::text is null or s.provider = @Provider) and (@Item::text is null or s.item = @Item)
           and {SeenBy.Sql("s.provider")}
        """;

    private const string Awaiting =
        "(select coalesce(sum(a.rows), 0)::bigint from collection.awaiting_calendar a where a.submission = s.id)";

    // Corrected: any later revision gave other content. A withdrawal says that the decision fell, not that the row was wrong.
    private static readonly string Entered = $"""
        select r.record_id, r.provider, r.item, r.revision, r.entered_at, r.changed_at,
               r.revision > 1 and exists (
                 select 1 from records.revision v
                  where v.subject_id = r.subject_id and v.record_id = r.record_id and v.no > 1
                    and v.standing ->> 'operation' = 'correct') as corrected
          from records.record r
         where r.entered_at >= @From::timestamp at time zone 'Asia/Shanghai'
           and r.entered_at < (@To + 1)::timestamp at time zone 'Asia/Shanghai'
           and (@Provider::text is null or r.provider = @Provider) and (@Item::text is null or r.item = @Item)
           and {SeenBy.Sql("r.provider")}
        """;

    /// <summary>Both days count. No provider means all that the caller may see; no item means every item.</summary>
    public sealed record Query(DateOnly From, DateOnly To, string? Provider = null, string? Item = null);

    /// <summary>The indices of every department and item that handed anything in, in the order of their codes.</summary>
    public async Task<Result<IReadOnlyList<QualityIndices>>> RunAsync(Query query, Caller caller, CancellationToken ct)
    {
        var rows = await ReadAsync<Sums>($"""
            with sent as (
              select s.provider, s.item, sum(wanted_items) as wanted, sum(missing_items) as missing, sum(rows) as rows,
                     sum(entered + corrected + unchanged) as valid, sum(on_time) as on_time, sum(late) as late,
                     sum({Awaiting}) as awaiting
                from collection.submission s where {Counted} group by s.provider, s.item),
            kept as (
              select e.provider, e.item, count(*) as entered, count(*) filter (where e.corrected) as corrected
                from ({Entered}) e group by e.provider, e.item)
            select coalesce(sent.provider, kept.provider) as Provider, coalesce(sent.item, kept.item) as Item,
                   coalesce(wanted, 0)::bigint as Wanted, coalesce(missing, 0)::bigint as Missing, coalesce(rows, 0)::bigint as Rows,
                   coalesce(valid, 0)::bigint as Valid, coalesce(on_time, 0)::bigint as OnTime, coalesce(late, 0)::bigint as Late,
                   coalesce(awaiting, 0)::bigint as Awaiting, coalesce(entered, 0) as Entered, coalesce(corrected, 0) as Corrected
              from sent full join kept on (kept.provider, kept.item) = (sent.provider, sent.item)
             order by 1, 2
            """, query, caller, ct);
        return rows.Map<IReadOnlyList<QualityIndices>>(all => [.. all.Select(s => s.ToIndices())]);
    }

    /// <summary>Behind completeness, validity and timeliness: the submissions, newest first; each opens to its rows.</summary>
    public Task<Result<IReadOnlyList<MeasuredSubmission>>> SubmissionsAsync(Query query, Caller caller, CancellationToken ct) =>
        ReadAsync<MeasuredSubmission>($"""
            select id, provider, item, received_at as ReceivedAt, wanted_items as Wanted, missing_items as Missing, rows,
                   entered + corrected + unchanged as Valid, on_time as OnTime, late, {Awaiting} as Awaiting
              from collection.submission s where {Counted}
             order by received_at desc limit {MostOpened}
            """, query, caller, ct);

    /// <summary>Behind accuracy: the records entered in the period and corrected since, the latest correction first.</summary>
    public Task<Result<IReadOnlyList<CorrectedRecord>>> CorrectedAsync(Query query, Caller caller, CancellationToken ct) =>
        ReadAsync<CorrectedRecord>($"""
            select e.record_id as Id, e.provider, e.item, e.revision, e.entered_at as EnteredAt, e.changed_at as ChangedAt
              from ({Entered}) e where e.corrected
             order by e.changed_at desc, e.record_id limit {MostOpened}
            """, query, caller, ct);

    private async Task<Result<IReadOnlyList<T>>> ReadAsync<T>(string sql, Query query, Caller caller, CancellationToken ct)
    {
        if (query.To < query.From)
        {
            return Refusal.Invalid("quality.period", $"统计期止（{query.To:yyyy-MM-dd}）早于统计期起（{query.From:yyyy-MM-dd}）。", "to");
        }

        var parameters = new DynamicParameters(query);
        parameters.AddDynamicParams(SeenBy.Parameters(caller, Permission.ViewSubmissions));
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        if (!caller.MayEnter(Permission.ViewSubmissions)
            || (query.Provider is not null && !await connection.ExecuteScalarAsync<bool>(
                new CommandDefinition($"select {SeenBy.Sql("@Provider")}", parameters, cancellationToken: ct))))
        {
            return Refusal.Forbidden("quality.not-yours", "只能查看本单位的数据质量；查看更多单位需要信用中心的角色，并限于其管辖的区域。");
        }

        return Result<IReadOnlyList<T>>.Of([.. await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: ct))]);
    }

    private sealed record Sums(
        string Provider, string Item, long Wanted, long Missing, long Rows, long Valid, long OnTime, long Late, long Awaiting,
        long Entered, long Corrected)
    {
        public QualityIndices ToIndices() => new(Provider, Item,
            new(Wanted - Missing, Wanted), new(Valid, Rows), new(Entered - Corrected, Entered), new(OnTime, OnTime + Late), Awaiting);
    }
}
