using Dapper;
using Npgsql;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.People;

/// <summary>Holds organisations, accounts and grants against the journal: nobody has a role the log does not name.</summary>
public sealed class GrantsVerification : IVerification
{
    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        foreach (var account in await snapshot.QueryAsync<Guid>(new CommandDefinition("""
            select g.account from people.role_grant g
              left join journal.entry e on e.id = g.entry
              left join journal.entry c on c.id = coalesce(g.confirmed_in, g.entry)
             where e.id is null or e.power not in ('people.grant-role', 'people.emergency-access')
                or e.content->'facts'->>'account' <> g.account::text or e.content->'facts'->>'role' <> g.role
                or e.content->'facts'->>'region' is distinct from g.region
                or c.id is null or c.content->'facts'->>'account' <> g.account::text
                or (c.content->'facts'->>'lapses')::timestamptz is distinct from g.lapses_at
                or (g.confirmed_in is not null and (c.power <> 'people.confirm-grants' or not (c.content->'facts'->'roles')::jsonb ? g.role))
            """, cancellationToken: ct)))
        {
            report.Find("people.grant-foreign", $"账户 {account} 的角色或其期限在日志中没有依据。");
        }

        foreach (var account in await snapshot.QueryAsync<Guid>(new CommandDefinition("""
            select g.account from people.role_grant g
              left join journal.entry e on e.id = g.revoked_in
             where (g.revoked_in is null) <> (g.revoked_at is null)
                or (g.revoked_in is not null and (e.id is null or e.power <> 'people.revoke-role' or e.at <> g.revoked_at
                    or e.content->'facts'->>'account' <> g.account::text or e.content->'facts'->>'role' <> g.role))
            """, cancellationToken: ct)))
        {
            report.Find("people.revocation-foreign", $"账户 {account} 的一项撤销在日志中没有依据。");
        }

        foreach (var entry in await snapshot.QueryAsync<Guid>(new CommandDefinition("""
            select e.id from journal.entry e
             where e.power = 'people.revoke-role' and not exists (select from people.role_grant g where g.revoked_in = e.id)
            """, cancellationToken: ct)))
        {
            report.Find("people.revocation-missing", $"条目 {entry} 撤销的角色又被启用。");
        }

        foreach (var account in await snapshot.QueryAsync<Guid>(new CommandDefinition("""
            select a.id from people.account a
              left join journal.entry e on e.id = a.entry
             where e.id is null or e.power not in ('people.appoint-account', 'subjects.enrol') or e.content->'facts'->>'account' <> a.id::text
                or e.content->'facts'->>'organisation' is distinct from a.organisation
                or e.content->'facts'->>'holder' is distinct from a.holder::text
            """, cancellationToken: ct)))
        {
            report.Find("people.account-foreign", $"账户 {account} 在日志中没有依据，或所属单位、使用人被改动。");
        }

        foreach (var entry in await snapshot.QueryAsync<Guid>(new CommandDefinition("""
            select e.id from journal.entry e
             where e.power in ('people.grant-role', 'people.emergency-access') and not exists (select from people.role_grant g where g.entry = e.id)
            """, cancellationToken: ct)))
        {
            report.Find("people.grant-missing", $"条目 {entry} 授予的角色被删除。");
        }

        foreach (var account in await snapshot.QueryAsync<Guid>(new CommandDefinition("""
            select a.id from people.account a
              left join journal.entry e on e.id = a.ended_in
             where (a.ended_in is null) <> (a.ended_at is null)
                or (a.ended_in is not null and (e.id is null or e.at <> a.ended_at
                    or not (e.power = 'people.end-account' and e.content->'facts'->>'account' = a.id::text
                            or e.power = 'subjects.enrol' and (e.content->'facts'->'replaced')::jsonb ? a.id::text)))
            """, cancellationToken: ct)))
        {
            report.Find("people.account-end-foreign", $"账户 {account} 的停用在日志中没有依据。");
        }

        foreach (var entry in await snapshot.QueryAsync<Guid>(new CommandDefinition("""
            select e.id from journal.entry e
             where e.power = 'people.end-account' and not exists (select from people.account a where a.ended_in = e.id)
            """, cancellationToken: ct)))
        {
            report.Find("people.account-end-missing", $"条目 {entry} 停用的账户又被启用。");
        }

        // Where a body lies decides who manages it, what it is decides what its people may.
        foreach (var code in await snapshot.QueryAsync<string>(new CommandDefinition("""
            select o.code from people.organisation o
              left join journal.entry e on e.id = o.entry
             where e.id is null or e.power <> 'people.register-organisation' or e.content->'facts'->>'organisation' <> o.code
                or e.content->'facts'->>'name' <> o.name or e.content->'facts'->>'region' <> o.region or e.content->'facts'->>'kind' <> o.kind
            """, cancellationToken: ct)))
        {
            report.Find("people.organisation-foreign", $"单位 {code} 在日志中没有依据，或名称、区划、类别被改动。");
        }

        report.Count("grants", await snapshot.ExecuteScalarAsync<long>("select count(*) from people.role_grant"));
    }
}
