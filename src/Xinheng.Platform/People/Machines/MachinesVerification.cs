using Dapper;
using Npgsql;
using Xinheng.Model.People.Machines;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.People.Machines;

/// <summary>Holds machines, their keys, scopes and ends against the journal: no system has a key, a right or a life the log does not name.</summary>
public sealed class MachinesVerification : IVerification
{
    private sealed record Question(string Code, Func<string, string> Say, string Sql);

    private sealed record KeyRow(string Id, string PublicKey, string? Digest);

    // What the log says of machines, read once for each question.
    private const string Acts = """
        with act as materialized (
          select id, at, power, content->'facts' as facts from journal.entry
           where power in ('people.register-client', 'people.add-client-key', 'people.end-client-key', 'people.scope-client',
                           'people.end-client', 'people.require-signature'))
        """;

    private static readonly Question[] Questions =
    [
        new("people.client-foreign", id => $"接口账户 {id} 在日志中没有依据，或所属单位被改动。", $"""
            {Acts} select c.id from people.client c left join act a on a.id = c.entry
             where a.id is null or a.power <> 'people.register-client'
                or a.facts->>'client' <> c.id or a.facts->>'organisation' <> c.organisation
            """),
        new("people.scope-foreign", id => $"接口账户 {id} 的授权范围与日志所载不同。", $"""
            {Acts} select c.id from people.client c left join act a on a.id = c.scope_entry
             where a.id is null or a.power not in ('people.register-client', 'people.scope-client')
                or a.facts->>'client' <> c.id or a.facts->>'scope' <> c.scope
                or exists (select from act n where n.power = 'people.scope-client' and n.facts->>'client' = c.id and n.at > a.at)
            """),
        new("people.client-end", id => $"接口账户 {id} 的停用与日志所载不同。", $"""
            {Acts} select c.id from people.client c left join act a on a.power = 'people.end-client' and a.facts->>'client' = c.id
             where c.ended_in is distinct from a.id or c.ended_at is distinct from a.at
            """),
        new("people.key-foreign", id => $"密钥 {id} 在日志中没有依据，或归属、起止时间被改动。", $"""
            {Acts} select k.id from people.client_key k left join act a on a.id = k.entry
             where a.id is null or a.power not in ('people.register-client', 'people.add-client-key')
                or a.facts->>'client' <> k.client or a.facts->>'key' <> k.id or (a.facts->>'from')::timestamptz <> k.valid_from
                or (k.ended_in is null and (a.facts->>'until')::timestamptz is distinct from k.valid_to)
            """),
        new("people.key-end", id => $"密钥 {id} 的终止与日志所载不同。", $"""
            {Acts} select k.id from people.client_key k
              left join lateral (select a.id, a.facts from act a
                                  where a.power = 'people.end-client-key' and a.facts->>'key' = k.id order by a.at desc, a.id desc limit 1) l on true
             where k.ended_in is distinct from l.id or (l.id is not null and (l.facts->>'until')::timestamptz is distinct from k.valid_to)
            """),
        new("people.machine-missing", id => $"条目 {id} 登记的接口账户、密钥或规定被删除。", $"""
            {Acts} select a.id::text from act a
             where (a.power = 'people.register-client' and not exists (select from people.client c where c.entry = a.id))
                or (a.power in ('people.register-client', 'people.add-client-key')
                    and not exists (select from people.client_key k where k.entry = a.id))
                or (a.power = 'people.require-signature'
                    and not exists (select from people.signature_rule s where s.organisation = a.facts->>'organisation'))
            """),
        new("people.signature-rule", code => $"单位 {code} 报送须签名的规定与日志所载不同。", $"""
            {Acts} select s.organisation from people.signature_rule s left join act a on a.id = s.entry
             where a.id is null or a.power <> 'people.require-signature' or a.facts->>'organisation' <> s.organisation
                or (a.facts->>'required')::boolean <> s.required
                or exists (select from act n
                            where n.power = 'people.require-signature' and n.facts->>'organisation' = s.organisation and n.at > a.at)
            """),
    ];

    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        foreach (var question in Questions)
        {
            foreach (var id in await snapshot.QueryAsync<string>(new CommandDefinition(question.Sql, cancellationToken: ct)))
            {
                report.Find(question.Code, question.Say(id));
            }
        }

        foreach (var key in await snapshot.QueryAsync<KeyRow>(new CommandDefinition("""
            select k.id, k.public_key as PublicKey, e.content->'facts'->>'digest' as Digest
              from people.client_key k left join journal.entry e on e.id = k.entry
            """, cancellationToken: ct)))
        {
            report.Count("clientKeys");
            if (!ClientKey.FromPem(key.PublicKey).TryGet(out var read) || read.Id != key.Id || read.Digest.ToString() != key.Digest)
            {
                report.Find("people.key-changed", $"密钥 {key.Id} 的公钥与日志所载摘要不同。");
            }
        }
    }
}
