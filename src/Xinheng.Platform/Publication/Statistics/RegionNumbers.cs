using Xinheng.Model.Law;

namespace Xinheng.Platform.Publication.Statistics;

/// <summary>A region of the map: how much is registered in it, and whether it has parts of its own to look into.</summary>
public sealed record RegionNumber(string Code, string Name, long Shown, bool HasParts);

/// <summary>What is on show by where its subject is registered, one level of divisions at a time (GB/T 2260).</summary>
/// <param name="Above">The regions around the present one, outermost first; the present one is the last.</param>
/// <param name="Parts">One number a part, in the order of the codes; the region itself where something is registered with it alone.</param>
/// <param name="Unknown">Of subjects whose registration names no region, persons among them.</param>
public sealed record RegionNumbers(IReadOnlyList<Division> Above, IReadOnlyList<RegionNumber> Parts, long Unknown)
{
    /// <summary>Everything within a division, retired codes included.</summary>
    public static IReadOnlyList<string> Within(DivisionTable divisions, string code) =>
        [code, .. divisions.All.Where(d => d.Code != code && divisions.IsWithin(d.Code, code)).Select(d => d.Code)];

    /// <param name="region">Into which division one looks; null begins where there is something to choose.</param>
    public static RegionNumbers Of(IEnumerable<ShownNumber> numbers, DivisionTable divisions, string? region)
    {
        var known = numbers.GroupBy(n => n.Of).ToDictionary(g => g.Key ?? "", g => g.Sum(n => n.Shown));
        known.Remove("", out var unknown);
        var at = region is null ? null : divisions.Find(region);
        var parts = PartsOf(known, divisions, at?.Code);
        while (region is null && parts is [{ HasParts: true } only])
        {
            at = divisions.Find(only.Code);
            parts = PartsOf(known, divisions, only.Code);
        }

        return new RegionNumbers(at is null ? [] : [.. divisions.PathOf(at.Code).Reverse()], parts, unknown);
    }

    private static List<RegionNumber> PartsOf(Dictionary<string, long> known, DivisionTable divisions, string? parent)
    {
        var parts = from number in known
                    let path = divisions.PathOf(number.Key).Reverse().Select(d => d.Code).DefaultIfEmpty(number.Key).ToList()
                    let depth = parent is null ? 0 : path.IndexOf(parent) + 1
                    where parent is null || depth > 0
                    let part = depth < path.Count ? path[depth] : parent
                    group (number.Value, Deeper: path.Count > depth + 1) by part into g
                    orderby g.Key
                    select new RegionNumber(
                        g.Key, g.Key == parent ? $"{Name(divisions, g.Key)}（本级）" : Name(divisions, g.Key),
                        g.Sum(n => n.Value), g.Key != parent && g.Any(n => n.Deeper));
        return [.. parts];
    }

    private static string Name(DivisionTable divisions, string code) => divisions.Find(code)?.Name ?? code;
}
