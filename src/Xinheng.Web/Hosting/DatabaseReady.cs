using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xinheng.Platform.Foundation;

namespace Xinheng.Web.Hosting;

/// <summary>Part of <c>/readyz</c>: without its database the platform lives but cannot serve.</summary>
public sealed class DatabaseReady(Database database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await database.AnswersAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
}
