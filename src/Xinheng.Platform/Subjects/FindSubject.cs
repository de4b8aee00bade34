using Dapper;
using Npgsql;
using Xinheng.Model.Foundation;
using Xinheng.Model.Subjects;
using Xinheng.Model.Subjects.Identifiers;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Subjects.Persons;

namespace Xinheng.Platform.Subjects;

/// <summary>What a subject is called where only its id is known. A person's name is not told by it.</summary>
public sealed record KnownSubject(SubjectId Id, SubjectKind Kind, string? Name, string? Code);

/// <summary>Finds a subject by a number it bears or bore, or by its id in this platform; and says what ids are called.</summary>
public sealed class FindSubject(Database database, PersonNumbers persons)
{
    private sealed record Row(Guid Id, string Kind, string Name, string? Code);

    /// <param name="number">As it was typed.</param>
    public async Task<SubjectId?> ByNumberAsync(string number, CancellationToken ct)
    {
        var plain = Text.Collapse(Text.HalfWidth(number)).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var found = Guid.TryParseExact(plain, "D", out var id)
            ? await connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(
                "select id from subjects.subject where id = @id", new { id }, cancellationToken: ct))
            : await connection.QueryFirstOrDefaultAsync<Guid?>(new CommandDefinition(
                "select subject_id from subjects.identifier where lookup = @plain and issuer = '' order by scheme = 'uscc' desc limit 1",
                new { plain }, cancellationToken: ct));
        return found is { } subject ? new SubjectId(subject) : await PersonAsync(connection, plain, ct);
    }

    // Which document it is of was not asked: of whichever.
    private async Task<SubjectId?> PersonAsync(NpgsqlConnection connection, string number, CancellationToken ct)
    {
        var found = await persons.FindAsync(
            connection, [.. IdentifierScheme.All.Where(scheme => scheme.IsPersonal).Select(scheme => (scheme.Code, number))], ct);
        return found.Values.Select(onFile => onFile.Subject).FirstOrDefault(subject => subject is not null);
    }

    public async Task<IReadOnlyDictionary<SubjectId, KnownSubject>> NamesAsync(IEnumerable<SubjectId> subjects, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            "select id, kind, name, code from subjects.subject where id = any (@ids)",
            new { ids = subjects.Select(s => s.Value).Distinct().ToArray() }, cancellationToken: ct));
        return rows.Select(Read).ToDictionary(s => s.Id);
    }

    private static KnownSubject Read(Row row)
    {
        var kind = Enum.GetValues<SubjectKind>().Single(k => SubjectKindWords.NameOf(k) == row.Kind);
        return new KnownSubject(new SubjectId(row.Id), kind, kind == SubjectKind.NaturalPerson ? null : row.Name, row.Code);
    }
}
