using Dapper;
using Npgsql;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Cases.Repairing.Reorganising;

/// <summary>Holds rulings and what they hide against the journal: nothing is hidden by a ruling nobody registered, nor for longer.</summary>
public sealed class ReorganisationVerification : IVerification
{
    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        await RepairVerification.FindAsync(snapshot, report, "cases.reorganisation-foreign", "重整办件 {0} 在日志中没有依据，或者裁定、期限、所屏蔽的记录被改动。", """
            select r.case_id from cases.reorganisation r
              left join journal.entry e on e.id = r.entry
             where e.id is null or e.power <> 'cases.register-reorganisation' or e.content #>> '{facts,case,id}' <> r.case_id::text
                or e.content #>> '{facts,act,kind}' <> r.kind or e.content #>> '{facts,act,court}' <> r.court or e.content #>> '{facts,act,ruling}' <> r.ruling
                or e.content #>> '{facts,act,ruledOn}' <> r.ruled_on::text or e.content #>> '{facts,act,endsOn}' is distinct from r.ends_on::text
                or (e.content #> '{facts,act,records}')::jsonb
                   is distinct from (select jsonb_agg(h.record_id::text order by h.record_id) from cases.reorganised h where h.case_id = r.case_id)
            """, ct);
        await RepairVerification.FindAsync(snapshot, report, "cases.reorganisation-missing", "日志条目 {0} 登记的法院裁定被删除。", """
            select e.id from journal.entry e
             where e.power = 'cases.register-reorganisation' and not exists (select from cases.reorganisation r where r.entry = e.id)
            """, ct);
        await RepairVerification.FindAsync(snapshot, report, "cases.shielded-without-ruling", "记录 {0} 被屏蔽，但没有正在执行的法院裁定。", """
            select r.record_id from records.record r
             where r.state = 'shielded'
               and not exists (select from cases.reorganised h join procedures.case_file c on c.id = h.case_id
                                where h.record_id = r.record_id and c.closed_on is null)
            """, ct);
        report.Count("reorganisations", await snapshot.ExecuteScalarAsync<long>(new CommandDefinition("select count(*) from cases.reorganisation", cancellationToken: ct)));
    }
}
