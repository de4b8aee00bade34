using System.Security.Cryptography;
using Dapper;
using Npgsql;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Procedures;

/// <summary>Holds cases and their steps against the journal: none made up, none taken out, none moved without a step.</summary>
public sealed class CaseVerification : IVerification
{
    /// <summary>Fixes whose case it is without naming anybody: strangers who read the log cannot tell two cases of one subject.</summary>
    internal static string SealOf(CaseId id, SubjectId subject)
    {
        Span<byte> bytes = stackalloc byte[32];
        id.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        subject.Value.TryWriteBytes(bytes[16..], bigEndian: true, out _);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    private sealed record Seal(Guid Id, string Number, Guid SubjectId, string? Told);

    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        foreach (var number in await snapshot.QueryAsync<string>(new CommandDefinition("""
            select c.number from procedures.step s
              join procedures.case_file c on c.id = s.case_id
              left join journal.entry e on e.id = s.entry
             where e.id is null or e.at <> s.at or e.content #>> '{facts,case,id}' <> s.case_id::text
                or not (e.content #> '{facts,case,steps}')::jsonb ? s.step
            """, cancellationToken: ct)))
        {
            report.Find("procedures.step-foreign", $"办件 {number} 的一步在日志中没有依据，或者时间、环节被改动。");
        }

        foreach (var number in await snapshot.QueryAsync<string>(new CommandDefinition("""
            select c.number from procedures.case_file c
              left join lateral (select s.stage, s.body, s.day from procedures.step s where s.case_id = c.id order by s.no desc limit 1) l on true
              left join journal.entry e on e.id = c.entry
             where l.stage is distinct from c.stage or l.body is distinct from c.body or (c.closed_on is not null and c.closed_on <> l.day)
                or e.id is null or e.at <> c.opened_at or e.content #>> '{facts,case,number}' <> c.number
                or e.content #>> '{facts,case,procedure}' <> c.procedure or e.content #>> '{facts,case,about}' is distinct from c.about::text
            """, cancellationToken: ct)))
        {
            report.Find("procedures.case-changed", $"办件 {number} 的环节、承办单位或事项与它的经过、日志不符。");
        }

        foreach (var entry in await snapshot.QueryAsync<Guid>(new CommandDefinition("""
            select e.id from journal.entry e
             where e.content #>> '{facts,case,id}' is not null
               and json_array_length(e.content #> '{facts,case,steps}') <> (select count(*) from procedures.step s where s.entry = e.id)
            """, cancellationToken: ct)))
        {
            report.Find("procedures.step-missing", $"日志条目 {entry} 所载的办件环节被删除。");
        }

        await foreach (var row in snapshot.QueryUnbufferedAsync<Seal>("""
            select c.id, c.number, c.subject_id as SubjectId, e.content #>> '{facts,case,subject}' as Told
              from procedures.case_file c left join journal.entry e on e.id = c.entry
            """).WithCancellation(ct))
        {
            report.Count("cases");
            if (row.Told != SealOf(new CaseId(row.Id), new SubjectId(row.SubjectId)))
            {
                report.Find("procedures.case-of-another", $"办件 {row.Number} 的当事人与日志所封存的不符。");
            }
        }
    }
}
