using System.Collections.Immutable;

namespace Xinheng.Model.Catalogue;

/// <summary>A whole catalogue as it is published: one edition, its items, code sets and retention rules.</summary>
public sealed class CataloguePack
{
    public required Edition Edition { get; init; }

    public required ImmutableArray<CatalogueItem> Items { get; init; }

    public required ImmutableArray<CodeSet> CodeSets { get; init; }

    public required ImmutableArray<RetentionRule> RetentionRules { get; init; }

    public required CommonTerms Terms { get; init; }

    public CatalogueItem? Find(string code)
    {
        foreach (var item in Items)
        {
            if (item.Code == code)
            {
                return item;
            }
        }

        return null;
    }

    public CodeSet? FindCodeSet(string code) => CodeSets.FirstOrDefault(s => s.Code == code);
}
