using Dapper;
using Npgsql;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.People.Tracing;

/// <summary>Holds delays of sight against the journal: nothing is kept from a subject that the log does not name, nor longer.</summary>
public sealed class DelayVerification : IVerification
{
    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        foreach (var (id, entry) in await snapshot.QueryAsync<(Guid? Id, Guid? Entry)>(new CommandDefinition("""
            select d.id, e.id from people.sight_delay d
              full join (select id, at, content->'facts' as facts from journal.entry where power = 'people.delay-sight') e
                on e.id = d.entry and e.at = d.decided_at and e.facts->>'delay' = d.id::text and e.facts->>'organisation' = d.organisation
               and e.facts->>'until' = d.until::text and e.facts->>'basis' = d.basis
               and (e.facts->>'authorisation', e.facts->>'matter', e.facts->>'look') is not distinct from (d.authorisation::text, d.matter, d.look::text)
             where d.id is null or e.id is null
            """, cancellationToken: ct)))
        {
            if (id is { } foreign)
            {
                report.Find("people.delay-foreign", $"暂缓告知 {foreign} 在日志中没有依据，或范围、期限被改动。");
            }
            else
            {
                report.Find("people.delay-missing", $"条目 {entry} 所载的暂缓告知被删除或改动。");
            }
        }
    }
}
