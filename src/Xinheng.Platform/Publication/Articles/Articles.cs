using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Publication.Articles;

/// <summary>The articles with all their versions, as the staff who write and approve them see them.</summary>
public sealed class Articles(Database database)
{
    private const int Most = 300;

    /// <summary>It does not exist, or is not the caller's to see: one answer.</summary>
    internal static Refusal NotFound => Refusal.NotFound("article.not-found", "没有这篇文章，或者它不归您管。");

    private const string Columns = """
        a.id as Article, a.kind, a.organisation, a.region, a.withdrawn_at as WithdrawnAt, a.withdrawn_reason as WithdrawnReason,
        v.no, v.title, v.body, v.issuer, v.document_number as DocumentNumber, v.issued_on as IssuedOn, v.correction, v.state, v.hands,
        v.written_by as WrittenBy, v.written_at as WrittenAt, v.decided_by as DecidedBy, v.decided_at as DecidedAt, v.decision, v.publish_at as PublishAt
        """;

    public static bool MaySee(Caller caller, Target whose) =>
        caller.May(Permission.WriteArticles, whose) || caller.May(Permission.ApproveArticles, whose);

    /// <summary>The newest version of each article the caller writes or approves, what waits for a decision first.</summary>
    public async Task<IReadOnlyList<ArticleVersion>> ListAsync(Caller caller, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition($"""
            select n.* from (
              select distinct on (a.id) {Columns} from publication.article a join publication.article_version v on v.article = a.id
               order by a.id, v.no desc) n
             order by n.state = 'waiting' desc, n.WrittenAt desc limit {Most}
            """, cancellationToken: ct));
        return [.. rows.Select(row => row.ToVersion()).Where(version => MaySee(caller, version.Whose))];
    }

    /// <summary>All versions of one, newest first.</summary>
    public async Task<Result<IReadOnlyList<ArticleVersion>>> FindAsync(Guid id, Caller caller, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        List<ArticleVersion> versions = [.. (await connection.QueryAsync<Row>(new CommandDefinition($"""
            select {Columns} from publication.article a join publication.article_version v on v.article = a.id where a.id = @id order by v.no desc
            """, new { id }, cancellationToken: ct))).Select(row => row.ToVersion())];
        return versions is [var newest, ..] && MaySee(caller, newest.Whose) ? Result<IReadOnlyList<ArticleVersion>>.Of(versions) : NotFound;
    }

    /// <summary>For each kind, when something last appeared; null where nothing ever did.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> FreshnessAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<(string Kind, DateTime At)>(new CommandDefinition("""
            select v.kind, max(v.publish_at) from publication.article_approved v where v.publish_at <= @now group by v.kind
            """, new { now }, cancellationToken: ct))).ToDictionary(row => row.Kind, row => new DateTimeOffset(row.At, TimeSpan.Zero));
    }

    /// <summary>The newest version, locked; null where there is none.</summary>
    internal static async Task<ArticleVersion?> ForUpdateAsync(Work work, Guid id, CancellationToken ct) => (await work.FindAsync<Row>($"""
        select {Columns} from publication.article a join publication.article_version v on v.article = a.id
         where a.id = @id order by v.no desc limit 1 for update
        """, new { id }, ct))?.ToVersion();

    private sealed record Row
    {
        public Guid Article { get; init; }

        public required string Kind { get; init; }

        public string? Organisation { get; init; }

        public string? Region { get; init; }

        public DateTime? WithdrawnAt { get; init; }

        public string? WithdrawnReason { get; init; }

        public int No { get; init; }

        public required string Title { get; init; }

        public required string Body { get; init; }

        public string? Issuer { get; init; }

        public string? DocumentNumber { get; init; }

        public DateOnly? IssuedOn { get; init; }

        public string? Correction { get; init; }

        public required string State { get; init; }

        public required string[] Hands { get; init; }

        public required string WrittenBy { get; init; }

        public DateTime WrittenAt { get; init; }

        public string? DecidedBy { get; init; }

        public DateTime? DecidedAt { get; init; }

        public string? Decision { get; init; }

        public DateTime? PublishAt { get; init; }

        public ArticleVersion ToVersion() => new(Article, Kind, Organisation, Region, At(WithdrawnAt), WithdrawnReason, No,
            new ArticleDraft(Title, Body, Issuer, DocumentNumber, IssuedOn, Correction), State, Hands, WrittenBy, At(WrittenAt)!.Value,
            DecidedBy, At(DecidedAt), Decision, At(PublishAt));

        private static DateTimeOffset? At(DateTime? instant) => instant is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null;
    }
}
