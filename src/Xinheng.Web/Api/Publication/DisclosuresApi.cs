using Xinheng.Model.Foundation;
using Xinheng.Platform.Publication;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api.Publication;

/// <summary>The publicity lists of administrative acts for machines: by catalogue item or by act, newest decision first.</summary>
public static class DisclosuresApi
{
    private static readonly Refusal NoSuchList = Refusal.NotFound("disclosure.not-found",
        "没有这个公示清单。请用 /api/v1/catalogue 列出的目录项代码，或 permit、penalty 这样的行政行为代码。");

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/disclosures/{item}", PageAsync).WithName("ListDisclosures").WithSummary("双公示与其他行政行为的公示清单")
            .WithTags("公示").WithMetadata(new BehindAttribute(Door.Api), new PublicReadAttribute(3), new ShowsRecordsAttribute())
            .Produces<DisclosurePage>().ProducesProblem(400).ProducesProblem(404);

    private static async Task PageAsync(
        string item, HttpContext http, DisclosureLists lists, PublicCaching caching,
        string? from, string? to, string? authority, string? cursor, CancellationToken ct)
    {
        var (first, last) = (Query.Date(from, "from"), Query.Date(to, "to"));
        if (Query.Refusals(first, last) is { Count: > 0 } refusals)
        {
            await Result<Done>.Refuse(refusals).ToProblem().ExecuteAsync(http);
            return;
        }

        if (!lists.Acts.Any(act => act.Code == item || act.Items.Contains(item)))
        {
            await NoSuchList.ToProblem().ExecuteAsync(http);
            return;
        }

        await PublicJson.WriteAsync(http, caching, await lists.PageAsync(
            item, first.Value, last.Value, Text.Collapse(authority ?? "") is { Length: > 0 } name ? name : null, cursor, ct));
    }
}
