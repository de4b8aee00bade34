using System.Text;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Collection;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api.Collection;

/// <summary>Handing in: the file, what became of it, and the second person's word on it.</summary>
public static class SubmissionsApi
{
    /// <summary>A department's detached JWS over what it hands in (RFC 7515, appendix F); docs/verification.md says over which text.</summary>
    public const string SignatureHeader = "X-JWS-Signature";

    private const int LongestReason = 1_000;

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/submissions").WithTags("报送").WithMetadata(new BehindAttribute(Door.Api))
            .RequirePermission(Permission.ViewSubmissions);
        group.MapPost("/{item}", ReceiveAsync).WithName("Submit").WithSummary("报送一个文件（请求体即文件）")
            .WithDescription($"可在请求头 {SignatureHeader} 中附上本单位的分离式 JWS（ES256、RS256 或 PS256），留作谁报送了什么的凭据。被签名的内容恰为 " +
                "{\"digest\":\"文件 SHA-256 的 64 位小写十六进制\",\"item\":\"信息项编码\",\"kind\":\"xinheng.submission/1\",\"provider\":\"报送单位代码\"}。" +
                "签名不符的不接收。")
            .RequirePermission(Permission.Submit).WithMetadata(new TakesFile()).AddEndpointFilter<AnsweredOnce>()
            .Produces<SubmissionJson>(202).ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);
        group.MapGet("", ListAsync).WithName("ListSubmissions").WithSummary("本单位的报送").Produces<Page<SubmissionJson>>();
        group.MapGet("/{id}", ReadAsync).WithName("ReadSubmission").WithSummary("一份报送的状态与计数")
            .Produces<SubmissionJson>().ProducesProblem(404);
        group.MapGet("/{id}/signatures/{key}", SignatureAsync).WithName("ReadSignature").WithSummary("报送单位的签名（JWS，含被签名的内容）").ProducesProblem(404);
        group.MapGet("/{id}/receipt", ReceiptAsync).WithName("ReadReceipt").WithSummary("签名回执").ProducesProblem(404);
        group.MapPost("/{id}/approval", ApproveAsync).WithName("ApproveSubmission").WithSummary("审核通过（另一人）")
            .AddEndpointFilter<AnsweredOnce>().Produces<SubmissionJson>(202).ProducesProblem(403).ProducesProblem(409);
        group.MapPost("/{id}/return", ReturnAsync).WithName("ReturnSubmission").WithSummary("整份退回，写明原因")
            .AddEndpointFilter<AnsweredOnce>().Produces<SubmissionJson>().ProducesProblem(403).ProducesProblem(409);
    }

    /// <summary>An id as it stands in an address; what is none answers like what does not exist.</summary>
    public static Result<SubmissionId> Id(string text) => Guid.TryParse(text, out var id)
        ? new SubmissionId(id)
        : Refusal.NotFound("collection.no-submission", "没有这份报送，或您无权查看。");

    private static async Task<IResult> ReceiveAsync(
        string item, [FromHeader(Name = SignatureHeader)] string? signature, HttpContext http, Caller caller, ReceiveSubmission receive,
        Submissions submissions, Signatures signatures, CancellationToken ct)
    {
        if (caller.Actor.Organisation is not { } provider)
        {
            return Refusal.Forbidden("collection.no-organisation", "您的账户不属于任何报送单位，不能报送。请使用单位的账户或接口。").ToProblem();
        }

        var opened = await PostedFile.OpenAsync(http.Request, ct);
        if (!opened.TryGet(out var file))
        {
            return opened.ToProblem();
        }

        var received = await receive.RunAsync(new(item, provider, file.Format, file.Content, signature), caller, ct);
        return received.TryGet(out var known)
            ? await StatusAsync(known.Id, caller, submissions, signatures, StatusCodes.Status202Accepted, ct)
            : received.ToProblem();
    }

    private static async Task<IResult> ListAsync(Caller caller, Submissions submissions, Signatures signatures, CancellationToken ct)
    {
        var listed = await submissions.ListAsync(caller, ct);
        var signed = await signatures.OfAsync(listed.Select(s => s.Id), ct);
        return PrivateAnswer.Of(new Page<SubmissionJson>([.. listed.Select(s => SubmissionJson.Of(s, [], signed[s.Id]))], null));
    }

    private static async Task<IResult> ReadAsync(string id, Caller caller, Submissions submissions, Signatures signatures, CancellationToken ct) =>
        Id(id).TryGet(out var submission)
            ? await StatusAsync(submission, caller, submissions, signatures, StatusCodes.Status200OK, ct)
            : Id(id).ToProblem();

    private static async Task<IResult> SignatureAsync(
        string id, string key, Caller caller, Submissions submissions, Signatures signatures, CancellationToken ct)
    {
        var found = await FindAsync(id, caller, submissions, ct);
        if (!found.TryGet(out var seen))
        {
            return found.ToProblem();
        }

        return (await signatures.OfAsync([seen.Id], ct))[seen.Id].FirstOrDefault(s => s.Key == key) is { } signature
            ? Results.File(Encoding.UTF8.GetBytes(signature.Jws), "application/jose", $"signature-{seen.Id}-{key}.jws")
            : Refusal.NotFound("collection.no-signature", "这份报送没有用这把密钥作出的签名。").ToProblem();
    }

    private static async Task<Result<Submission>> FindAsync(string id, Caller caller, Submissions submissions, CancellationToken ct) =>
        Id(id).TryGet(out var submission) ? await submissions.FindAsync(submission, caller, ct) : Result<Submission>.Refuse(Id(id).Refusals);

    private static async Task<IResult> ReceiptAsync(
        string id, Caller caller, Submissions submissions, Receipts receipts, CancellationToken ct)
    {
        var found = await FindAsync(id, caller, submissions, ct);
        return found.TryGet(out var seen) && await receipts.NewestAsync(seen.Key, ct) is { } receipt
            ? Results.Text(receipt, PublicJson.ContentType, Encoding.UTF8)
            : found.IsRefused ? found.ToProblem() : Id("").ToProblem();
    }

    private static async Task<IResult> ApproveAsync(
        string id, HttpContext http, Caller caller, ApproveSubmission approve, Submissions submissions, Signatures signatures,
        ILogger<Caller> logger, CancellationToken ct)
    {
        var body = await JsonBody.ReadAsync(http, ct);
        var (submission, digest) = (Id(id), body.TryGet(out var given) ? DigestOf(given) : Result<byte[]?>.Refuse(body.Refusals));
        if (submission.IsRefused || digest.IsRefused)
        {
            return Result<Done>.Refuse([.. submission.Refusals, .. digest.Refusals]).ToProblem();
        }

        var approved = await approve.RunAsync(new(submission.Value, digest.Value), caller, ct);
        if (approved.IsRefused)
        {
            Log.ApprovalRefused(logger, submission.Value, caller.Actor.Identity, approved.Refusals[0].Code);
            return approved.ToProblem();
        }

        return await StatusAsync(submission.Value, caller, submissions, signatures, StatusCodes.Status202Accepted, ct);
    }

    private static async Task<IResult> ReturnAsync(
        string id, HttpContext http, Caller caller, ReturnSubmission giveBack, Submissions submissions, Signatures signatures,
        CancellationToken ct)
    {
        var body = await JsonBody.ReadAsync(http, ct);
        var (submission, reason) = (Id(id), body.TryGet(out var given) ? given.Text("reason") : Result<string?>.Refuse(body.Refusals));
        if (submission.IsRefused || reason.IsRefused)
        {
            return Result<Done>.Refuse([.. submission.Refusals, .. reason.Refusals]).ToProblem();
        }

        if (reason.Value is { Length: > LongestReason })
        {
            return Refusal.Invalid("collection.reason-too-long", $"退回原因最多 {LongestReason} 个字。", "reason").ToProblem();
        }

        var returned = await giveBack.RunAsync(new(submission.Value, reason.Value ?? ""), caller, ct);
        return returned.IsRefused
            ? returned.ToProblem()
            : await StatusAsync(submission.Value, caller, submissions, signatures, StatusCodes.Status200OK, ct);
    }

    private static Result<byte[]?> DigestOf(JsonBody body)
    {
        var text = body.Text("digest");
        if (!text.TryGet(out var hex) || hex is null)
        {
            return text.Map(_ => (byte[]?)null);
        }

        return hex.Length == 64 && hex.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(hex)
            : Refusal.Invalid("collection.digest", "digest 应为 64 位十六进制数，即状态回答中的 digest。", "digest");
    }

    private static async Task<IResult> StatusAsync(
        SubmissionId id, Caller caller, Submissions submissions, Signatures signatures, int status, CancellationToken ct)
    {
        var found = await submissions.FindAsync(id, caller, ct);
        var signed = (await signatures.OfAsync([id.Value], ct))[id.Value];
        return found.TryGet(out var submission)
            ? PrivateAnswer.Of(SubmissionJson.Of(submission, await submissions.ProblemsAsync(id, ct), signed), status,
                status == StatusCodes.Status202Accepted ? SubmissionJson.AddressOf(id.Value) : null)
            : found.ToProblem();
    }
}

/// <summary>An endpoint whose body is a department's file: as large as the act takes, streamed.</summary>
public sealed class TakesFile : IRequestSizeLimitMetadata
{
    // A little more than the act allows, so that the act says no in words; forms carry their fields besides.
    public long? MaxRequestBodySize => ReceiveSubmission.MostBytes + (1024 * 1024);
}
