using Dapper;
using Npgsql;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Foundation;
using Xinheng.Model.Subjects;
using Xinheng.Model.Subjects.Identifiers;
using Xinheng.Platform.Subjects.Persons;

namespace Xinheng.Platform.Collection.Own;

/// <summary>The cells of an own row that say whom it is about and whose it is, as a department would have to write them.</summary>
internal sealed class WhoseCells(PersonNumbers numbers)
{
    private static readonly string[] DocumentTypes = ["01", "02", "03", "04", "05"];

    private sealed record Known(string Kind, string Name, string? Code);

    private sealed record Borne(Guid Id, string Scheme);

    /// <summary>By field code; a body or a number that is not on file leaves its cell empty, and the check says so.</summary>
    public async Task<Dictionary<string, string>> OfAsync(NpgsqlConnection connection, CatalogueItem item, OwnRow row, CancellationToken ct)
    {
        Dictionary<string, string> cells = [];
        void Put(FieldRole role, string? value)
        {
            if (item.Roles.Has(role) && value is { Length: > 0 })
            {
                cells[item.Columns[item.Roles[role]].Code] = value;
            }
        }

        var about = await connection.QuerySingleOrDefaultAsync<Known>(new CommandDefinition(
            "select kind, name, code from subjects.subject where id = @Value", row.About, cancellationToken: ct));
        Put(FieldRole.SubjectName, about?.Name);
        Put(FieldRole.SubjectCategory, Category(about?.Kind));
        if (about?.Kind == SubjectKindWords.NameOf(SubjectKind.NaturalPerson))
        {
            var (scheme, number) = await NumberAsync(connection, row.About, ct);
            Put(FieldRole.PersonIdType, scheme is null ? null : DocumentTypes.FirstOrDefault(type => IdentifierScheme.OfDocumentType(type)?.Code == scheme));
            Put(FieldRole.PersonIdNumber, number);
        }
        else
        {
            Put(FieldRole.UnifiedCode, about?.Code);
        }

        var body = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "select name from people.organisation where code = @Provider", row, cancellationToken: ct));
        Put(FieldRole.AuthorityCode, row.Provider);
        Put(FieldRole.SourceCode, row.Provider);
        Put(FieldRole.AuthorityName, body);
        Put(FieldRole.SourceName, body);
        return cells;
    }

    // The resident card before any other document; the number goes no further than the check, which makes a token of it.
    private async Task<(string? Scheme, string? Number)> NumberAsync(NpgsqlConnection connection, SubjectId subject, CancellationToken ct)
    {
        var borne = await connection.QueryFirstOrDefaultAsync<Borne>(new CommandDefinition(
            "select id, scheme from subjects.person_number where subject_id = @Value order by scheme = 'resident-id' desc, scheme limit 1",
            subject, cancellationToken: ct));
        if (borne is null)
        {
            return default;
        }

        var token = new NumberToken(borne.Id);
        return (borne.Scheme, (await numbers.ReadAsync(connection, [token], ct)).GetValueOrDefault(token));
    }

    private static string? Category(string? kind) => kind switch
    {
        null => null,
        "natural_person" => "2",
        "individual_business" => "3",
        _ => "1",
    };
}
