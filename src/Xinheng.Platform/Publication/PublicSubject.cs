namespace Xinheng.Platform.Publication;

/// <summary>A subject's public file today: who it is, then its records, positive before adverse.</summary>
/// <param name="Identifier">Its unified social credit code (GB 32100).</param>
/// <param name="Kind"><c>legal_person</c>, <c>other_org</c> or <c>individual_business</c>.</param>
/// <param name="Status">Registration state in Chinese; null while no registration has been handed in.</param>
/// <param name="FormerNames">Names it bore, newest first.</param>
/// <param name="FormerCodes">Legacy numbers and former codes with their scheme's Chinese name.</param>
public sealed record PublicSubject(
    string Identifier,
    string Name,
    string Kind,
    string? Status,
    string? Region,
    string? RegionName,
    IReadOnlyList<FormerName> FormerNames,
    IReadOnlyList<FormerCode> FormerCodes,
    IReadOnlyList<PublicRecord> Records);

/// <summary>A name a subject bore, and until when.</summary>
public sealed record FormerName(string Name, DateOnly? Until);

/// <summary>A number a subject bore under another scheme.</summary>
public sealed record FormerCode(string Scheme, string SchemeName, string Value);

/// <summary>One line of a search result.</summary>
/// <param name="Matched">The former name or legacy number by which it was found, when not by its present name or code.</param>
public sealed record SubjectHit(string Identifier, string Name, string Kind, string? RegionName, string? Status, string? Matched);

/// <summary>A page of search results; <paramref name="Total"/> stops counting at 1,000.</summary>
public sealed record SubjectHits(IReadOnlyList<SubjectHit> Items, int Total, bool MoreThanCounted, string? Cursor)
{
    /// <summary>How those found divide, where it was asked.</summary>
    public Searching.SubjectFacets? Facets { get; init; }
}

/// <summary>A page of a disclosure list (双公示 and the other acts), newest decision first.</summary>
public sealed record DisclosurePage(IReadOnlyList<PublicRecord> Items, string? Cursor);
