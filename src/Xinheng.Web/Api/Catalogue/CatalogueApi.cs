using Xinheng.Model.Foundation;
using Xinheng.Platform.Publication;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api.Catalogue;

/// <summary>The catalogue in force for machines.</summary>
public static class CatalogueApi
{
    private static readonly Refusal NoSuchItem = Refusal.NotFound("catalogue.item-not-found",
        "现行目录里没有这个目录项。请从 /api/v1/catalogue 取得代码。");

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/catalogue").WithTags("目录").WithMetadata(new BehindAttribute(Door.Api));
        group.MapGet("", async (HttpContext http, PublicCatalogue catalogue, PublicCaching caching, CancellationToken ct) =>
                await PublicJson.WriteAsync(http, caching, new Page<PublicItem>(await catalogue.ItemsAsync(ct), null)))
            .WithName("ListCatalogue").WithSummary("现行目录").WithMetadata(new PublicReadAttribute(2)).Produces<Page<PublicItem>>();
        group.MapGet("/{item}", ReadAsync)
            .WithName("ReadCatalogueItem").WithSummary("一个目录项").WithMetadata(new PublicReadAttribute(1))
            .Produces<PublicItem>().ProducesProblem(404);
    }

    private static async Task ReadAsync(
        string item, HttpContext http, PublicCatalogue catalogue, PublicCaching caching, CancellationToken ct)
    {
        if (await catalogue.FindAsync(item, ct) is { } found)
        {
            await PublicJson.WriteAsync(http, caching, found);
        }
        else
        {
            await NoSuchItem.ToProblem().ExecuteAsync(http);
        }
    }
}
