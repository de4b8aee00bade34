using Dapper;
using Npgsql;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Cases.Promising;

/// <summary>Holds templates, promises and their outcomes against the journal: none made up, none changed, none taken out.</summary>
public sealed class PromiseVerification : IVerification
{
    private static readonly (string Code, string Message, string Sql)[] Questions =
    [
        ("cases.promise-template-changed", "承诺书模板 {0} 与日志所载不同，或者没有依据就启用。", """
            select t.code || ' 第 ' || t.version || ' 版' from cases.promise_template t
              left join journal.entry d on d.id = t.drafted_in and d.power = 'cases.draft-promise-template'
              left join journal.entry a on a.id = t.decided_in and a.power = 'cases.adopt-promise-template'
             where d.id is null or d.content #>> '{facts,digest}' <> encode(sha256(convert_to(t.content, 'UTF8')), 'hex')
                or (t.state in ('in_force', 'replaced', 'ended')
                    and (a.id is null or a.content #>> '{facts,template}' <> t.code or a.content #>> '{facts,version}' <> t.version::text
                         or a.content #>> '{facts,digest}' <> encode(sha256(convert_to(t.content, 'UTF8')), 'hex')))
            """),
        ("cases.promise-changed", "承诺 {0} 的文本、日期、受理单位或公开方式与日志所载不同。", """
            select p.number from cases.promise p
              left join journal.entry e on e.id = p.entry and e.power = 'cases.sign-promise'
             where e.id is null or e.content #>> '{facts,case,id}' <> p.id::text or e.at <> p.signed_at
                or (e.content #>> '{facts,act,promise}', e.content #>> '{facts,act,template}', e.content #>> '{facts,act,version}', e.content #>> '{facts,act,body}',
                    e.content #>> '{facts,act,openness}', e.content #>> '{facts,act,signedOn}', e.content #>> '{facts,act,validUntil}')
                   is distinct from (p.number, p.template, p.version::text, p.body, p.openness::text, p.signed_on::text, p.valid_until::text)
                or e.content #>> '{facts,act,digest}' <> encode(sha256(convert_to(p.proof::json #>> '{promise,text}', 'UTF8')), 'hex')
                or (p.subject_code is not null
                    and not exists (select from subjects.identifier i where i.lookup = p.subject_code and i.subject_id = p.subject_id))
            """),
        ("cases.promise-moved", "承诺 {0} 现在的状态或承诺人与它的办件不符。", """
            select p.number from cases.promise p left join procedures.case_file c on c.id = p.id
             where c.id is null or c.stage <> p.state or c.subject_id <> p.subject_id or c.procedure <> 'commitment'
            """),
        ("cases.promise-outcome-changed", "承诺 {0} 的履行认定与日志所载不同。", """
            select p.number from cases.promise p
              left join lateral (select e.content from procedures.step s join journal.entry e on e.id = s.entry
                                  where s.case_id = p.id and s.step in ('fulfil', 'break') limit 1) d on true
             where (d.content #>> '{facts,act,performance}', d.content #>> '{facts,act,decidedOn}') is distinct from (p.performance::text, p.decided_on::text)
                or (d.content is not null and d.content #>> '{facts,act,outcome}' <> encode(sha256(convert_to(
                    coalesce(p.document, '') || chr(10) || coalesce(p.unkept, '') || chr(10) || coalesce(p.pursued, ''), 'UTF8')), 'hex'))
            """),
        ("cases.promise-follow-up-changed", "承诺 {0} 的跟踪事项被改动，或者核查结果没有依据。", """
            select p.number from cases.promise p join journal.entry e on e.id = p.entry
             where e.content #>> '{facts,act,followUps}' is distinct from (
                     select encode(sha256(convert_to(coalesce(string_agg(f.no || '|' || f.due_on, chr(10) order by f.no), ''), 'UTF8')), 'hex')
                       from cases.promise_follow_up f where f.promise = p.id)
                or exists (select from cases.promise_follow_up f left join journal.entry k on k.id = f.entry and k.power = 'cases.check-promise'
                            where f.promise = p.id and f.checked_on is not null
                              and (k.id is null or k.content #>> '{facts,case,id}' <> p.id::text
                                   or (k.content #>> '{facts,act,no}', k.content #>> '{facts,act,kept}') is distinct from (f.no::text, f.kept::text)))
            """),
        ("cases.promise-record-foreign", "承诺 {0} 所指的信用记录在日志中没有依据。", """
            select p.number from cases.promise p cross join lateral (values (p.record, 'CN_CNS'), (p.outcome_record, 'CN_LYQK')) r (id, item)
             where r.id is not null and not exists (select from journal.entry e where e.power = 'cases.enter-promise'
                     and e.content #>> '{facts,promise}' = p.number and e.content #>> '{facts,record}' = r.id::text and e.content #>> '{facts,item}' = r.item)
            """),
        ("cases.promise-missing", "日志条目 {0} 所载的承诺被删除。", """
            select e.id::text from journal.entry e left join cases.promise p on p.entry = e.id where e.power = 'cases.sign-promise' and p.id is null
            """),
    ];

    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        foreach (var (code, message, sql) in Questions)
        {
            foreach (var found in await snapshot.QueryAsync<string>(new CommandDefinition(sql, commandTimeout: 0, cancellationToken: ct)))
            {
                report.Find(code, string.Format(System.Globalization.CultureInfo.InvariantCulture, message, found));
            }
        }

        report.Count("promises", await snapshot.ExecuteScalarAsync<long>("select count(*) from cases.promise"));
    }
}
