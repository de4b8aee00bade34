using System.Text.Json;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.Subjects.Identifiers;
using Xinheng.Platform.Cases.Promising;
using Xinheng.Platform.Publication.Promising;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api.Cases;

/// <summary>
/// 承诺在不在、有没有效: the one question an approval system asks while somebody waits. Public promises of organisations by address, for
/// anybody; all others by posting, for a statutory task, so that no person's number stands in an address.
/// </summary>
public static class CommitmentsApi
{
    private static readonly Refusal NoSubject = Refusal.Invalid("cases.promise-subject",
        "subject 应为 18 位统一社会信用代码。自然人的承诺用 POST 查询，号码不写在网址里。", "subject");

    private static readonly Refusal NoTemplate = Refusal.Invalid("cases.promise-no-template",
        "请写明承诺书模板编号（template），可在公开的承诺清单里查到。", "template");

    /// <param name="Scheme">证件种类, resident-id where none is named; uscc for an organisation.</param>
    /// <param name="Number">证件号码.</param>
    /// <param name="Template">承诺书模板编号.</param>
    /// <param name="Matter">办理事项编号.</param>
    public sealed record Lookup(string? Scheme, string? Number, string? Template, string? Matter);

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/commitments/present").WithTags("信用承诺")
            .WithMetadata(new BehindAttribute(Door.Api), new ShowsNoRecordAttribute("whether a promise is there and holds"));
        group.MapGet("", PublicAsync).WithName("IsCommitmentPresent").WithSummary("一个单位有没有签过一份公开的承诺、今天是否有效")
            .WithMetadata(new PublicReadAttribute(1))
            .Produces<PromisePresence>().ProducesProblem(400);
        group.MapPost("", ForTaskAsync).WithName("LookUpCommitment").WithSummary("为法定事项查询承诺，包括自然人的和不公开的；每次查询留痕")
            .RequirePermission(Permission.ReadForTask).Produces<PromisePresence>().ProducesProblem(400).ProducesProblem(403);
    }

    private static async Task PublicAsync(
        string? subject, string? template, HttpContext http, PublicPromises promises, PublicCaching caching, CancellationToken ct)
    {
        List<Refusal> problems = [.. subject is not null && Uscc.IsValidUscc(subject) ? [] : new[] { NoSubject }, .. string.IsNullOrWhiteSpace(template) ? [NoTemplate] : Array.Empty<Refusal>()];
        if (problems.Count > 0)
        {
            await Problems.WriteAsync(http, StatusCodes.Status400BadRequest, problems);
            return;
        }

        var answer = JsonSerializer.SerializeToUtf8Bytes(await promises.PresentAsync(subject!, template!, ct), PublicJson.Options);
        await FinishedAnswer.Of(answer, compress: false).WriteAsync(http, caching);
    }

    private static async Task<IResult> ForTaskAsync(Lookup lookup, HttpContext http, Caller caller, PresentPromise promises, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var answer = await promises.RunAsync(new(lookup.Scheme, lookup.Number, lookup.Template, lookup.Matter), caller, ct);
        return answer.TryGet(out var presence) ? Results.Json(presence, PublicJson.Options) : answer.ToProblem();
    }
}
