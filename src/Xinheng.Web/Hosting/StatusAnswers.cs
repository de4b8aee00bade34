using Microsoft.AspNetCore.Http.HttpResults;
using Xinheng.Model.Foundation;
using Xinheng.Web.Api;
using Xinheng.Web.Portal;

namespace Xinheng.Web.Hosting;

/// <summary>Answers that no endpoint wrote: nothing there, not allowed, too often, broken. Machines get a problem, people a page.</summary>
public static class StatusAnswers
{
    public static void Use(WebApplication app)
    {
        app.UseExceptionHandler(failed => failed.Run(http =>
        {
            SecurityHeaders.Write(http);   // the exception middleware has cleared them
            return WriteAsync(http, StatusCodes.Status500InternalServerError, Problems.OfBug);
        }));
        app.UseStatusCodePages(context =>
        {
            var http = context.HttpContext;
            return WriteAsync(http, http.Response.StatusCode, Problems.OfStatus(http.Response.StatusCode));
        });
    }

    public static Task WriteAsync(HttpContext http, Refusal refusal) =>
        WriteAsync(http, Problems.StatusOf(refusal.Kind), refusal);

    private static Task WriteAsync(HttpContext http, int status, Refusal refusal)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        return IsForMachines(http.Request.Path)
            ? Problems.WriteAsync(http, status, [refusal])
            : new RazorComponentResult<StatusPage>(new { Status = status, refusal.Message, Request = http.TraceIdentifier })
                { StatusCode = status, PreventStreamingRendering = true }.ExecuteAsync(http);
    }

    private static bool IsForMachines(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.Ordinal) || path.StartsWithSegments("/openapi", StringComparison.Ordinal) ||
        path.StartsWithSegments("/healthz", StringComparison.Ordinal) || path.StartsWithSegments("/readyz", StringComparison.Ordinal);
}
