using Dapper;
using Npgsql;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Publication.Authentic;

/// <summary>Holds incidents against the journal: none vanishes, none is made up.</summary>
public sealed class IncidentVerification : IVerification
{
    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        foreach (var id in await snapshot.QueryAsync<string>(new CommandDefinition("""
            select coalesce(i.id::text, t.incident->>'id')
              from publication.incident i
              full join (select e.id as entry, e.at, n.incident from journal.entry e
                          cross join lateral json_array_elements(e.content->'facts'->'incidents') n (incident)
                          where e.power = 'publication.note-tampering') t
                on t.entry = i.entry and t.incident->>'id' = i.id::text
             where i.id is null or t.entry is null or i.at <> t.at
                or (i.name, i.expected, i.found, i.mended::text)
                   is distinct from (t.incident->>'name', t.incident->>'expected', t.incident->>'found', t.incident->>'mended')
            """, cancellationToken: ct)))
        {
            report.Find("publication.incident-changed", $"文件被改动的记录 {id} 与日志所载不同，或已被删除。");
        }

        report.Count("incidents", await snapshot.ExecuteScalarAsync<long>("select count(*) from publication.incident"));
    }
}
