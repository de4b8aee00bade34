using Xinheng.Model.Foundation;
using Xinheng.Platform.Publication.Withdrawing;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api.Publication;

/// <summary>Notices of published decisions that no longer stand, newest first.</summary>
public static class WithdrawalsApi
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/withdrawals", PageAsync).WithName("ListWithdrawals").WithSummary("撤回公告：公示过而后来被依法撤销、变更的决定")
            .WithTags("公示").WithMetadata(new BehindAttribute(Door.Api), new PublicReadAttribute(3), new ShowsNoRecordAttribute("decisions that no longer stand"))
            .Produces<WithdrawalPage>().ProducesProblem(400);

    private static async Task PageAsync(
        HttpContext http, WithdrawalNotices notices, PublicCaching caching, string? from, string? to, string? cursor, CancellationToken ct)
    {
        var (first, last) = (Query.Date(from, "from"), Query.Date(to, "to"));
        if (Query.Refusals(first, last) is { Count: > 0 } refusals)
        {
            await Result<Done>.Refuse(refusals).ToProblem().ExecuteAsync(http);
            return;
        }

        await PublicJson.WriteAsync(http, caching, await notices.PageAsync(first.Value, last.Value, cursor, ct));
    }
}
