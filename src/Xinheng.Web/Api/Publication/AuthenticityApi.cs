using System.Text.Json;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Publication;
using Xinheng.Platform.Publication.Authentic;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api.Publication;

/// <summary>Is this page or file ours, and is it the present one? The answer is signed, to be handed on.</summary>
public static class AuthenticityApi
{
    private static readonly Refusal NothingAsked = Refusal.Invalid("verify.nothing-asked",
        "请写明要核验什么：code 为网页底部或文件名中的核验码，digest 为文件的 SHA-256 摘要（64 位十六进制）。", "code");

    private static readonly Refusal NotADigest = Refusal.Invalid("verify.not-a-digest",
        "摘要应为 64 位十六进制的 SHA-256。可在自己的电脑上用 sha256sum 或 certutil -hashfile 文件 SHA256 求得。", "digest");

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/verify", AnswerAsync).WithName("VerifyAuthenticity").WithSummary("核验一个网页或文件是不是本平台发布的、是不是现行的")
            .WithTags("核验").WithMetadata(new BehindAttribute(Door.Api), new PublicReadAttribute(10), new ShowsNoRecordAttribute("whether something is ours"))
            .Produces(200, contentType: "application/json").ProducesProblem(400);
        app.MapGet("/verify/statement", DownloadAsync).ExcludeFromDescription()
            .WithMetadata(new BehindAttribute(Door.Portal), new PublicReadAttribute(10), new ShowsNoRecordAttribute("whether something is ours"));
    }

    /// <summary>The one way to ask, for page and machine alike.</summary>
    public static async Task<Result<AuthenticityAnswer>> AskAsync(AskAuthenticity ask, string? code, string? digest, CancellationToken ct)
    {
        var (typed, hex) = (code?.Trim() ?? "", digest?.Trim().ToLowerInvariant() ?? "");
        if (hex.Length > 0 && !Hash256.TryParseHex(hex, out _))
        {
            return NotADigest;
        }

        Hash256? file = Hash256.TryParseHex(hex, out var read) ? read : null;
        return (typed.Length, file) switch
        {
            (0, null) => NothingAsked,
            (0, { } alone) => await ask.OfFileAsync(alone, ct),
            _ => await ask.OfCodeAsync(typed, file, ct),
        };
    }

    private static async Task<IResult> AnswerAsync(AskAuthenticity ask, string? code, string? digest, CancellationToken ct) =>
        (await AskAsync(ask, code, digest, ct)).ToHttp(found => Results.Json(new
        {
            answer = PublicStatement.WordOf(found.Answer), publishedOn = found.Statement.Statement.PublishedOn, thing = found.Thing, now = found.Now,
            statement = JsonSerializer.Deserialize<JsonElement>(found.Statement.ToCanonicalJson()),
        }, PublicJson.Options));

    private static async Task<IResult> DownloadAsync(AskAuthenticity ask, string? code, string? digest, CancellationToken ct) =>
        (await AskAsync(ask, code, digest, ct)) is var asked && asked.TryGet(out var found)
            ? Results.File(found.Statement.ToCanonicalJson(), PublicJson.ContentType, "statement.json")
            : asked.ToProblem();
}
