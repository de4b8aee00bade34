using Dapper;
using Xinheng.Model.Exchange;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Exchange.Standing;

/// <summary>Who has taken down what left, who has not, and since when: computed from what is on record each time it is asked.</summary>
public sealed class Propagation(Database database, Tombstones tombstones, TakeDownRule rule)
{
    public const int PageSize = 30;

    internal const string IsLate = "(n.state in ('unsent', 'unanswered', 'showing') and n.since < @late)";

    private const string Counts = $"""
        count(*) as Owed, count(*) filter (where n.state = 'unsent') as Unsent, count(*) filter (where n.state = 'unanswered') as Unanswered,
        count(*) filter (where n.state = 'acknowledged') as Acknowledged, count(*) filter (where n.state = 'showing') as Showing,
        count(*) filter (where n.state = 'void') as Void, count(*) filter (where {IsLate}) as Late,
        min(n.at) filter (where n.state in ('unsent', 'unanswered', 'showing')) as OldestOpen
        """;

    private sealed record SubscriberRow(
        Guid Id, string Name, string Kind, string? Webhook, string? Probe, DateTime RegisteredAt, DateTime? EndedAt,
        DateTime? WebhookGoneAt, DateTime? PolledAt, int? Attempts, string? Error, DateTime? NextAt,
        long Owed, long Unsent, long Unanswered, long Acknowledged, long Showing, long Void, long Late, DateTime? OldestOpen);

    private sealed record ReceiverRow(
        Guid Tombstone, Guid Subscriber, string Name, string State, DateTime? Since, int Attempts, DateTime? LastAt, string? Error,
        DateTime? AcknowledgedAt, DateTime? ProbedAt, bool Late);

    public sealed record Page(IReadOnlyList<PropagatedTombstone> Items, string? Next);

    /// <summary>Every subscriber, those that receive before those that ended.</summary>
    public async Task<IReadOnlyList<SubscriberStanding>> SubscribersAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. (await connection.QueryAsync<SubscriberRow>(new CommandDefinition($"""
            select s.id, s.name, s.kind, s.webhook, s.probe, s.registered_at as RegisteredAt, s.ended_at as EndedAt,
                   p.webhook_gone_at as WebhookGoneAt, p.polled_at as PolledAt, m.attempts, m.error, m.next_at as NextAt,
                   coalesce(c.Owed, 0) as Owed, coalesce(c.Unsent, 0) as Unsent, coalesce(c.Unanswered, 0) as Unanswered,
                   coalesce(c.Acknowledged, 0) as Acknowledged, coalesce(c.Showing, 0) as Showing, coalesce(c.Void, 0) as Void,
                   coalesce(c.Late, 0) as Late, c.OldestOpen
              from exchange.subscriber s
              join exchange.progress p on p.subscriber = s.id
              left join exchange.message m on m.subscriber = s.id and m.closed_at is null
              left join (select n.subscriber, {Counts} from exchange.standing n group by n.subscriber) c on c.subscriber = s.id
             order by s.ended_at is not null, s.name, s.id
            """, new { late = rule.LateBefore }, cancellationToken: ct))).Select(r => new SubscriberStanding(
                r.Id, r.Name, Enum.Parse<SubscriberKind>(r.Kind, ignoreCase: true), r.Webhook, r.Probe, r.RegisteredAt, r.EndedAt,
                r.WebhookGoneAt, r.PolledAt, r.Attempts, r.Error, r.NextAt,
                new StandingCounts(r.Owed, r.Unsent, r.Unanswered, r.Acknowledged, r.Showing, r.Void, r.Late, r.OldestOpen)))];
    }

    /// <summary>What left, the newest first.</summary>
    /// <param name="lagging">Only what somebody has not taken down in time.</param>
    /// <param name="before">The last tombstone of the page before.</param>
    public async Task<Page> TombstonesAsync(bool lagging, Guid? before, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var ids = (await connection.QueryAsync<Guid>(new CommandDefinition($"""
            select t.id from exchange.tombstone t
             where t.open
               and (@before::uuid is null or (t.at, t.id) < (select b.at, b.id from exchange.tombstone b where b.id = @before))
               and (not @lagging or exists (select from exchange.standing n join exchange.subscriber s on s.id = n.subscriber
                                             where n.tombstone = t.id and s.ended_at is null and {IsLate}))
             order by t.at desc, t.id desc limit @most
            """, new { before, lagging, late = rule.LateBefore, most = PageSize + 1 }, cancellationToken: ct))).AsList();
        var page = ids.Take(PageSize).ToList();
        return new Page(await ReadAsync(page, ct), ids.Count > PageSize ? page[^1].ToString() : null);
    }

    /// <summary>Every departure of one record, the last first.</summary>
    public async Task<IReadOnlyList<PropagatedTombstone>> OfRecordAsync(RecordId record, CancellationToken ct) =>
        await WithReceiversAsync(await tombstones.FindByRecordAsync(record, ct), ct);

    /// <summary>Every departure of a subject's records, for the subject and for whoever runs the platform.</summary>
    public async Task<IReadOnlyList<PropagatedTombstone>> OfSubjectAsync(SubjectId subject, CancellationToken ct) =>
        await WithReceiversAsync(await tombstones.OfSubjectAsync(subject, ct), ct);

    private async Task<IReadOnlyList<PropagatedTombstone>> ReadAsync(IReadOnlyList<Guid> ids, CancellationToken ct) =>
        await WithReceiversAsync(await tombstones.ListAsync(ids, ct), ct);

    private async Task<IReadOnlyList<PropagatedTombstone>> WithReceiversAsync(IReadOnlyList<Tombstone> found, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var receivers = (await connection.QueryAsync<ReceiverRow>(new CommandDefinition($"""
            select n.tombstone, n.subscriber, s.name, n.state, n.since, n.attempts, n.last_at as LastAt, n.error, n.acknowledged_at as AcknowledgedAt,
                   n.probed_at as ProbedAt, coalesce({IsLate} and s.ended_at is null, false) as Late
              from exchange.standing n join exchange.subscriber s on s.id = n.subscriber
             where n.tombstone = any (@ids) order by s.name, s.id
            """, new { ids = found.Select(t => t.Id.Value).ToArray(), late = rule.LateBefore }, cancellationToken: ct))).ToLookup(r => r.Tombstone);
        return [.. found.Select(t => new PropagatedTombstone(t, [.. receivers[t.Id.Value].Select(r => new ReceiverStanding(
            r.Subscriber, r.Name, Enum.Parse<StandingState>(r.State, ignoreCase: true), r.Since, r.Attempts, r.LastAt, r.Error, r.AcknowledgedAt, r.ProbedAt, r.Late))]))];
    }
}
