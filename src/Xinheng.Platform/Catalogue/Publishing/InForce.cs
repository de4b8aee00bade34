using Xinheng.Model.Catalogue;
using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Catalogue.Publishing;

/// <summary>The published edition that decides today: its number and its pack.</summary>
public sealed record InForce(int Edition, CataloguePack Pack)
{
    /// <summary>An item that may be handed in; refused by name of the edition when there is none, or it is inactive.</summary>
    public Result<CatalogueItem> Find(string code) => Pack.Find(code) switch
    {
        null => Refusal.NotFound("catalogue.no-item",
            $"E10 目录（{Pack.Edition.Name}，第 {Edition} 版）没有信息项 {code}。目录之外的信息不得归集。"),
        { InactiveBecause: { } why } => Refusal.Conflict("catalogue.item-inactive", $"E10 信息项 {code} 尚未启用：{why}"),
        var item => item,
    };
}
