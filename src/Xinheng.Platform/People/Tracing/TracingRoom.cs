using Microsoft.Extensions.DependencyInjection;

namespace Xinheng.Platform.People.Tracing;

/// <summary>The folder's index: who looked at what is not public.</summary>
public static class TracingRoom
{
    public static IServiceCollection AddTracing(this IServiceCollection services) => services
        .AddSingleton<Trace>();
}
