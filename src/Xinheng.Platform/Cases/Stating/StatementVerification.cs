using Dapper;
using Npgsql;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Cases.Stating;

/// <summary>Holds statements against the journal: no word changed, none put into a mouth, none silently gone.</summary>
public sealed class StatementVerification : IVerification
{
    private sealed record Row(Guid Id, string Text, byte[] Salt, string? Digest);

    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        await FindAsync(snapshot, report, "cases.statement-foreign", "说明 {0} 在日志中没有依据，或与日志所载的记录不符。", """
            select t.id from cases.statement t
              left join journal.entry e on e.id = t.entry
             where e.id is null or e.power <> 'cases.state-own-view' or e.at <> t.said_at
                or (e.content->'facts'->>'statement', e.content->'facts'->>'record', e.content->'facts'->>'counter')
                   is distinct from (t.id::text, t.record_id::text, t.counter::text)
                or not exists (select from records.record r where (r.record_id, r.subject_id) = (t.record_id, t.subject_id))
            """, ct);
        await FindAsync(snapshot, report, "cases.statement-missing", "条目 {0} 所登记的说明被删除。", """
            select e.id from journal.entry e
             where e.power = 'cases.state-own-view' and not exists (select from cases.statement t where t.entry = e.id)
            """, ct);
        await FindAsync(snapshot, report, "cases.statement-end-foreign", "说明 {0} 的终止在日志中没有依据。", """
            select t.id from cases.statement t
              left join journal.entry e on e.id = t.ended_in
             where t.ended_in is not null and (e.id is null or e.at <> t.ended_at or not case e.power
                when 'cases.state-own-view' then t.ended_how = 'changed' and e.content->'facts'->>'former' = t.id::text
                when 'cases.end-statement' then t.ended_how = 'withdrawn' and e.content->'facts'->>'statement' = t.id::text
                when 'cases.take-down-statement' then t.ended_how = 'taken-down' and e.content->'facts'->>'statement' = t.id::text
                else false end)
            """, ct);
        await FindAsync(snapshot, report, "cases.statement-end-missing", "条目 {0} 终止的说明又有效了。", """
            select e.id from journal.entry e
             where (e.power in ('cases.end-statement', 'cases.take-down-statement')
                    or (e.power = 'cases.state-own-view' and e.content->'facts'->>'former' is not null))
               and not exists (select from cases.statement t where t.ended_in = e.id)
            """, ct);
        var rows = (await snapshot.QueryAsync<Row>(new CommandDefinition("""
            select t.id, t.text, t.salt, e.content->'facts'->>'digest' as Digest
              from cases.statement t left join journal.entry e on e.id = t.entry
            """, cancellationToken: ct))).AsList();
        foreach (var row in rows.Where(row => new StoredStatement { Text = row.Text, Salt = row.Salt }.Digest.ToString() != row.Digest))
        {
            report.Find("cases.statement-changed", $"说明 {row.Id} 的文字与日志所载的摘要不符，被改动过。");
        }

        report.Count("statements", rows.Count);
    }

    private static async Task FindAsync(
        NpgsqlConnection snapshot, VerificationReport report, string code, string message, string sql, CancellationToken ct)
    {
        foreach (var id in await snapshot.QueryAsync<Guid>(new CommandDefinition(sql, cancellationToken: ct)))
        {
            report.Find(code, message.Replace("{0}", id.ToString(), StringComparison.Ordinal));
        }
    }
}
