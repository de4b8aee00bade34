using Dapper;
using Npgsql;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Catalogue.Drafting;

/// <summary>Reads the catalogue as the editor has it: each file in force, what is drafted of it, and what is wrong with the draft.</summary>
public sealed class Drafts(Database database, NumberChecks checks)
{
    private const string Columns = """
        d.id, d.file, d.base, d.text, d.note, d.begun_at as BegunAt, d.changed_at as ChangedAt,
        coalesce((select a.name from people.account a where 'Staff:' || a.id = d.begun_by), d.begun_by) as BegunBy,
        coalesce((select a.name from people.account a where 'Staff:' || a.id = d.changed_by), d.changed_by) as ChangedBy,
        array(select h.by from catalogue.draft_hand h where h.draft = d.id order by h.at) as Hands
        """;

    /// <summary>All files, drafted-only ones last.</summary>
    public async Task<IReadOnlyList<CatalogueFile>> FilesAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var source = await SourceAsync(connection, null, ct);
        var drafts = (await connection.QueryAsync<Draft>(new CommandDefinition(
            $"select {Columns} from catalogue.draft d where d.state = 'open' order by d.file", cancellationToken: ct))).ToDictionary(d => d.File);
        return [.. source.Files.OrderBy(file => file.Key, StringComparer.Ordinal)
                .Select(file => new CatalogueFile(file.Key, file.Value, drafts.GetValueOrDefault(file.Key))),
            .. drafts.Values.Where(draft => !source.Files.ContainsKey(draft.File)).Select(draft => new CatalogueFile(draft.File, null, draft))];
    }

    /// <summary>Null when there is neither such a file nor a draft of one.</summary>
    public async Task<CatalogueFile?> FindAsync(string file, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var inForce = (await SourceAsync(connection, null, ct)).Files.GetValueOrDefault(file);
        var draft = await OpenAsync(connection, file, null, ct);
        return inForce is null && draft is null ? null : new CatalogueFile(file, inForce, draft);
    }

    /// <summary>What the catalogue would be with that text in it, and everything that is wrong then.</summary>
    public async Task<CheckedDraft> CheckAsync(string file, string text, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return CheckedDraft.Of((await SourceAsync(connection, null, ct)).With(file, text), file, checks);
    }

    public async Task<IReadOnlyList<PublishedEdition>> EditionsAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<PublishedEdition>(new CommandDefinition("""
            select e.no, e.name, e.origin, e.published_at as PublishedAt, d.file, d.note
              from catalogue.edition e left join catalogue.draft d on d.edition = e.no
             order by e.no desc limit 50
            """, cancellationToken: ct))];
    }

    /// <summary>The files of the edition in force, to be kept or loaded elsewhere.</summary>
    public async Task<CatalogueSource> SourceAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await SourceAsync(connection, null, ct);
    }

    internal static async Task<CatalogueSource> SourceAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken ct) =>
        await connection.ExecuteScalarAsync<string>(new CommandDefinition(
            "select source::text from catalogue.edition order by no desc limit 1", null, transaction, cancellationToken: ct)) is { } source
            ? CatalogueSource.FromJson(source)
            : new CatalogueSource(new Dictionary<string, string>());

    internal static Task<Draft?> OpenAsync(NpgsqlConnection connection, string file, NpgsqlTransaction? transaction, CancellationToken ct) =>
        connection.QuerySingleOrDefaultAsync<Draft>(new CommandDefinition(
            $"select {Columns} from catalogue.draft d where d.file = @file and d.state = 'open' {(transaction is null ? "" : "for update of d")}",
            new { file }, transaction, cancellationToken: ct));
}
