using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Api;

/// <summary>Is the program alive, and can it serve? Rooms add their own health checks to the second question.</summary>
public static class HealthApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/healthz", Asking(_ => false)).WithMetadata(new PublicReadAttribute(0));
        app.MapHealthChecks("/readyz", Asking(_ => true)).WithMetadata(new PublicReadAttribute(0));
    }

    private static HealthCheckOptions Asking(Func<Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckRegistration, bool> which) =>
        new()
        {
            Predicate = which,
            ResponseWriter = (http, report) =>
                http.Response.WriteAsJsonAsync(new { status = report.Status.ToString().ToLowerInvariant() }, http.RequestAborted),
        };
}
