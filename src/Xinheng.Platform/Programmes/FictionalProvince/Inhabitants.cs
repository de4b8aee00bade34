using Dapper;
using Xinheng.Model.Subjects;
using Xinheng.Model.Subjects.Proofing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Subjects.Persons;

namespace Xinheng.Platform.Programmes.FictionalProvince;

/// <summary>A firm and a person of the province with much on file, whose own pages one looks at on the first day. Neither exists.</summary>
public sealed class Inhabitants(Database database, PersonNumbers numbers)
{
    private const string OnFile = """
        join (select r.subject_id, count(distinct r.nature) as natures, count(*) as records from records.record r group by r.subject_id) r on r.subject_id = s.id
        """;

    private sealed record Firm(string Code, string Name);

    private sealed record Person(Guid Token, string Name);

    /// <summary>Null where the world has none with records.</summary>
    public async Task<EnterpriseClaim?> FirmAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var firm = await connection.QueryFirstOrDefaultAsync<Firm>(new CommandDefinition($"""
            select s.code, s.name from subjects.subject s {OnFile}
             where s.kind = 'legal_person' and s.code is not null
             order by r.natures desc, r.records desc, s.code limit 1
            """, cancellationToken: ct));
        return firm is null ? null : new EnterpriseClaim(firm.Code, firm.Name, AuthorityPaper.LegalRepresentative);
    }

    /// <summary>With the number in clear, as on a document that this person would show.</summary>
    public async Task<IdentityClaim?> PersonAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var person = await connection.QueryFirstOrDefaultAsync<Person>(new CommandDefinition($"""
            select n.id as Token, s.name from subjects.subject s {OnFile}
              join subjects.person_number n on n.subject_id = s.id and n.scheme = 'resident-id'
             where s.kind = 'natural_person'
             order by r.natures desc, r.records desc, s.id limit 1
            """, cancellationToken: ct));
        var token = new NumberToken(person?.Token ?? default);
        return person is not null && (await numbers.ReadAsync(connection, [token], ct)).TryGetValue(token, out var number)
            ? new IdentityClaim(person.Name, number)
            : null;
    }
}
