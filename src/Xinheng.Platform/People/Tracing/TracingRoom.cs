using Microsoft.Extensions.DependencyInjection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.People.Tracing;

/// <summary>The folder's index: who looked at what is not public.</summary>
public static class TracingRoom
{
    public static IServiceCollection AddTracing(this IServiceCollection services) => services
        .AddSingleton<Trace>()
        .AddSingleton<SealLooks>()
        .AddSingleton(s => s.GetRequiredService<SealLooks>().AsJob())
        .AddSingleton(new HourlyJob(SealLooks.Job))
        .AddSingleton<EraseLooks>()
        .AddSingleton(s => s.GetRequiredService<EraseLooks>().AsJob())
        .AddSingleton(new DailyJob(EraseLooks.Job))
        .AddSingleton<IVerification, TraceVerification>();
}
