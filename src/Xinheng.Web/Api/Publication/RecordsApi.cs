using Xinheng.Model.Foundation;
using Xinheng.Platform.Publication;
using Xinheng.Platform.Publication.Withdrawing;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api.Publication;

/// <summary>One record by its lasting address. What is hidden, repaired or expired answers like what never was.</summary>
public static class RecordsApi
{
    private const string RetrySeconds = "1";

    private static readonly Refusal Revoked = Refusal.Gone("record.decision-revoked",
        "这条记录所载的决定已被依法撤销、变更、确认违法或者无效，已撤回公示；理由见 /api/v1/withdrawals。如果您存有副本，请删除。");

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/records").WithTags("记录").WithMetadata(new BehindAttribute(Door.Api));
        group.MapGet("/{id}", ReadAsync).WithName("ReadRecord").WithSummary("一条公示记录")
            .WithMetadata(new PublicReadAttribute(1), new ShowsRecordsAttribute()).Produces<PublicRecord>().ProducesProblem(404).ProducesProblem(410);
        group.MapGet("/{id}/proof", ProveAsync).WithName("ProveRecord").WithSummary("一条公示记录的证明文件，供 xinheng-verify 核对")
            .WithMetadata(new PublicReadAttribute(20), new ShowsRecordsAttribute()).Produces(200, contentType: "application/json").ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task ReadAsync(
        string id, HttpContext http, PublicRecords records, WithdrawalNotices notices, PublicCaching caching, CancellationToken ct)
    {
        if (Guid.TryParse(id, out var known) && await records.FindAsync(known, ct) is { } record)
        {
            await PublicJson.WriteAsync(http, caching, record);
        }
        else if (known != default && await notices.FindAsync(known, ct) is not null)
        {
            await Revoked.ToProblem().ExecuteAsync(http);
        }
        else
        {
            await PublicRecords.NotCurrent.ToProblem().ExecuteAsync(http);
        }
    }

    private static async Task ProveAsync(
        string id, HttpContext http, RecordProofs proofs, PublicCaching caching, CancellationToken ct)
    {
        var asked = Guid.TryParse(id, out var known) ? await proofs.FindAsync(known, ct) : PublicRecords.NotCurrent;
        if (asked.TryGet(out var proof))
        {
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"record-{known}.json\"";
            await FinishedAnswer.Of(proof.ToCanonicalJson()).WriteAsync(http, caching);
            return;
        }

        if (asked.Refusals.Contains(RecordProofs.NotYet))
        {
            http.Response.Headers.RetryAfter = RetrySeconds;
        }

        await asked.ToProblem().ExecuteAsync(http);
    }
}
