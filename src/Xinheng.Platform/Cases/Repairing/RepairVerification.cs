using System.Globalization;
using Dapper;
using Npgsql;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Repairing;

/// <summary>Holds repairs against the journal: no record is repaired without its body's decision, no promise reads otherwise than it was signed,
/// nobody is barred whom no finding names.</summary>
public sealed class RepairVerification : IVerification
{
    private sealed record Proxied(Guid CaseId, Guid? Person, string? Told);

    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        await FindAsync(snapshot, report, "cases.repair-foreign", "修复申请 {0} 在日志中没有依据，或者它的记录、承诺书被改动。", """
            select r.case_id from cases.repair r
              left join journal.entry e on e.id = r.entry
             where e.id is null or e.power <> 'cases.file-repair' or e.content #>> '{facts,case,id}' <> r.case_id::text
                or e.content #>> '{facts,case,about}' <> r.record_id::text
                or e.content #>> '{facts,act,commitment}' <> encode(r.commitment_digest, 'hex')
                or e.content #>> '{facts,act,version}' <> r.commitment_version
                or r.commitment_digest <> sha256(convert_to(r.commitment, 'UTF8'))
            """, ct);
        await FindAsync(snapshot, report, "cases.repair-missing", "日志条目 {0} 所载的修复申请被删除。", """
            select e.id from journal.entry e where e.power = 'cases.file-repair' and not exists (select from cases.repair r where r.entry = e.id)
            """, ct);
        await FindAsync(snapshot, report, "cases.repaired-without-decision", "记录 {0} 已修复，但日志中没有认定机关的决定。", """
            select r.record_id from records.record r
              join lateral (select v.entry from records.revision v
                             where (v.subject_id, v.record_id) = (r.subject_id, r.record_id) and v.standing ->> 'operation' = 'repair'
                             order by v.no desc limit 1) v on true
              left join journal.entry e on e.id = v.entry
             where r.state = 'repaired'
               and (e.id is null or not (
                    e.power = 'cases.grant-repair' and e.content #>> '{facts,act,record}' = r.record_id::text
                 or e.power = 'cases.execute-reorganisation' and (e.content #> '{facts,act,records}')::jsonb ? r.record_id::text))
            """, ct);
        await FindAsync(snapshot, report, "cases.grant-undone", "日志条目 {0} 同意修复的记录没有相应的修复版本，或者又被启用。", """
            select e.id from journal.entry e
              left join records.record r on r.record_id = (e.content #>> '{facts,act,record}')::uuid
             where e.power = 'cases.grant-repair'
               and (r.record_id is null or r.state not in ('repaired', 'archived')
                    or not exists (select from records.revision v where v.record_id = r.record_id and v.entry = e.id and v.standing ->> 'state' = 'repaired'))
            """, ct);
        await FindAsync(snapshot, report, "cases.bar-foreign", "办件 {0} 的限制申请在日志中没有依据，或者期限、当事人被改动。", """
            select b.case_id from cases.repair_bar b
              left join journal.entry e on e.id = b.entry
              left join procedures.case_file c on c.id = b.case_id
             where e.id is null or e.power <> case b.kind when 'abuse' then 'cases.fail-reorganisation' else 'cases.note-false-materials' end
                or e.content #>> '{facts,case,id}' <> b.case_id::text or e.content #>> '{facts,act,barred}' is distinct from b.until::text
                or c.subject_id is distinct from b.subject_id
            """, ct);
        await FindAsync(snapshot, report, "cases.bar-missing", "日志条目 {0} 所载的限制申请被删除。", """
            select e.id from journal.entry e
             where (e.power = 'cases.note-false-materials' or e.power = 'cases.fail-reorganisation' and (e.content #>> '{facts,act,abused}')::boolean)
               and not exists (select from cases.repair_bar b where b.entry = e.id)
            """, ct);
        await ProxiesAsync(snapshot, report, ct);
        report.Count("repairs", await snapshot.ExecuteScalarAsync<long>(new CommandDefinition("select count(*) from cases.repair", cancellationToken: ct)));
    }

    // The journal names no proxy, only what fixes which one it was.
    private static async Task ProxiesAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        foreach (var row in await snapshot.QueryAsync<Proxied>(new CommandDefinition("""
            select r.case_id as CaseId, p.person, e.content #>> '{facts,act,proxy}' as Told
              from cases.repair r
              left join cases.repair_proxy p on p.case_id = r.case_id
              left join journal.entry e on e.id = r.entry
             where p.case_id is not null or e.content #>> '{facts,act,proxy}' is not null
            """, cancellationToken: ct)))
        {
            if (row.Told != (row.Person is { } person ? CaseVerification.SealOf(new CaseId(row.CaseId), new SubjectId(person)) : null))
            {
                report.Find("cases.proxy-foreign", $"修复申请 {row.CaseId} 的代办人与日志所封存的不符。");
            }
        }
    }

    internal static async Task FindAsync(
        NpgsqlConnection snapshot, VerificationReport report, string code, string message, string sql, CancellationToken ct)
    {
        foreach (var id in await snapshot.QueryAsync<Guid>(new CommandDefinition(sql, cancellationToken: ct)))
        {
            report.Find(code, message.Replace("{0}", id.ToString(null, CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }
    }
}
