using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Collection;

namespace Xinheng.Web.Api.Collection;

/// <summary>Honours <c>Idempotency-Key</c>: the same key, caller and path hear the first answer again, and nothing is done twice.</summary>
public sealed class AnsweredOnce : IEndpointFilter
{
    public const string Header = "Idempotency-Key";

    private const int LongestKey = 255;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.Headers[Header] is not { Count: > 0 } given)
        {
            return await next(context);
        }

        var key = given.ToString();
        if (key.Length is 0 or > LongestKey || key.Any(c => c is < ' ' or > '~'))
        {
            return Refusal.Invalid("request.idempotency-key", $"{Header} 应为 1 到 {LongestKey} 个可见的英文字符，建议用 UUID。").ToProblem();
        }

        var services = http.RequestServices;
        var (answers, caller) = (services.GetRequiredService<FirstAnswers>(), services.GetRequiredService<Caller>());
        var path = http.Request.Path.Value + http.Request.QueryString;
        var begun = await answers.BeginAsync(caller, path, key, http.RequestAborted);
        if (!begun.TryGet(out var first))
        {
            return begun.ToProblem();
        }

        if (first is not null)
        {
            http.Response.Headers["Idempotency-Replayed"] = "true";
            return new PrivateAnswer(first.Status, first.Location, first.Body);
        }

        return await FirstAsync(context, next, answers, caller, path, key);
    }

    private static async Task<object?> FirstAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next, FirstAnswers answers, Caller caller, string path, string key)
    {
        var isKept = false;
        try
        {
            var answer = await next(context);
            if (answer is PrivateAnswer granted)
            {
                await answers.KeepAsync(caller, path, key, new(granted.Status, granted.Location, granted.Body));
                isKept = true;
            }

            return answer;
        }
        finally
        {
            if (!isKept)
            {
                await answers.ForgetAsync(caller, path, key);
            }
        }
    }
}
