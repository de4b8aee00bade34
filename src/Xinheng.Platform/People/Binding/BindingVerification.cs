using Dapper;
using Npgsql;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.People.Binding;

/// <summary>Holds who may see whose own file against the journal: nobody is bound whom no proof and no enrolment names.</summary>
public sealed class BindingVerification : IVerification
{
    private sealed record Row(Guid Account, Guid Subject, byte[] Salt, string? Commitment);

    public async Task RunAsync(NpgsqlConnection snapshot, VerificationReport report, CancellationToken ct)
    {
        foreach (var enrolment in await snapshot.QueryAsync<Guid>(new CommandDefinition("""
            select n.id from people.enrolment n
              left join journal.entry e on e.id = n.entry and e.power = 'subjects.prove-identity'
             where e.id is null or e.at <> n.proved_at or e.content->'facts'->>'enrolment' <> n.id::text or e.content->'facts'->>'role' <> n.role
                or e.content->'facts'->>'enterprise' is distinct from n.code or e.content->'facts'->>'holder' is distinct from n.holder::text
                or e.content->'facts'->>'paper' is distinct from n.paper or e.content->'facts'->>'method' <> n.method
            """, cancellationToken: ct)))
        {
            report.Find("people.enrolment-foreign", $"登记码 {enrolment} 所据的身份核实在日志中没有依据，或被改动。");
        }

        var bindings = await snapshot.QueryAsync<Row>(new CommandDefinition("""
            select b.account, b.subject, b.salt, e.content->'facts'->>'binding' as Commitment
              from people.subject_binding b
              left join people.enrolment n on n.id = b.enrolment and n.used_in = b.entry and n.role = b.role and n.subject = b.subject
               and n.code is not distinct from b.code
              left join journal.entry e on e.id = b.entry and n.id is not null and e.power = 'subjects.enrol' and e.at = b.bound_at
               and e.content->'facts'->>'account' = b.account::text and e.content->'facts'->>'role' = b.role
               and e.content->'facts'->>'enterprise' is not distinct from b.code and e.content->'facts'->>'enrolment' = b.enrolment::text
            """, cancellationToken: ct));
        var count = 0;
        foreach (var row in bindings)
        {
            count++;
            if (row.Commitment != SubjectAccounts.Commit(row.Salt, row.Account, row.Subject))
            {
                report.Find("people.binding-foreign", $"账户 {row.Account} 与信用档案的对应在日志中没有依据，或被改动。");
            }
        }

        foreach (var entry in await snapshot.QueryAsync<Guid>(new CommandDefinition("""
            select e.id from journal.entry e
             where (e.power = 'subjects.enrol' and not exists (select from people.subject_binding b where b.entry = e.id))
                or (e.power = 'subjects.prove-identity' and not exists (select from people.enrolment n where n.entry = e.id))
            """, cancellationToken: ct)))
        {
            report.Find("people.binding-missing", $"条目 {entry} 所载的身份核实或本人账户被删除。");
        }

        report.Count("bindings", count);
    }
}
