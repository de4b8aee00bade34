using Dapper;
using Npgsql;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Disclosure.Persons;

/// <summary>What stands of authorisations: whether one still lets an organisation read, and a subject's own list.</summary>
public sealed class Authorisations(Database database, OneTimeCodes codes, Clock clock)
{
    /// <summary>One as its subject sees it.</summary>
    /// <param name="Items">Codes, separated by blanks; empty: all that is open to authorised queries.</param>
    public sealed record Line(
        Guid Id, string Organisation, string OrganisationName, string Purpose, string Items, DateOnly ValidFrom, DateOnly ValidUntil,
        int Reads, long ReadSoFar, bool Revoked);

    internal sealed record Live(Guid Id, string Purpose, string[] Items);

    private sealed record Row(Guid Id, string Purpose, string Items, int Reads);

    public async Task<IReadOnlyList<Line>> OfSubjectAsync(SubjectId subject, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<Line>(new CommandDefinition("""
            select a.id, a.organisation, coalesce(o.name, a.organisation) as OrganisationName, a.purpose, array_to_string(a.items, ' ') as Items, a.valid_from as ValidFrom,
                   a.valid_until as ValidUntil, a.reads,
                   (select count(*) from people.look l where l.authorisation = a.id and l.result <> 'Denied') as ReadSoFar,
                   a.revoked_in is not null as Revoked
              from disclosure.authorisation a
              left join people.organisation o on o.code = a.organisation
             where a.subject_id = @Value
             order by a.id desc
            """, subject, cancellationToken: ct))).AsList();
    }

    /// <summary>
    /// Takes in hand what lets the organisation read about the subject now: by a code, or by the authorisation's own number. Until the
    /// transaction ends nobody else reads by it, so that readings are counted right. Null: nothing does.
    /// </summary>
    internal async Task<Live?> TakeAsync(
        NpgsqlTransaction transaction, SubjectId? subject, string organisation, string given, CancellationToken ct)
    {
        Guid? id = Guid.TryParse(given, out var named) ? named : null;
        if (id is null)
        {
            await using var own = await database.Owner.OpenConnectionAsync(ct);
            id = await codes.UseAsync(own, subject?.Value, organisation, given, ct);
        }

        var row = await transaction.Connection!.QuerySingleOrDefaultAsync<Row>(new CommandDefinition("""
            select id, purpose, array_to_string(items, ' ') as Items, reads from disclosure.authorisation
             where id = @id and subject_id = @subject and organisation = @organisation and revoked_in is null and @today between valid_from and valid_until
               for update
            """, new { id, subject = subject?.Value, organisation, today = clock.Today }, transaction, cancellationToken: ct));
        return row is not null && await ReadSoFarAsync(transaction, row.Id, ct) < row.Reads ? new Live(row.Id, row.Purpose, row.Items.Split(' ', StringSplitOptions.RemoveEmptyEntries)) : null;
    }

    private static Task<long> ReadSoFarAsync(NpgsqlTransaction transaction, Guid id, CancellationToken ct) =>
        transaction.Connection!.ExecuteScalarAsync<long>(new CommandDefinition(
            "select count(*) from people.look where authorisation = @id and result <> 'Denied'", new { id }, transaction, cancellationToken: ct));
}
