namespace Xinheng.Platform.Publication.Articles;

/// <summary>What somebody wrote: news in their own words, or a policy document with who issued it.</summary>
public sealed record ArticleDraft(
    string Title, string Body, string? Issuer = null, string? DocumentNumber = null, DateOnly? IssuedOn = null, string? Correction = null);

/// <summary>An article as anybody reads it: the newest of its approved versions whose time has come.</summary>
/// <param name="FirstAt">When it first stood there; later than that, a correction.</param>
public sealed record PublicArticle(
    Guid Id, string Kind, int No, string Title, string Body, string? Issuer, string? DocumentNumber, DateOnly? IssuedOn,
    string? Correction, DateTimeOffset PublishedAt, DateTimeOffset FirstAt)
{
    public bool IsCorrected => PublishedAt > FirstAt;
}

/// <summary>An article that is no longer there, and why.</summary>
public sealed record WithdrawnArticle(Guid Id, string Kind, DateTimeOffset At, string Reason);

/// <summary>A version as the staff see it.</summary>
/// <param name="State"><c>draft</c>, <c>waiting</c>, <c>returned</c> or <c>approved</c>.</param>
public sealed record ArticleVersion(
    Guid Article, string Kind, string? Organisation, string? Region, DateTimeOffset? WithdrawnAt, string? WithdrawnReason,
    int No, ArticleDraft Draft, string State, IReadOnlyList<string> Hands, string WrittenBy, DateTimeOffset WrittenAt,
    string? DecidedBy, DateTimeOffset? DecidedAt, string? Decision, DateTimeOffset? PublishAt)
{
    public Model.People.Target Whose => new(Organisation, Region);

    public bool IsOpen => State is "draft" or "returned";
}
