using System.Text;
using Dapper;
using Npgsql;
using Xinheng.Model.Journal;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Assessment;

/// <summary>Holds bulletins, cycles, words of nothing and reminders against the journal: none is changed, none vanishes.</summary>
public sealed class AssessmentVerification : IVerification
{
    private sealed record Bulletin(Guid? Id, string? Content, string? Digest, string? Said);

    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        await BulletinsAsync(snapshot, report, ct);
        foreach (var (code, name, sql) in Differences)
        {
            foreach (var row in await snapshot.QueryAsync<string>(new CommandDefinition(sql, cancellationToken: ct)))
            {
                report.Find(code, $"{name}（{row}）与日志所载不同，或被删除。");
            }
        }
    }

    private static async Task BulletinsAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        var all = (await snapshot.QueryAsync<Bulletin>(new CommandDefinition("""
            select b.id, b.content::text as Content, encode(b.digest, 'hex') as Digest, e.content->'facts'->>'digest' as Said
              from assessment.bulletin b
              full join (select * from journal.entry where power = 'assessment.issue-bulletin') e
                on e.id = b.entry and e.content->'facts'->>'bulletin' = b.id::text and e.content->'facts'->>'month' = b.month::text
               and e.content->'facts'->>'region' is not distinct from b.region and e.at = b.issued_at
            """, cancellationToken: ct))).AsList();
        report.Count("bulletins", all.Count);
        foreach (var one in all)
        {
            if (one.Content is null)
            {
                report.Find("assessment.bulletin-missing", "日志所载的一份通报被删除或改动。");
            }
            else if (one.Said is null || one.Said != one.Digest || Hash256.Of(Encoding.UTF8.GetBytes(one.Content)).ToString() != one.Said)
            {
                report.Find("assessment.bulletin-changed", $"通报 {one.Id} 与发出时不同。");
            }
        }
    }

    private static readonly (string Code, string Name, string Sql)[] Differences =
    [
        ("assessment.cycle-changed", "报送周期", """
            select coalesce(d.id::text, e.id::text)
              from assessment.duty d
              full join (select * from journal.entry where power = 'assessment.set-cycle') e
                on e.id = d.entry and e.at = d.set_at and (e.content->'facts'->>'duty', e.content->'facts'->>'provider', e.content->'facts'->>'item',
                   e.content->'facts'->>'cycle', e.content->'facts'->>'since') = (d.id::text, d.provider, d.item, d.cycle, d.since::text)
             where d.id is null or e.id is null
            """),
        ("assessment.nothing-changed", "零报告", """
            with told as (
              select e.id, e.at, e.content->'facts'->>'provider' as provider, e.content->'facts'->>'item' as item,
                     p.period->>'from' as f, p.period->>'to' as t
                from journal.entry e cross join lateral json_array_elements(e.content->'facts'->'periods') p (period)
               where e.power = 'assessment.report-nothing')
            select coalesce(n.provider || ' ' || n.item || ' ' || n.period_to, told.id::text)
              from assessment.nothing_reported n
              full join told on told.id = n.entry and told.at = n.reported_at
               and (told.provider, told.item, told.f, told.t) = (n.provider, n.item, n.period_from::text, n.period_to::text)
             where n.provider is null or told.id is null
            """),
        ("assessment.reminder-changed", "催报", """
            select coalesce(r.id::text, e.id::text)
              from assessment.reminder r
              full join (select * from journal.entry where power = 'assessment.remind') e
                on e.id = r.entry and e.at = r.reminded_at
               and (e.content->'facts'->>'provider', e.content->'facts'->>'item', e.content->'facts'->>'month') = (r.provider, r.item, r.month::text)
             where r.id is null or e.id is null
            """),
    ];
}
