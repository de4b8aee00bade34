using Xinheng.Model.Foundation;
using Xinheng.Platform.Publication;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api.Publication;

/// <summary>One record by its lasting address. What is hidden, repaired or expired answers like what never was.</summary>
public static class RecordsApi
{
    private static readonly Refusal NotCurrent = Refusal.NotFound("record.not-current",
        "没有以这个编号公示的记录。如果您存有副本，请删除。");

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/records/{id}", ReadAsync).WithName("ReadRecord").WithSummary("一条公示记录")
            .WithTags("记录").WithMetadata(new BehindAttribute(Door.Api), new PublicReadAttribute(1))
            .Produces<PublicRecord>().ProducesProblem(404);

    private static async Task ReadAsync(
        string id, HttpContext http, PublicRecords records, PublicCaching caching, CancellationToken ct)
    {
        if (Guid.TryParse(id, out var known) && await records.FindAsync(known, ct) is { } record)
        {
            await PublicJson.WriteAsync(http, caching, record);
        }
        else
        {
            await NotCurrent.ToProblem().ExecuteAsync(http);
        }
    }
}
