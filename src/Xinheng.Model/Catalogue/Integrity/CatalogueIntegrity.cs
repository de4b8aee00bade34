using System.Collections.Immutable;

namespace Xinheng.Model.Catalogue.Integrity;

/// <summary>Whether a catalogue can be worked with: asked before it is published and in every build.</summary>
public static class CatalogueIntegrity
{
    public static ImmutableArray<IntegrityFinding> Check(CataloguePack pack) =>
    [
        .. NameClashes.In(pack),
        .. CodeUse.In(pack),
        .. pack.Items.SelectMany(ItemShape.Of),
        .. pack.Items.SelectMany(ItemLaw.Of),
    ];
}
