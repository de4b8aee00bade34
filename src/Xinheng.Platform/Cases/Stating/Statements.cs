using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People;

namespace Xinheng.Platform.Cases.Stating;

/// <summary>A subject's latest words beside one of its records.</summary>
/// <param name="EndedHow">Null: in force; <c>withdrawn</c> by the subject; <c>taken-down</c> by the platform, for <paramref name="EndReason"/>.</param>
public sealed record StatedView(string Text, DateOnly SaidOn, string? EndedHow, string? EndReason)
{
    public bool IsInForce => EndedHow is null;
}

/// <summary>One of the caller's own records, with what the caller said beside it.</summary>
/// <param name="IsGone">Withdrawn, repaired or archived: nothing is to be said any more.</param>
public sealed record OwnStating(Guid Record, string ItemName, DateOnly? DecidedOn, bool IsGone, StatedView? Stated);

/// <summary>Statements as the subject itself finds them, and as the operator does before taking one down.</summary>
public sealed class Statements(Database database)
{
    public const int Most = 50;

    /// <summary>A statement in force, as whoever supervises the place sees it.</summary>
    public sealed record Standing(Guid Record, string ItemName, string Text, DateOnly SaidOn);

    private sealed record Row(Guid Record, string ItemName, DateOnly? DecidedOn, string State, string? Text, DateOnly? SaidOn, string? EndedHow, string? EndReason);

    /// <summary>Null for what is not there and what is another's.</summary>
    public async Task<OwnStating?> FindOwnAsync(RecordId record, Caller caller, CancellationToken ct)
    {
        if (caller.Self is not { } self || !caller.May(Permission.OwnCases, new Target(Subject: self)))
        {
            return null;
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition("""
            select r.record_id as Record, coalesce(i.name, r.item) as ItemName, r.decided_on as DecidedOn, r.state, t.text, (t.said_at at time zone 'Asia/Shanghai')::date as SaidOn,
                   t.ended_how as EndedHow, t.end_reason as EndReason
              from records.record r
              left join catalogue.item_in_force i on i.code = r.item
              left join lateral (select * from cases.statement t where t.record_id = r.record_id order by t.said_at desc, t.id desc limit 1) t on true
             where r.record_id = @record and r.subject_id = @self
            """, new { record = record.Value, self = self.Value }, cancellationToken: ct));
        return row is null ? null : new OwnStating(
            row.Record, row.ItemName, row.DecidedOn, new StatementTable.OwnRecord("", row.State).IsGone,
            row.Text is null ? null : new StatedView(row.Text, row.SaidOn!.Value, row.EndedHow, row.EndReason));
    }

    /// <summary>What stands beside records of the places the caller supervises, newest first.</summary>
    public async Task<IReadOnlyList<Standing>> NewestAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.MayEnter(Permission.HandleCases))
        {
            return [];
        }

        var parameters = new DynamicParameters(SeenBy.Parameters(caller, Permission.HandleCases));
        parameters.AddDynamicParams(new { Most });
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<Standing>(new CommandDefinition("""
            select t.record_id as Record, coalesce(i.name, r.item) as ItemName, t.text, (t.said_at at time zone 'Asia/Shanghai')::date as SaidOn
              from cases.statement t
              join records.record r on (r.record_id, r.subject_id) = (t.record_id, t.subject_id)
              left join people.organisation p on p.code = r.provider
              left join catalogue.item_in_force i on i.code = r.item
             where t.ended_in is null and (@seenEvery or exists (select from unnest(@seenStems) stem where starts_with(p.region, stem)))
             order by t.said_at desc, t.id desc
             limit @Most
            """, parameters, cancellationToken: ct))];
    }
}
