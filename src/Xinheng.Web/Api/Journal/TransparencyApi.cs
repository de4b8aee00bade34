using System.Globalization;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Platform.Journal;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api.Journal;

/// <summary>The log for strangers: its signed head, proofs of it, and the keys to check them with.</summary>
public static class TransparencyApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/transparency").WithTags("透明日志").WithMetadata(new BehindAttribute(Door.Api));
        group.MapGet("/checkpoint", CheckpointAsync).WithName("ReadCheckpoint").WithSummary("最新的签名检查点")
            .WithMetadata(new PublicReadAttribute(1)).ProducesProblem(404);
        group.MapGet("/inclusion", InclusionAsync).WithName("ProveInclusion").WithSummary("证明某个条目在日志中")
            .WithMetadata(new PublicReadAttribute(20)).ProducesProblem(400).ProducesProblem(404);
        group.MapGet("/consistency", ConsistencyAsync).WithName("ProveConsistency").WithSummary("证明日志只增不改")
            .WithMetadata(new PublicReadAttribute(20)).ProducesProblem(400).ProducesProblem(404);
        group.MapGet("/keys", Keys).WithName("ReadKeys").WithSummary("验证签名用的公钥").WithMetadata(new PublicReadAttribute(1));
    }

    private static async Task<IResult> CheckpointAsync(HttpRequest request, LogProofs proofs, CancellationToken ct) =>
        (await proofs.CheckpointAsync(ct)).ToHttp(note => WantsText(request)
            ? Results.Text(note.Text)
            : Results.Json(new
            {
                origin = note.Checkpoint.Origin, size = note.Checkpoint.Head.Size, root = note.Checkpoint.Head.Root.ToBase64(),
                time = CanonicalJson.Instant(note.Checkpoint.Time), checkpoint = note.Text,
            }, PublicJson.Options));

    private static async Task<IResult> InclusionAsync(string? entry, LogProofs proofs, CancellationToken ct) =>
        Guid.TryParse(entry, out var id)
            ? (await proofs.InclusionAsync(new EntryId(id), ct)).ToHttp(proof => Results.Bytes(proof.ToCanonicalJson(), PublicJson.ContentType))
            : Refusal.Invalid("journal.entry-id", "请写明条目编号 entry，写作 UUID；回执和记录的证据中都有。", "entry").ToProblem();

    private static async Task<IResult> ConsistencyAsync(string? from, string? to, LogProofs proofs, CancellationToken ct)
    {
        var (first, last) = (SizeOf(from, "from"), SizeOf(to, "to"));
        List<Refusal> problems = [.. first.Refusals, .. last.Refusals];
        if (problems.Count == 0 && first.Value is null)
        {
            problems.Add(Refusal.Invalid("journal.from-missing", "请写明 from：您手中检查点的条目数（第二行）。", "from"));
        }

        return problems.Count > 0
            ? Result<Done>.Refuse(problems).ToProblem()
            : (await proofs.ConsistencyAsync(first.Value!.Value, last.Value, ct)).ToHttp(proof =>
                Results.Bytes(proof.ToCanonicalJson(), PublicJson.ContentType));
    }

    private static IResult Keys(HttpRequest request, SigningKeys keys) => WantsText(request)
        ? Results.Text(string.Concat(keys.Public.Select(key => key.ToPem())), "application/x-pem-file")
        : Results.Json(new { items = keys.Public.Select(key => new { id = key.Id, suite = key.Suite.Name, pem = key.ToPem() }) }, PublicJson.Options);

    // The bare note and the bare PEM are what verify and other tools read.
    private static bool WantsText(HttpRequest request) =>
        request.Headers.Accept.ToString() is var accept && (accept.StartsWith("text/plain", StringComparison.Ordinal)
            || accept.StartsWith("application/x-pem-file", StringComparison.Ordinal));

    private static Result<long?> SizeOf(string? text, string name) =>
        string.IsNullOrEmpty(text) ? Result<long?>.Of(null)
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? Result<long?>.Of(size)
        : Refusal.Invalid("journal.size", $"{name} 应为条目数，即检查点的第二行。", name);
}
