using Dapper;
using Npgsql;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.People.SigningIn;

/// <summary>Holds passwords and second factors against the journal: nobody gets in by what was put into a table by hand.</summary>
public sealed class FactorsVerification : IVerification
{
    private static readonly (string Code, string Sql, Func<Guid, string> Say)[] Questions =
    [
        ("people.password-foreign", """
            select a.id from people.account a left join journal.entry e on e.id = a.password_entry
             where e.id is null or e.power not in ('people.appoint-account', 'people.change-password', 'people.reset-password', 'subjects.enrol')
                or e.content->'facts'->>'account' <> a.id::text
                or e.content->'facts'->>'password' is distinct from encode(sha256(convert_to(a.password, 'UTF8')), 'hex')
                or (e.content->'facts'->>'lapses')::bigint is distinct from floor(extract(epoch from a.password_lapses_at))::bigint
                or a.password_entry::text in (select n.content->'facts'->>'replaces' from journal.entry n
                                               where n.power in ('people.change-password', 'people.reset-password'))
            """, account => $"账户 {account} 的口令在日志中没有依据，或被换回旧的。"),
        ("people.factor-foreign", """
            select f.id from people.factor f left join journal.entry e on e.id = f.entry
             where e.id is null or e.power <> case f.kind when 'totp' then 'people.add-authenticator' else 'people.add-passkey' end
                or e.content->'facts'->>'account' <> f.account::text or e.content->'facts'->>'factor' <> f.id::text
                or (f.kind = 'passkey' and e.content->'facts'->>'digest' <> encode(sha256(f.credential || f.public_key), 'hex'))
                or (f.secret is not null and e.content->'facts'->>'digest' <> encode(sha256(convert_to(f.secret, 'UTF8')), 'hex'))
            """, factor => $"验证方式 {factor} 在日志中没有依据，或被改动。"),
        ("people.factor-missing", """
            select e.id from journal.entry e
             where e.power in ('people.add-authenticator', 'people.add-passkey') and not exists (select from people.factor f where f.entry = e.id)
            """, entry => $"条目 {entry} 登记的验证方式被删除。"),
        ("people.factor-end-foreign", """
            select f.id from people.factor f left join journal.entry e on e.id = f.ended_in
             where f.ended_in is not null and (e.id is null or e.power <> 'people.end-factor' or e.at <> f.ended_at
                or not (e.content->'facts'->'factors')::jsonb @> to_jsonb(f.id::text))
            """, factor => $"验证方式 {factor} 的停用在日志中没有依据。"),
        ("people.factor-end-missing", """
            select e.id from journal.entry e cross join lateral json_array_elements_text(e.content->'facts'->'factors') one
             where e.power = 'people.end-factor'
               and not exists (select from people.factor f where f.id::text = one and f.ended_in = e.id)
            """, entry => $"条目 {entry} 停用的验证方式又被启用。"),
        ("people.codes-foreign", """
            select c.account from people.recovery_code c left join journal.entry e on e.id = c.entry
             group by c.account, c.entry, e.id, e.power, e.content->'facts'->>'account', e.content->'facts'->>'digest'
            having e.id is null or e.power <> 'people.renew-recovery-codes' or e.content->'facts'->>'account' <> c.account::text
                or e.content->'facts'->>'digest' <> encode(sha256(string_agg(c.digest, ''::bytea order by c.digest)), 'hex')
                or c.entry::text in (select n.content->'facts'->>'replaces' from journal.entry n
                                      where n.power in ('people.renew-recovery-codes', 'people.end-factor') and n.content->'facts'->>'replaces' is not null)
            """, account => $"账户 {account} 的恢复码在日志中没有依据。"),
    ];

    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        foreach (var (code, sql, say) in Questions)
        {
            foreach (var found in await snapshot.QueryAsync<Guid>(new CommandDefinition(sql, cancellationToken: ct)))
            {
                report.Find(code, say(found));
            }
        }

        report.Count("factors", await snapshot.ExecuteScalarAsync<long>("select count(*) from people.factor"));
    }
}
