using Dapper;
using Npgsql;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Publication.Papers;

/// <summary>Holds certificates against the journal: none is made up, none vanishes, so what /verify says of one is what was made out.</summary>
public sealed class CertificateVerification : IVerification
{
    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        foreach (var id in await snapshot.QueryAsync<string>(new CommandDefinition("""
            select coalesce(c.id::text, e.content->'facts'->>'certificate')
              from publication.certificate c
              full join (select * from journal.entry where power = 'publication.certify-other') e on e.id = c.entry
             where c.id is null or e.id is null
                or (e.content->'facts'->>'certificate', e.content->'facts'->>'digest', e.content->'facts'->>'on')
                   is distinct from (c.id::text, encode(c.sha256, 'hex'), c.issued_on::text)
            """, cancellationToken: ct)))
        {
            report.Find("publication.certificate-changed", $"此人非彼人证明 {id} 与日志所载不同，或已被删除。");
        }

        report.Count("certificates", await snapshot.ExecuteScalarAsync<long>("select count(*) from publication.certificate"));
    }
}
