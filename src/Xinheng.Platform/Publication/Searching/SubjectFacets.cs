namespace Xinheng.Platform.Publication.Searching;

/// <summary>One way to narrow an answer, and how much would be left.</summary>
/// <param name="Value">As the question takes it.</param>
/// <param name="Name">In Chinese, where the value is a code of something with a name.</param>
public sealed record Facet(string Value, string? Name, int Count);

/// <summary>How the subjects found divide. Each list counts with all other choices made, so that choosing one leaves just so many.</summary>
public sealed record SubjectFacets(
    IReadOnlyList<Facet> Kinds, IReadOnlyList<Facet> Regions, IReadOnlyList<Facet> Statuses, IReadOnlyList<Facet> Records);
