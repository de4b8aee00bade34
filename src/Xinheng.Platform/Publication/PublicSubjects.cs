using System.Globalization;
using Dapper;
using Xinheng.Model.Law;
using Xinheng.Model.Subjects.Identifiers;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Publication;

/// <summary>Organisations and individual businesses as strangers find and read them; persons are never in this index.</summary>
public class PublicSubjects(Database database, PublicItems items, LawBook law, Clock clock)
{
    private readonly SubjectSearch search = new(database, law, clock);

    private const string Bearer = "(select i.subject_id from publication.subject_identifier i where i.lookup = @identifier limit 1)";

    private sealed record Head
    {
        public required string Code { get; init; }

        public required string Name { get; init; }

        public required string Kind { get; init; }

        public string? Status { get; init; }

        public string? Region { get; init; }

        public required string[] Names { get; init; }

        public required string?[] Until { get; init; }

        public required string[] Schemes { get; init; }

        public required string[] Codes { get; init; }
    }

    /// <summary>By unified code, or by a legacy number the registration authority vouched for.</summary>
    public virtual async Task<PublicSubject?> FindAsync(string identifier, CancellationToken ct)
    {
        // The whole file in one round trip.
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        await using var parts = await connection.QueryMultipleAsync(new CommandDefinition($"""
            select s.code, s.name, s.kind, s.status, s.region,
                   array(select n.name from publication.subject_name n
                          where n.subject_id = s.id and n.name <> s.name order by n.until desc nulls last, n.name) as Names,
                   array(select n.until::text from publication.subject_name n
                          where n.subject_id = s.id and n.name <> s.name order by n.until desc nulls last, n.name) as Until,
                   array(select o.scheme from publication.subject_identifier o
                          where o.subject_id = s.id and o.lookup <> s.code order by o.scheme, o.lookup) as Schemes,
                   array(select o.lookup from publication.subject_identifier o
                          where o.subject_id = s.id and o.lookup <> s.code order by o.scheme, o.lookup) as Codes
              from publication.subject s
             where s.id = {Bearer} and s.code is not null;
            select {PublicRow.Columns} from publication.record r where r.subject_id = {Bearer} {PublicRecords.Order} limit 1000
            """, new { identifier }, cancellationToken: ct));
        var head = await parts.ReadSingleOrDefaultAsync<Head>();
        var rows = await parts.ReadAsync<PublicRow>();
        return head is null ? null : File(head, rows, await items.CurrentAsync(ct));
    }

    public virtual Task<SubjectHits> SearchAsync(SubjectQuery query, CancellationToken ct) =>
        search.RunAsync(query, ct);

    private PublicSubject File(Head head, IEnumerable<PublicRow> rows, InForce catalogue) => new(
        head.Code, head.Name, head.Kind, head.Status, head.Region, RegionName(law, head.Region),
        [.. head.Names.Zip(head.Until, (name, until) => new FormerName(
            name, until is null ? null : DateOnly.ParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture)))],
        [.. head.Schemes.Zip(head.Codes, (scheme, code) => new FormerCode(scheme, IdentifierScheme.Find(scheme)?.Name ?? scheme, code))],
        [.. rows.Select(r => r.ToRecord(catalogue, items))]);

    internal static string? RegionName(LawBook law, string? region) => region is null ? null : law.Divisions.Find(region)?.Name;
}

/// <summary>What a stranger typed, and how far the answer was narrowed.</summary>
/// <param name="Text">A name, a former name, part of one, or a number.</param>
/// <param name="Region">A division code or its leading digits (GB/T 2260).</param>
public sealed record SubjectQuery(string Text, string? Kind, string? Region, string? Cursor)
{
    /// <summary>Registration state as it is written in Chinese.</summary>
    public string? Status { get; init; }

    /// <summary><c>positive</c>, <c>neutral</c> or <c>adverse</c>: has such records on show; <c>none</c>: has none at all.</summary>
    public string? Records { get; init; }

    /// <summary>Whether the answer says how those found divide.</summary>
    public bool WithFacets { get; init; }
}
