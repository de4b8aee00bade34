using System.Globalization;
using Dapper;
using Npgsql;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Model.Subjects;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Publication.Searching;

namespace Xinheng.Platform.Publication;

/// <summary>
/// Finds organisations by number, name, former name or part of one, two characters up, forgiving one wrong character
/// from five on. Exact names first, then names that begin so, then shorter before longer.
/// </summary>
internal sealed class SubjectSearch(Database database, LawBook law, Clock clock)
{
    private const int PageSize = 20;
    private const int Most = 1000;
    private const int ForgivingFrom = 5;

    private readonly CommonPairs common = new(clock);

    internal sealed record Hit(Guid Id, string? Code, string Name, string Kind, string? Region, string? Status, string Matched, DateOnly? Until);

    public async Task<SubjectHits> RunAsync(SubjectQuery query, CancellationToken ct)
    {
        var skip = int.TryParse(query.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : 0;
        var normal = SubjectName.Normal(query.Text);
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        var hits = await ByNumberAsync(connection, query, ct);
        if (hits.Count == 0 && SubjectName.Neighbours(normal).Count > 0)
        {
            var shares = await common.SharesAsync(connection, ct);
            hits = await ByNameAsync(connection, normal, NamePairs.All(normal, shares), ct);
            if (hits.Count == 0 && normal.Length >= ForgivingFrom)
            {
                hits = await ByNameAsync(connection, normal, NamePairs.AllButOneCharacter(normal, shares), ct);
            }
        }

        var all = hits.Where(h => h.Code is not null)
            .OrderBy(h => Rank(h, normal)).ThenBy(h => h.Until is null ? 0 : 1).ThenBy(h => h.Matched.Length).ThenBy(h => h.Code, StringComparer.Ordinal)
            .DistinctBy(h => h.Id).ToList();
        var found = new FoundSubjects(
            all, query, query.WithFacets || query.Records is not null ? await NaturesAsync(connection, all, ct) : null);
        var ranked = found.Chosen;
        var page = ranked.Skip(skip).Take(PageSize).Select(h => new SubjectHit(
            h.Code!, h.Name, h.Kind, PublicSubjects.RegionName(law, h.Region), h.Status, h.Matched == h.Name ? null : h.Matched)).ToList();
        var total = Math.Min(ranked.Count, Most);
        return new SubjectHits(page, total, hits.Count > Most,
            skip + page.Count < total ? (skip + page.Count).ToString(CultureInfo.InvariantCulture) : null)
        {
            Facets = query.WithFacets ? found.Facets(law) : null,
        };
    }

    // Of those found alone, a thousand at most; what is on show of each is read by its own index.
    private static async Task<ILookup<Guid, string>> NaturesAsync(NpgsqlConnection connection, List<Hit> hits, CancellationToken ct) =>
        (await connection.QueryAsync<(Guid Subject, string Nature)>(new CommandDefinition("""
            select distinct s.subject_id, s.nature from publication.shown s where s.subject_id = any (@ids)
            """, new { ids = hits.Select(hit => hit.Id).ToArray() }, cancellationToken: ct))).ToLookup(one => one.Subject, one => one.Nature);

    private static async Task<List<Hit>> ByNumberAsync(NpgsqlConnection connection, SubjectQuery query, CancellationToken ct)
    {
        var number = Text.HalfWidth(query.Text).Replace("-", "", StringComparison.Ordinal).Trim().ToUpperInvariant();
        if (number.Length < 8 || !number.All(char.IsAsciiLetterOrDigit))
        {
            return [];
        }

        return (await connection.QueryAsync<Hit>(new CommandDefinition("""
            select s.id, s.code, s.name, s.kind, s.region, s.status, s.name as Matched, null::date as Until
              from publication.subject_identifier i join publication.subject s on s.id = i.subject_id
             where i.lookup = @number
            """, new { number }, cancellationToken: ct))).AsList();
    }

    private static async Task<List<Hit>> ByNameAsync(
        NpgsqlConnection connection, string normal, NamePairs pairs, CancellationToken ct)
    {
        // The planner guesses badly how many names have several pairs at once: it is told which way to go. Beginnings are
        // compared byte by byte, as the index has them whatever the database's language.
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            $"set local max_parallel_workers_per_gather = 0; set local enable_seqscan = {(pairs.IsDense ? "on" : "off")}",
            transaction: transaction, cancellationToken: ct));
        var candidates = pairs.IsDense ? "" : "n.pairs @@ @Index::tsquery and ";
        return (await connection.QueryAsync<Hit>(new CommandDefinition($"""
            with found as (
              (select n.subject_id, n.name, n.until from publication.subject_name n where n.normal = @normal limit 100)
              union
              (select n.subject_id, n.name, n.until from publication.subject_name n
                where n.normal ~>=~ @normal and n.normal ~<~ @beyond order by n.normal using ~<~ limit 200)
              union
              (select n.subject_id, n.name, n.until from publication.subject_name n
                where {candidates}ts_match_vq(n.pairs, @Whole::tsquery) limit @most))
            select s.id, s.code, s.name, s.kind, s.region, s.status, f.name as Matched, f.until
              from found f join publication.subject s on s.id = f.subject_id
            """, new { normal, beyond = normal + "\uFFFF", pairs.Index, pairs.Whole, most = Most + 1 },
            transaction, cancellationToken: ct))).AsList();
    }

    private static int Rank(Hit hit, string asked)
    {
        var normal = SubjectName.Normal(hit.Matched);
        return normal == asked ? 0
            : normal.StartsWith(asked, StringComparison.Ordinal) ? 1
            : normal.Contains(asked, StringComparison.Ordinal) ? 2
            : 3;
    }
}
