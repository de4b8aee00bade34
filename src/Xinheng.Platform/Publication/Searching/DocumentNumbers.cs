using Dapper;
using Xinheng.Model.Collection;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Publication.Searching;

/// <summary>A record on show, found by what stands on its paper. A natural person is not named in a list of results.</summary>
public sealed record DocumentHit(Guid Id, string Number, string ItemName, string Nature, string? SubjectName, string? AuthorityName, DateOnly? DecidedOn)
{
    /// <summary>异议处理中: the mark goes wherever the record is named.</summary>
    public bool Contested { get; init; }
}

/// <summary>Finds public records by document number (文书号) or its beginning, however its brackets were typed.</summary>
public class DocumentNumbers(Database database, PublicItems items)
{
    private const int Shown = 10;
    private const int Shortest = 4;

    public virtual async Task<IReadOnlyList<DocumentHit>> FindAsync(string text, CancellationToken ct)
    {
        // A number has a figure in it; names do not, and are not looked for here.
        var normal = DocumentKey.Of(text);
        if (normal.Length < Shortest || !normal.Any(char.IsAsciiDigit))
        {
            return [];
        }

        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        var rows = (await connection.QueryAsync<PublicRow>(new CommandDefinition($"""
            select {PublicRow.Columns}
              from (select d.record_id, d.subject_id, d.normal from publication.document_number d
                     where d.normal ~>=~ @normal and d.normal ~<~ @beyond order by d.normal using ~<~ limit {Shown}) found
              join publication.record r on (r.record_id, r.subject_id) = (found.record_id, found.subject_id)
             order by length(found.normal), found.normal, r.decided_on desc
            """, new { normal, beyond = normal + "\uFFFF" }, cancellationToken: ct))).AsList();
        if (rows.Count == 0)
        {
            return [];
        }

        // The record itself says its number: where it no longer reads so (a field closed since, a correction), it is not the one meant.
        var catalogue = await items.CurrentAsync(ct);
        return [.. rows.Select(row => row.ToRecord(catalogue, items))
            .Where(record => record.DocumentNumber is { } number && DocumentKey.Of(number).StartsWith(normal, StringComparison.Ordinal))
            .Select(record => new DocumentHit(
                record.Id, record.DocumentNumber!, record.ItemName, record.Nature,
                record.Subject.Kind == "natural_person" ? null : record.Subject.Name, record.Authority?.Name, record.DecidedOn) { Contested = record.Contested })];
    }
}
