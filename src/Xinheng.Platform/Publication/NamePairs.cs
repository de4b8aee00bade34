using Xinheng.Model.Subjects;

namespace Xinheng.Platform.Publication;

/// <summary>
/// How a name is looked for by its character pairs. The index is asked for the rarest pairs only, for a pair that half of
/// all names share would read its whole list; every name so found is then held against all pairs.
/// </summary>
/// <param name="Index">What the index is asked, as a tsquery.</param>
/// <param name="Whole">What a name must have, as a tsquery.</param>
/// <param name="IsDense">Even the rarest pair stands in so many names that reading names one after the other finds enough of them sooner.</param>
public sealed record NamePairs(string Index, string Whole, bool IsDense)
{
    private const int Asked = 2;
    private const float Dense = 0.05f;

    /// <summary>Names with all pairs of what was asked.</summary>
    public static NamePairs All(string normal, IReadOnlyDictionary<string, float> shares) => Of([[.. SubjectName.Neighbours(normal)]], shares);

    /// <summary>A wrong character spoils the two pairs it stands in: names that have all the others may be meant.</summary>
    public static NamePairs AllButOneCharacter(string normal, IReadOnlyDictionary<string, float> shares)
    {
        var pairs = SubjectName.Neighbours(normal);
        return Of([.. Enumerable.Range(0, pairs.Count + 1)
            .Select(wrong => pairs.Where((_, i) => i != wrong && i != wrong - 1).ToArray())
            .Where(rest => rest.Length > 0)], shares);
    }

    private static NamePairs Of(string[][] ways, IReadOnlyDictionary<string, float> shares)
    {
        float ShareOf(string pair) => shares.GetValueOrDefault(pair);
        return new NamePairs(
            Any(ways.Select(way => way.Distinct().OrderBy(ShareOf).Take(Asked))),
            Any(ways.Select(way => way.Distinct())),
            ways.Any(way => way.Min(ShareOf) > Dense));
    }

    private static string Any(IEnumerable<IEnumerable<string>> ways) =>
        string.Join(" | ", ways.Select(way => $"({string.Join(" & ", way.Select(Quoted))})").Distinct());

    private static string Quoted(string pair) =>
        $"'{pair.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
