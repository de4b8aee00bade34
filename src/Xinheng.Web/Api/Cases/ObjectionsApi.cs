using System.Text.Json.Serialization;
using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Objecting;
using Xinheng.Platform.Procedures;
using Xinheng.Platform.Subjects;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api.Cases;

/// <summary>
/// A counter's own system takes down an objection for whoever proved identity there (scope <c>serve:*</c>). The number comes in the body, so that it
/// stands in no address, cache or log.
/// </summary>
public static class ObjectionsApi
{
    /// <param name="Field">字段代码；空：整条记录。</param>
    /// <param name="Right">应当是什么；不知道可以不写。</param>
    public sealed record SaidWrong(string? Field, string? Right);

    /// <param name="Number">到场主体的证件号码，或者单位的统一社会信用代码。</param>
    /// <param name="Record">记录编号。</param>
    /// <param name="Ground">异议理由代码（目录代码集 CS_OBJGROUND）。</param>
    /// <param name="Claims">哪几项不对。</param>
    /// <param name="Why">为什么不对，原话。</param>
    /// <param name="IdentitySeen">来人和证件已当面核验。</param>
    public sealed record Filing(string? Number, Guid Record, string? Ground, IReadOnlyList<SaidWrong>? Claims, string? Why, bool IdentitySeen);

    /// <param name="Number">编号，交给本人。</param>
    public sealed record Filed(Guid Id, string Number, [property: JsonPropertyName("stage")] string Stage);

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/api/v1/objections", FileAsync).WithName("FileObjection").WithTags("异议")
            .WithSummary("窗口系统代到场主体提出异议：记录随即标注，按时限核查答复；不收费")
            .WithMetadata(new BehindAttribute(Door.Api)).RequirePermission(Permission.ServeSubjects)
            .Produces<Filed>(201).ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);

    private static async Task<IResult> FileAsync(
        Filing filing, HttpContext http, Caller caller, FindSubject subjects, FileObjection file, CaseReader cases, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var number = (filing.Number ?? "").Replace("\0", "", StringComparison.Ordinal);
        if (number.Length == 0)
        {
            return Refusal.Invalid("cases.number-missing", "请写明到场主体的证件号码，或者单位的统一社会信用代码（number）。", "number").ToProblem();
        }

        if (Guid.TryParse(number, out _) || await subjects.ByNumberAsync(number, ct) is not { } present)
        {
            return RecordsToContest.NotFound.ToProblem();
        }

        var text = new ObjectionText(
            filing.Ground ?? "", [.. (filing.Claims ?? []).Select(claim => new Claim(string.IsNullOrEmpty(claim.Field) ? null : claim.Field, claim.Right ?? ""))],
            filing.Why ?? "");
        var filed = await file.RunAsync(new(new RecordId(filing.Record), text, []) { For = present, IdentitySeen = filing.IdentitySeen }, caller, ct);
        return filed.TryGet(out var id)
            ? Results.Json(new Filed(id.Value, (await cases.NumberOfAsync(id, ct))!, ObjectionSteps.Compared.Code), PublicJson.Options, statusCode: 201)
            : filed.ToProblem();
    }
}
