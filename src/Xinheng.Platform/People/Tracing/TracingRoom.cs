using Microsoft.Extensions.DependencyInjection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.People.Tracing.Alarms;

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
        .AddSingleton<IVerification, TraceVerification>()
        .AddSingleton<Looks>()
        .AddSingleton<LooksAtMe>()
        .AddSingleton<DelaySight>()
        .AddSingleton<SightDelays>()
        .AddSingleton<IVerification, DelayVerification>()
        .AddSingleton<RaiseAlarms>()
        .AddSingleton(s => s.GetRequiredService<RaiseAlarms>().AsJob())
        .AddSingleton(new HourlyJob(RaiseAlarms.Job))
        .AddSingleton<CloseAlarm>()
        .AddSingleton<AlarmList>()
        .AddSingleton<IVerification, AlarmVerification>();
}
