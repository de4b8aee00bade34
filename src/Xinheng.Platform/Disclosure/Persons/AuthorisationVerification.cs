using System.Globalization;
using Dapper;
using Npgsql;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Disclosure.Persons;

/// <summary>Holds authorisations and vetoes against the journal: nobody reads by one that its subject did not give, and none that was taken back runs on.</summary>
public sealed class AuthorisationVerification : IVerification
{
    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        await FindAsync(snapshot, report, "disclosure.authorisation-foreign", "授权 {0} 在日志中没有依据，或内容被改动。", """
            select a.id from disclosure.authorisation a
              left join journal.entry e on e.id = a.entry
             where e.id is null or e.power <> 'disclosure.give-authorisation'
                or e.content->'facts'->>'authorisation' <> a.id::text or e.content->'facts'->>'subject' <> a.subject_id::text
                or e.content->'facts'->>'organisation' <> a.organisation or e.content->'facts'->>'purpose' <> a.purpose
                or (e.content->'facts'->'items')::jsonb <> to_jsonb(a.items) or (e.content->'facts'->>'reads')::int <> a.reads
                or e.content->'facts'->>'from' <> a.valid_from::text or e.content->'facts'->>'until' <> a.valid_until::text
            """, ct);
        await FindAsync(snapshot, report, "disclosure.authorisation-missing", "条目 {0} 登记的授权被删除。", """
            select e.id from journal.entry e
             where e.power = 'disclosure.give-authorisation' and not exists (select from disclosure.authorisation a where a.entry = e.id)
            """, ct);
        await FindAsync(snapshot, report, "disclosure.revocation-foreign", "授权 {0} 的撤回在日志中没有依据。", """
            select a.id from disclosure.authorisation a
              left join journal.entry e on e.id = a.revoked_in
             where a.revoked_in is not null
               and (e.id is null or e.power <> 'disclosure.revoke-authorisation' or e.content->'facts'->>'revoked' <> a.id::text)
            """, ct);
        await FindAsync(snapshot, report, "disclosure.revocation-missing", "条目 {0} 撤回的授权又有效了。", """
            select e.id from journal.entry e
             where e.power = 'disclosure.revoke-authorisation' and not exists (select from disclosure.authorisation a where a.revoked_in = e.id)
            """, ct);
        await FindAsync(snapshot, report, "disclosure.veto-foreign", "不公示请求 {0} 在日志中没有依据，或被改动。", """
            select v.entry from disclosure.veto v
              left join journal.entry e on e.id = v.entry
              left join journal.entry l on l.id = v.lifted_in
             where e.id is null or e.power <> 'disclosure.veto-item' or e.content->'facts'->>'vetoed' <> v.item
                or e.content->'facts'->>'subject' <> v.subject_id::text
                or (v.lifted_in is not null and (l.id is null or l.power <> 'disclosure.lift-veto'
                    or l.content->'facts'->>'lifted' <> v.item or l.content->'facts'->>'subject' <> v.subject_id::text))
            """, ct);
        await FindAsync(snapshot, report, "disclosure.veto-missing", "条目 {0} 登记的不公示请求（或其撤回）不见了。", """
            select e.id from journal.entry e
             where (e.power = 'disclosure.veto-item' and not exists (select from disclosure.veto v where v.entry = e.id))
                or (e.power = 'disclosure.lift-veto' and not exists (select from disclosure.veto v where v.lifted_in = e.id))
            """, ct);
        report.Count("authorisations", await snapshot.ExecuteScalarAsync<long>("select count(*) from disclosure.authorisation"));
        report.Count("vetoes", await snapshot.ExecuteScalarAsync<long>("select count(*) from disclosure.veto"));
    }

    private static async Task FindAsync(
        NpgsqlConnection snapshot, VerificationReport report, string code, string message, string sql, CancellationToken ct)
    {
        foreach (var id in await snapshot.QueryAsync<Guid>(new CommandDefinition(sql, cancellationToken: ct)))
        {
            report.Find(code, message.Replace("{0}", id.ToString(null, CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }
    }
}
