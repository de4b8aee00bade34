using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;
using Xinheng.Web.Api;
using Xinheng.Web.Components.Layout;

namespace Xinheng.Web.Hosting;

/// <summary>Answers that no endpoint wrote: nothing there, not allowed, too often, broken. Machines get a problem, people a page.</summary>
public static class StatusAnswers
{
    public static void Use(WebApplication app)
    {
        app.UseExceptionHandler(failed => failed.Run(http =>
        {
            SecurityHeaders.Write(http);   // the exception middleware has cleared them
            return http.Features.Get<IExceptionHandlerFeature>()?.Error switch
            {
                // A body that broke off or grew too large is the sender's affair, not a bug.
                BadHttpRequestException broken => WriteAsync(http, broken.StatusCode, Problems.OfStatus(broken.StatusCode)),
                UnusableException { Refusal: var why } => WriteAsync(http, StatusCodes.Status503ServiceUnavailable, why),
                _ => WriteAsync(http, StatusCodes.Status500InternalServerError, Problems.OfBug),
            };
        }));
        app.UseStatusCodePages(context =>
        {
            var http = context.HttpContext;
            return WriteAsync(http, http.Response.StatusCode, Problems.OfStatus(http.Response.StatusCode));
        });
    }

    public static Task WriteAsync(HttpContext http, Refusal refusal) =>
        WriteAsync(http, Problems.StatusOf(refusal.Kind), refusal);

    private static async Task WriteAsync(HttpContext http, int status, Refusal refusal)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        if (IsForMachines(http.Request.Path))
        {
            await Problems.WriteAsync(http, status, [refusal]);
            return;
        }

        // A scope of its own: the page that failed may have left its renderer half-way.
        await using var scope = http.RequestServices.CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        await new RazorComponentResult<StatusPage>(new { Status = status, Why = refusal, Request = http.TraceIdentifier })
        { StatusCode = status, PreventStreamingRendering = true }.ExecuteAsync(http);
    }

    private static bool IsForMachines(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.Ordinal) || path.StartsWithSegments("/openapi", StringComparison.Ordinal) ||
        path.StartsWithSegments("/healthz", StringComparison.Ordinal) || path.StartsWithSegments("/readyz", StringComparison.Ordinal);
}
