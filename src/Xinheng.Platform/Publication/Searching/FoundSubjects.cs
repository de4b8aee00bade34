using Xinheng.Model.Law;

namespace Xinheng.Platform.Publication.Searching;

/// <summary>The subjects a question found, in their order, narrowed by what else was chosen, and counted by what might be.</summary>
internal sealed class FoundSubjects(IReadOnlyList<SubjectSearch.Hit> all, SubjectQuery query, ILookup<Guid, string>? natures)
{
    private const string None = "none";
    private const int MostRegions = 12;
    private const int CityDigits = 4;
    private const int AllDigits = 6;

    private static readonly string[] Natures = ["positive", "neutral", "adverse"];

    public IReadOnlyList<SubjectSearch.Hit> Chosen => [.. all.Where(hit => Fits(hit))];

    public SubjectFacets Facets(LawBook law) => new(
        Count(all.Where(hit => Fits(hit, kind: false)), hit => hit.Kind, null),
        [.. Count(all.Where(hit => Fits(hit, region: false)), Region, law.Divisions).Take(MostRegions)],
        Count(all.Where(hit => Fits(hit, status: false)), hit => hit.Status, null),
        natures is null ? [] : [.. Natures.Append(None)
            .Select(nature => new Facet(nature, null, all.Count(hit => Fits(hit, records: false) && Has(hit, nature))))
            .Where(facet => facet.Count > 0)]);

    private bool Fits(SubjectSearch.Hit hit, bool kind = true, bool region = true, bool status = true, bool records = true) =>
        (!kind || query.Kind is null || hit.Kind == query.Kind)
        && (!region || query.Region is null || hit.Region?.StartsWith(query.Region, StringComparison.Ordinal) == true)
        && (!status || query.Status is null || hit.Status == query.Status)
        && (!records || query.Records is null || Has(hit, query.Records));

    private bool Has(SubjectSearch.Hit hit, string nature) =>
        natures is not null && (nature == None ? !natures[hit.Id].Any() : natures[hit.Id].Contains(nature));

    // Cities first; within a chosen city its counties.
    private string? Region(SubjectSearch.Hit hit)
    {
        var digits = query.Region is { Length: >= CityDigits } ? AllDigits : CityDigits;
        return hit.Region is { Length: AllDigits } region
            && (query.Region is not { Length: >= CityDigits } chosen || region.StartsWith(chosen[..CityDigits], StringComparison.Ordinal))
                ? region[..digits] : null;
    }

    private static IReadOnlyList<Facet> Count(
        IEnumerable<SubjectSearch.Hit> hits, Func<SubjectSearch.Hit, string?> by, DivisionTable? divisions) =>
    [
        .. hits.Select(by).OfType<string>().Where(value => value.Length > 0).GroupBy(value => value, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Facet(group.Key, divisions?.Find(group.Key.PadRight(AllDigits, '0'))?.Name, group.Count())),
    ];
}
