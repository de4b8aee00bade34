using System.Text;
using Dapper;
using Npgsql;
using Xinheng.Model.Cases.Objecting;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Cases.Objecting;

/// <summary>Holds objections against the journal: what was said, what was answered, who was told, and that the mark stands while one is open.</summary>
public sealed class ObjectionVerification : IVerification
{
    private sealed record Said(Guid CaseId, string Ground, string Why, string? Told);

    private sealed record Answered(Guid CaseId, string? Outcome, string? Reasons, string? Told, string? ToldOutcome);

    private sealed record ClaimOf(Guid CaseId, int No, string? Field, string Right, string? Answer);

    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        var claims = (await snapshot.QueryAsync<ClaimOf>(new CommandDefinition(
            """select case_id as CaseId, no, field, "right", answer from cases.claim order by case_id, no""", cancellationToken: ct))).ToLookup(claim => claim.CaseId);
        await SaidAsync(snapshot, claims, report, ct);
        await AnsweredAsync(snapshot, claims, report, ct);
        await NameAsync(snapshot, report, "cases.objection-missing", "日志所载的异议 {0} 被删除。", """
            select e.content #>> '{facts,case,number}' from journal.entry e
             where e.power = 'cases.file-objection' and not exists (select from cases.objection o where o.entry = e.id)
            """, ct);
        await NameAsync(snapshot, report, "cases.told-changed", "异议 {0} 的更正通知名单与日志所载不符。", """
            select coalesce(c.number, e.content #>> '{facts,case,number}')
              from (select t.case_id, t.entry, array_agg(t.organisation order by t.organisation) as told, bool_and(t.told_at = j.at) as timely
                      from cases.told t left join journal.entry j on j.id = t.entry group by 1, 2) t
              full join (select e.id, e.at, e.content, array(select json_array_elements_text(e.content #> '{facts,act,told}') order by 1) as told
                           from journal.entry e
                          where e.power in ('cases.answer-objection', 'cases.mend-objection', 'cases.end-review')
                            and json_array_length(e.content #> '{facts,act,told}') > 0) e
                on e.id = t.entry
              left join procedures.case_file c on c.id = t.case_id
             where t.told is distinct from e.told or t.timely is distinct from true
            """, ct);
        await NameAsync(snapshot, report, "cases.defect-changed", "差错单（异议 {0}）与日志所载不符，或已被删除。", """
            select coalesce(c.number, e.content #>> '{facts,case,number}')
              from cases.defect d
              full join (select * from journal.entry where power = 'cases.answer-objection' and content #>> '{facts,act,defect}' is not null) e
                on e.id = d.entry and e.content #>> '{facts,act,defect}' = d.id::text
              left join procedures.case_file c on c.id = d.case_id
              left join journal.entry x on x.id = d.closed_in
             where d.id is null or e.id is null or e.content #>> '{facts,act,record}' <> d.record::text or d.opened_at <> e.at
                or (d.closed_at is null) <> (d.closed_in is null) or (d.done is null) <> (d.closed_in is null)
                or (d.closed_in is not null and (x.id is null or x.power <> 'cases.close-defect' or x.at <> d.closed_at or x.content #>> '{facts,defect}' <> d.id::text
                    or x.content #>> '{facts,done}' <> encode(sha256(convert_to(d.done, 'UTF8')), 'hex')))
            """, ct);
        await NameAsync(snapshot, report, "cases.review-changed", "复议、诉讼 {0} 的登记或结果与日志所载不符，或已被删除。", """
            select coalesce(c.number, e.content #>> '{facts,case,number}')
              from cases.review w
              full join (select * from journal.entry where power = 'cases.note-review') e on e.id = w.entry and e.content #>> '{facts,case,id}' = w.case_id::text
              left join procedures.case_file c on c.id = w.case_id
              left join journal.entry x on x.id = w.decided_in
             where w.case_id is null or e.id is null
                or (w.record::text, w.kind, w.document, w.begun_on::text) is distinct from
                   (e.content #>> '{facts,act,record}', e.content #>> '{facts,act,kind}', e.content #>> '{facts,act,document}', e.content #>> '{facts,act,begun}')
                or (w.outcome is null) <> (w.decided_in is null)
                or (w.decided_in is not null and (x.id is null or x.power <> 'cases.end-review' or x.content #>> '{facts,case,id}' <> w.case_id::text
                    or (w.outcome, w.judgment, w.judged_on::text) is distinct from
                       (x.content #>> '{facts,act,outcome}', x.content #>> '{facts,act,judgment}', x.content #>> '{facts,act,judged}')))
            """, ct);
        await NameAsync(snapshot, report, "cases.mark-missing", "异议或复议诉讼 {0} 还没有办结，记录上却没有标注。", """
            select c.number from procedures.case_file c
              join records.record r on r.record_id = c.about
             where c.procedure in ('objection', 'review') and c.closed_on is null and r.state in ('current', 'shielded') and not r.contested
            """, ct);
    }

    private static async Task SaidAsync(NpgsqlConnection snapshot, ILookup<Guid, ClaimOf> claims, VerificationReport report, CancellationToken ct)
    {
        foreach (var one in await snapshot.QueryAsync<Said>(new CommandDefinition("""
            select o.case_id as CaseId, o.ground, o.why, e.content #>> '{facts,act,said}' as Told
              from cases.objection o
              left join journal.entry e on e.id = o.entry and e.power = 'cases.file-objection' and e.content #>> '{facts,case,id}' = o.case_id::text
                and e.content #>> '{facts,act,record}' = o.record::text and e.content #>> '{facts,act,revision}' = o.revision::text
                and e.content #>> '{facts,act,item}' = o.item
            """, cancellationToken: ct)))
        {
            report.Count("objections");
            var text = new ObjectionText(one.Ground, [.. claims[one.CaseId].Select(claim => new Claim(claim.Field, claim.Right))], one.Why);
            if (text.Digest.ToString() != one.Told)
            {
                report.Find("cases.objection-changed", $"异议 {one.CaseId} 的内容与提出时日志所封存的不符。");
            }
        }
    }

    private static async Task AnsweredAsync(NpgsqlConnection snapshot, ILookup<Guid, ClaimOf> claims, VerificationReport report, CancellationToken ct)
    {
        foreach (var one in await snapshot.QueryAsync<Answered>(new CommandDefinition("""
            select o.case_id as CaseId, o.outcome, o.reasons, e.content #>> '{facts,act,answered}' as Told,
                   case when e.content #>> '{facts,case,id}' = o.case_id::text then e.content #>> '{facts,act,outcome}' end as ToldOutcome
              from cases.objection o
              join procedures.case_file c on c.id = o.case_id
              left join journal.entry e on e.id = o.decided_in
             where c.closed_on is not null or o.outcome is not null or o.decided_in is not null or o.ended_on is not null
            """, cancellationToken: ct)))
        {
            var answers = claims[one.CaseId].Where(claim => claim.Answer is not null).Select(claim => KeyValuePair.Create(claim.No, claim.Answer!));
            if (one.Outcome is null || one.ToldOutcome != one.Outcome || one.Told != ObjectionTable.SealOf(one.Outcome, one.Reasons, answers))
            {
                report.Find("cases.answer-changed", $"异议 {one.CaseId} 的结果、理由或逐项答复与日志所封存的不符。");
            }
        }
    }

    private static async Task NameAsync(NpgsqlConnection snapshot, VerificationReport report, string code, string message, string sql, CancellationToken ct)
    {
        foreach (var number in await snapshot.QueryAsync<string>(new CommandDefinition(sql, cancellationToken: ct)))
        {
            report.Find(code, string.Format(System.Globalization.CultureInfo.InvariantCulture, CompositeFormat.Parse(message), number));
        }
    }
}
