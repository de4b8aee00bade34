using Dapper;
using Npgsql;
using Xinheng.Platform.Exchange.Sending;
using Xinheng.Platform.Exchange.Subscribers;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Exchange;

/// <summary>
/// Holds what the room says against the journal: a tombstone of a decision against the entry that revised its record then, a
/// subscriber against its registration and its end, a receipt against what it confirmed. No decided departure is without its mark.
/// </summary>
public sealed class ExchangeVerification : IVerification
{
    private sealed record Question(string Code, Func<string, string> Say, string Sql);

    private sealed record SubscriberRow(Guid Id, string? Webhook, string? Probe, string? SaidWebhook, string? SaidProbe);

    private sealed record ReceiptRow
    {
        public Guid Id { get; init; }

        public int Confirmed { get; init; }

        public required byte[] Named { get; init; }

        public Guid[]? Tombstones { get; init; }
    }

    private static readonly Question[] Questions =
    [
        new("exchange.tombstone-foreign", id => $"撤下标记 {id} 在日志中没有依据：所指条目没有改动这条记录，或时间被改动。", """
            select t.id::text from exchange.tombstone t left join journal.entry e on e.id = t.entry
             where t.entry is not null
               and (e.id is null or e.at <> t.at
                 or not exists (select from records.revision v
                                 where v.subject_id = t.subject_id and v.record_id = t.record_id and v.entry = t.entry
                                   and (v.standing ->> 'state' <> 'current' or (v.standing ->> 'publicUntil')::date <= (t.at at time zone 'Asia/Shanghai')::date)))
            """),
        new("exchange.tombstone-restored", id => $"撤下标记 {id} 说记录已恢复，日志中没有依据。", """
            select t.id::text from exchange.tombstone t left join journal.entry e on e.id = t.restored_entry
             where t.restored_at < t.at or (t.restored_entry is not null and (e.id is null or e.at <> t.restored_at))
            """),
        new("exchange.tombstone-missing", id => $"记录 {id} 已依决定撤下，没有撤下标记，接收方不会得知。", """
            select r.record_id::text from records.record r
             where r.state in ('withdrawn', 'repaired', 'shielded') and r.revision > 1
               and not coalesce(r.public_until <= (r.changed_at at time zone 'Asia/Shanghai')::date, false) -- its own end had taken it out
               and not exists (select from exchange.tombstone t where t.record_id = r.record_id and t.restored_at is null)
            """),
        new("exchange.subscriber-changed", id => $"接收方 {id} 的登记或停止与日志所载不同。", """
            select coalesce(s.id::text, e.content->'facts'->>'subscriber')
              from exchange.subscriber s
              full join (select * from journal.entry where power = 'exchange.register-subscriber') e on e.id = s.entry
              left join journal.entry x on x.id = s.ended_in and x.power = 'exchange.end-subscriber'
             where s.id is null or e.id is null or e.at <> s.registered_at
                or (s.id::text, s.name, s.kind, s.from_no)
                   is distinct from (e.content->'facts'->>'subscriber', e.content->'facts'->>'name', e.content->'facts'->>'kind', (e.content->'facts'->>'from')::bigint)
                or (s.ended_in is not null and (x.id is null or x.at <> s.ended_at or (s.id::text, s.to_no)
                   is distinct from (x.content->'facts'->>'subscriber', (x.content->'facts'->>'to')::bigint)))
                or (s.ended_in is null and exists (select from journal.entry n
                     where n.power = 'exchange.end-subscriber' and n.content->'facts'->>'subscriber' = s.id::text))
            """),
        new("exchange.key-foreign", id => $"接收方 {id} 的密钥在日志中没有依据。", """
            select k.subscriber::text from exchange.access_key k
              left join journal.entry e on e.id = k.entry and e.power in ('exchange.register-subscriber', 'exchange.renew-secret')
             where (e.content->'facts'->>'subscriber', e.content->'facts'->>'key') is distinct from (k.subscriber::text, encode(k.digest, 'hex'))
            union
            select s.subscriber::text from exchange.secret s
              left join journal.entry e on e.id = s.entry and e.power in ('exchange.register-subscriber', 'exchange.renew-secret')
             where e.content->'facts'->>'subscriber' is distinct from s.subscriber::text
            """),
        new("exchange.receipt-missing", id => $"接收方 {id} 的确认没有回执，或回执不是它的。", """
            select d.subscriber::text from exchange.delivery d left join exchange.acknowledgement a on a.id = d.acknowledgement
             where d.acknowledgement is not null and (a.subscriber, a.at) is distinct from (d.subscriber, d.acknowledged_at)
            """),
    ];

    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        foreach (var question in Questions)
        {
            foreach (var id in await snapshot.QueryAsync<string>(new CommandDefinition(question.Sql, cancellationToken: ct)))
            {
                report.Find(question.Code, question.Say(id));
            }
        }

        await AddressesAsync(snapshot, report, ct);
        await ReceiptsAsync(snapshot, report, ct);
        report.Count("tombstones", await snapshot.ExecuteScalarAsync<long>("select count(*) from exchange.tombstone"));
    }

    private static async Task AddressesAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        foreach (var row in await snapshot.QueryAsync<SubscriberRow>(new CommandDefinition("""
            select s.id, s.webhook, s.probe, e.content->'facts'->>'webhook' as SaidWebhook, e.content->'facts'->>'probe' as SaidProbe
              from exchange.subscriber s join journal.entry e on e.id = s.entry
            """, cancellationToken: ct)))
        {
            report.Count("subscribers");
            if ((Receivers.DigestOf(row.Webhook), Receivers.DigestOf(row.Probe)) != (row.SaidWebhook, row.SaidProbe))
            {
                report.Find("exchange.address-changed", $"接收方 {row.Id} 的网址与日志所载不同。");
            }
        }
    }

    private static async Task ReceiptsAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        foreach (var row in await snapshot.QueryAsync<ReceiptRow>(new CommandDefinition("""
            select a.id, a.confirmed, a.named,
                   (select array_agg(d.tombstone) from exchange.delivery d where d.acknowledgement = a.id) as Tombstones
              from exchange.acknowledgement a
            """, cancellationToken: ct)))
        {
            report.Count("acknowledgements");
            if (row.Tombstones?.Length != row.Confirmed || !Confirmations.DigestOf(row.Tombstones).AsSpan().SequenceEqual(row.Named))
            {
                report.Find("exchange.receipt-changed", $"回执 {row.Id} 所确认的撤下通知被改动。");
            }
        }
    }
}
