using System.Text.Json;
using Xinheng.Model.Foundation;
using Xinheng.Model.People.Machines;

namespace Xinheng.Web.Api;

/// <summary>The one place where a refusal becomes HTTP: problem details by RFC 9457, every reason listed.</summary>
public static class Problems
{
    public const string ContentType = "application/problem+json; charset=utf-8";

    public static readonly Refusal OfBug = new(RefusalKind.Conflict, "server.failed",
        "系统出了错，与您的操作无关，我们已经记下。请稍后再试；如果仍然不行，请把本次请求编号告诉我们。");

    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Gone => StatusCodes.Status410Gone,
        RefusalKind.TooMuch => StatusCodes.Status429TooManyRequests,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>What we say when only a status is known.</summary>
    public static Refusal OfStatus(int status) => status switch
    {
        401 => Refusal.Forbidden("access.not-signed-in", "这里需要先登录。"),
        403 => Refusal.Forbidden("access.forbidden", "您没有查看这里的权限。"),
        404 => Refusal.NotFound("address.not-found", "没有这个地址，或者它的内容现在不对外公示。"),
        405 => Refusal.Invalid("request.method", "这个地址不接受这种请求方法。请查看 /openapi/v1.json。"),
        413 => Refusal.TooMuch("request.too-large", "提交的内容太大。"),
        415 => Refusal.Invalid("request.media-type", "这个地址不接受这种内容类型。请查看 /openapi/v1.json。"),
        >= 500 => OfBug,
        _ => Refusal.Invalid("request.invalid", "请求的写法不对。请查看 /openapi/v1.json。"),
    };

    public static IResult ToProblem<T>(this Result<T> refused) => new Answer(refused.Refusals);

    public static IResult ToProblem(this Refusal refusal) => new Answer([refusal]);

    public static IResult ToHttp<T>(this Result<T> result, Func<T, IResult>? granted = null) =>
        result.TryGet(out var value) ? granted is null ? Results.Json(value, PublicJson.Options) : granted(value) : result.ToProblem();

    public static async Task WriteAsync(HttpContext http, int status, IReadOnlyList<Refusal> refusals)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = ContentType;
        http.Response.Headers.CacheControl = "no-store";
        if (refusals.Any(refusal => refusal.Code == ClientScope.Insufficient))
        {
            http.Response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\"";   // RFC 6750, 3.1
        }

        var problem = new Problem("about:blank", TitleOf(status), status, refusals[0].Message, http.TraceIdentifier,
            [.. refusals.Select(refusal => new Reason(refusal.Code, PointerOf(refusal), refusal.Message))]);
        await JsonSerializer.SerializeAsync(http.Response.Body, problem, PublicJson.Options, http.RequestAborted);
    }

    private static string? PointerOf(Refusal refusal) => refusal.Field is null ? null : $"/{refusal.Field}";

    private static string TitleOf(int status) => status switch
    {
        400 => "请求的内容不合规则",
        401 => "需要登录",
        403 => "没有权限",
        404 => "没有找到",
        405 => "方法不适用",
        409 => "现在的状态不允许",
        410 => "已不再提供",
        413 or 429 => "太多或太频繁",
        415 => "内容类型不适用",
        >= 500 => "系统出了错",
        _ => "请求没有成功",
    };

    private sealed record Problem(
        string Type, string Title, int Status, string Detail, string RequestId, IReadOnlyList<Reason> Errors);

    private sealed record Reason(string Code, string? Pointer, string Message);

    private sealed class Answer(IReadOnlyList<Refusal> refusals) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, StatusOf(refusals[0].Kind), refusals);
    }
}
