using Dapper;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Publication.Articles;

/// <summary>News and policies as anybody reads them; what is scheduled appears when its time comes, without any job.</summary>
public class PublicArticles(Database database, Clock clock)
{
    public const int PageSize = 30;

    private const string Shown = """
        select distinct on (a.id) a.id, a.kind, a.no, a.title, a.body, a.issuer, a.document_number as DocumentNumber, a.issued_on as IssuedOn,
               a.correction, a.publish_at as PublishAt, min(a.publish_at) over (partition by a.id) as FirstAt
          from publication.article_approved a
         where a.publish_at <= @now
        """;

    /// <summary>Newest first; a correction does not move an article up.</summary>
    public virtual async Task<IReadOnlyList<PublicArticle>> ListAsync(string kind, int page, CancellationToken ct)
    {
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition($"""
            select s.* from ({Shown} and a.kind = @kind order by a.id, a.no desc) s
             order by s.FirstAt desc, s.id desc offset @skip limit @limit
            """, new { now = clock.Now, kind, skip = page * PageSize, limit = PageSize + 1 }, cancellationToken: ct));
        return [.. rows.Select(row => row.ToArticle())];
    }

    public virtual async Task<PublicArticle?> FindAsync(string kind, Guid id, CancellationToken ct)
    {
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"{Shown} and a.id = @id and a.kind = @kind order by a.id, a.no desc", new { now = clock.Now, id, kind }, cancellationToken: ct)))?.ToArticle();
    }

    public virtual async Task<WithdrawnArticle?> FindWithdrawnAsync(string kind, Guid id, CancellationToken ct)
    {
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<(Guid Id, string Kind, DateTime At, string Reason)?>(new CommandDefinition("""
            select w.id, w.kind, w.withdrawn_at, w.withdrawn_reason from publication.article_withdrawn w where w.id = @id and w.kind = @kind
            """, new { id, kind }, cancellationToken: ct));
        return row is { } found ? new WithdrawnArticle(found.Id, found.Kind, new DateTimeOffset(found.At, TimeSpan.Zero), found.Reason) : null;
    }

    private sealed record Row
    {
        public Guid Id { get; init; }

        public required string Kind { get; init; }

        public int No { get; init; }

        public required string Title { get; init; }

        public required string Body { get; init; }

        public string? Issuer { get; init; }

        public string? DocumentNumber { get; init; }

        public DateOnly? IssuedOn { get; init; }

        public string? Correction { get; init; }

        public DateTime PublishAt { get; init; }

        public DateTime FirstAt { get; init; }

        public PublicArticle ToArticle() => new(Id, Kind, No, Title, Body, Issuer, DocumentNumber, IssuedOn, Correction,
            new DateTimeOffset(PublishAt, TimeSpan.Zero), new DateTimeOffset(FirstAt, TimeSpan.Zero));
    }
}
