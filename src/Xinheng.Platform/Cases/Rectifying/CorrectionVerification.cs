using Dapper;
using Npgsql;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Cases.Rectifying;

/// <summary>Holds orders and interviews against the journal: no date, verdict, minutes or signature that its last act did not write.</summary>
public sealed class CorrectionVerification : IVerification
{
    private sealed record Told(Guid Id, string? Digest);

    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        var told = (await snapshot.QueryAsync<Told>(new CommandDefinition("""
            select t.case_id as Id, case when l.entry = t.entry and e.content #>> '{facts,case,id}' = t.case_id::text
                                         then e.content #>> '{facts,act,digest}' end as Digest
              from (select case_id, entry from cases.rectification union all select case_id, entry from cases.interview) t
              left join journal.entry e on e.id = t.entry
              left join lateral (select s.entry from procedures.step s where s.case_id = t.case_id order by s.no desc limit 1) l on true
            """, cancellationToken: ct))).ToDictionary(t => t.Id, t => t.Digest);
        foreach (var row in await snapshot.QueryAsync<RectificationRow>(new CommandDefinition(
            $"select {RectificationRow.Columns} from cases.rectification r", cancellationToken: ct)))
        {
            Compare(report, row.CaseId, row.Digest, told, "cases.rectification-changed", "限期整改");
        }

        foreach (var row in await snapshot.QueryAsync<InterviewRow>(new CommandDefinition(
            $"select {InterviewRow.Columns} from cases.interview i", cancellationToken: ct)))
        {
            Compare(report, row.CaseId, row.Digest, told, "cases.interview-changed", "约谈");
        }

        foreach (var entry in await snapshot.QueryAsync<Guid>(new CommandDefinition("""
            select e.id from journal.entry e
             where e.power = 'cases.order-rectification'
               and not exists (select from cases.rectification r where r.case_id::text = e.content #>> '{facts,case,id}')
                or e.power = 'cases.call-interview'
               and not exists (select from cases.interview i where i.case_id::text = e.content #>> '{facts,case,id}')
                or e.power = 'cases.file-correction'
               and not exists (select from cases.correction_record c
                                where c.case_id::text = e.content #>> '{facts,filed}' and c.record_id::text = e.content #>> '{facts,record}')
            """, cancellationToken: ct)))
        {
            report.Find("cases.correction-missing", $"条目 {entry} 的整改、约谈或者入档情况被删除。");
        }
    }

    private static void Compare(
        VerificationReport report, Guid id, string digest, Dictionary<Guid, string?> told, string code, string what)
    {
        report.Count("corrections");
        if (told[id] != digest)
        {
            report.Find(code, $"{what} {id} 的内容与日志所记的不同。");
        }
    }
}
