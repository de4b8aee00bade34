using Xinheng.Platform.Publication.Rules;

namespace Xinheng.Platform.Publication.Searching;

/// <summary>An item of the catalogue found by its name, or by the law it rests on.</summary>
/// <param name="Basis">The citation it was found by; null: by its own name.</param>
public sealed record CatalogueHit(string Code, string Name, string Category, string Nature, string? Basis);

/// <summary>A rule of the law by which the platform works, found by its name or its article.</summary>
public sealed record RuleHit(string Id, string Name, string? Basis);

/// <summary>Finds items of the catalogue in force by name, category or legal basis, and rules of the law: both are small and in memory.</summary>
public sealed class CatalogueSearch(PublicCatalogue catalogue, PublicRules rules)
{
    private const int Shown = 8;
    private const int Shortest = 2;

    public async Task<IReadOnlyList<CatalogueHit>> FindAsync(string text, CancellationToken ct)
    {
        var asked = text.Trim();
        if (asked.Length < Shortest)
        {
            return [];
        }

        bool Says(string? words) => words?.Contains(asked, StringComparison.OrdinalIgnoreCase) == true;
        return [.. (await catalogue.ItemsAsync(ct))
            .Select(item => (Item: item, ByName: Says(item.Name) || Says(item.Category) || item.Code.Equals(asked, StringComparison.OrdinalIgnoreCase),
                Basis: item.Basis.FirstOrDefault(Says)))
            .Where(found => found.ByName || found.Basis is not null)
            .OrderBy(found => found.ByName ? 0 : 1).ThenBy(found => found.Item.Name.Length)
            .Take(Shown)
            .Select(found => new CatalogueHit(
                found.Item.Code, found.Item.Name, found.Item.Category, found.Item.Nature, found.ByName ? null : found.Basis))];
    }

    public IReadOnlyList<RuleHit> FindRules(string text)
    {
        var asked = text.Trim();
        return asked.Length < Shortest ? [] :
        [
            .. rules.All.Select(rule => new RuleHit(rule.Words.Id, rule.Words.Name, rule.Editions[0].Basis.ToString()))
                .Where(rule => rule.Name.Contains(asked, StringComparison.OrdinalIgnoreCase) || rule.Basis?.Contains(asked, StringComparison.OrdinalIgnoreCase) == true)
                .OrderBy(rule => rule.Name.Contains(asked, StringComparison.OrdinalIgnoreCase) ? 0 : 1).Take(Shown),
        ];
    }
}
