using System.Text.Encodings.Web;
using System.Text.Json;
using Dapper;
using Npgsql;
using Xinheng.Model.Law;
using Xinheng.Model.Subjects.Identifiers;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Publication;

/// <summary>Organisations and individual businesses as strangers find and read them; persons are never in this index.</summary>
public class PublicSubjects(Database database, PublicItems items, LawBook law)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private sealed record Head(Guid Id, string Code, string Name, string Kind, string? Status, string? Region);

    /// <summary>The public file as finished API bytes (UTF-8, camelCase); null when there is none, for whatever reason.</summary>
    public virtual async Task<ReadOnlyMemory<byte>?> JsonAsync(string identifier, CancellationToken ct) =>
        await FindAsync(identifier, ct) is { } subject ? JsonSerializer.SerializeToUtf8Bytes(subject, Json) : null;

    /// <summary>By unified code, or by a legacy number the registration authority vouched for.</summary>
    public virtual async Task<PublicSubject?> FindAsync(string identifier, CancellationToken ct)
    {
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        var head = await connection.QuerySingleOrDefaultAsync<Head>(new CommandDefinition("""
            select s.id, s.code, s.name, s.kind, s.status, s.region
              from publication.subject s
              join publication.subject_identifier i on i.subject_id = s.id
             where i.lookup = @identifier and s.code is not null
             limit 1
            """, new { identifier }, cancellationToken: ct));
        return head is null ? null : await FileAsync(connection, head, ct);
    }

    public virtual Task<SubjectHits> SearchAsync(SubjectQuery query, CancellationToken ct) =>
        new SubjectSearch(database, law).RunAsync(query, ct);

    private async Task<PublicSubject> FileAsync(NpgsqlConnection connection, Head head, CancellationToken ct)
    {
        // One round trip for all three parts of the file.
        await using var parts = await connection.QueryMultipleAsync(new CommandDefinition($"""
            select n.name, n.until from publication.subject_name n
             where n.subject_id = @Id and n.name <> @Name order by n.until desc nulls last;
            select i.scheme, i.lookup from publication.subject_identifier i
             where i.subject_id = @Id and i.lookup <> @Code order by i.scheme;
            select {PublicRow.Columns} from publication.record r where r.subject_id = @Id {PublicRecords.Order} limit 1000
            """, head, cancellationToken: ct));
        var names = await parts.ReadAsync<(string Name, DateOnly? Until)>();
        var codes = await parts.ReadAsync<(string Scheme, string Lookup)>();
        var rows = await parts.ReadAsync<PublicRow>();
        var catalogue = await items.CurrentAsync(ct);
        return new PublicSubject(
            head.Code, head.Name, head.Kind, head.Status, head.Region, RegionName(law, head.Region),
            [.. names.Select(n => new FormerName(n.Name, n.Until))],
            [.. codes.Select(c => new FormerCode(c.Scheme, IdentifierScheme.Find(c.Scheme)?.Name ?? c.Scheme, c.Lookup))],
            [.. rows.Select(r => r.ToRecord(catalogue))]);
    }

    internal static string? RegionName(LawBook law, string? region) => region is null ? null : law.Divisions.Find(region)?.Name;
}

/// <summary>What a stranger typed, and how far the answer was narrowed.</summary>
/// <param name="Text">A name, a former name, part of one, or a number.</param>
/// <param name="Region">A division code or its leading digits (GB/T 2260).</param>
public sealed record SubjectQuery(string Text, string? Kind, string? Region, string? Cursor);
