namespace Xinheng.Platform.Publication.Searching;

/// <summary>An item of the catalogue found by its name, or by the law it rests on.</summary>
/// <param name="Basis">The citation it was found by; null: by its own name.</param>
public sealed record CatalogueHit(string Code, string Name, string Category, string Nature, string? Basis);

/// <summary>Finds items of the catalogue in force by name, category or legal basis: it is small and in memory.</summary>
public sealed class CatalogueSearch(PublicCatalogue catalogue)
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

        bool Says(string words) => words.Contains(asked, StringComparison.OrdinalIgnoreCase);
        return [.. (await catalogue.ItemsAsync(ct))
            .Select(item => (Item: item, ByName: Says(item.Name) || Says(item.Category) || item.Code.Equals(asked, StringComparison.OrdinalIgnoreCase),
                Basis: item.Basis.FirstOrDefault(Says)))
            .Where(found => found.ByName || found.Basis is not null)
            .OrderBy(found => found.ByName ? 0 : 1).ThenBy(found => found.Item.Name.Length)
            .Take(Shown)
            .Select(found => new CatalogueHit(
                found.Item.Code, found.Item.Name, found.Item.Category, found.Item.Nature, found.ByName ? null : found.Basis))];
    }
}
