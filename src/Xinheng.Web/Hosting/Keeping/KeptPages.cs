using Xinheng.Web.Api;

namespace Xinheng.Web.Hosting.Keeping;

/// <summary>A page about one subject that looks the same to every stranger: rendered once, kept until its subject changes or the day ends.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KeptBySubjectAttribute : Attribute;

/// <summary>
/// Keeps the finished pages of subjects beside their finished API answers, under the same rule: a change evicts both. Only the plain
/// address is kept; whoever has set a view of their own (a cookie, a language) gets a page rendered for them.
/// </summary>
public static class KeptPages
{
    private const string AllRecords = "?all=1";
    private static readonly object Whose = new();

    /// <summary>Said by the page: it is about the subject with this code. Without it nothing is kept.</summary>
    public static void IsAbout(HttpContext? http, string code)
    {
        if (http is not null)
        {
            http.Items[Whose] = code;
        }
    }

    public static void Use(IApplicationBuilder app, SubjectBytesCache cache, PublicCaching caching) => app.Use((http, next) =>
        Asked(http) is not { } asked ? next(http)
        : cache.TryGet(asked.Code, asked.Shape, out var known) ? known.WriteAsync(http, caching)
        : RenderAsync(http, next, asked.Code, asked.Shape, cache, caching));

    private static (string Code, KeptShape Shape)? Asked(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<KeptBySubjectAttribute>() is null || !HttpMethods.IsGet(http.Request.Method)
            || http.Request.Cookies.Count > 0 || http.GetRouteValue("identifier") is not string identifier)
        {
            return null;
        }

        return http.Request.QueryString.Value switch
        {
            null or "" => (identifier, KeptShape.Page),
            AllRecords => (identifier, KeptShape.WholePage),
            _ => null,
        };
    }

    private static async Task RenderAsync(
        HttpContext http, RequestDelegate next, string code, KeptShape shape, SubjectBytesCache cache, PublicCaching caching)
    {
        var ticket = cache.Begin(code);
        var body = http.Response.Body;
        using var rendered = new MemoryStream();
        http.Response.Body = rendered;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = body;
        }

        var bytes = rendered.GetBuffer().AsMemory(0, (int)rendered.Length);
        if (http.Response.StatusCode != StatusCodes.Status200OK || http.Items[Whose] is not string whose || whose != code)
        {
            await body.WriteAsync(bytes, http.RequestAborted);
            return;
        }

        var answer = FinishedAnswer.Of(bytes.ToArray(), type: http.Response.ContentType ?? "text/html; charset=utf-8");
        cache.Keep(ticket, shape, answer);
        await answer.WriteAsync(http, caching);
    }
}
