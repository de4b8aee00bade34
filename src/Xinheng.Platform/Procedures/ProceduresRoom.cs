using Microsoft.Extensions.DependencyInjection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Procedures;

/// <summary>The room's index: how any statutory procedure moves.</summary>
public static class ProceduresRoom
{
    public static IServiceCollection AddProcedures(this IServiceCollection services) => services
        .AddSingleton<CaseFiles>()
        .AddSingleton<CaseDocuments>()
        .AddSingleton<CaseReader>()
        .AddSingleton<Notices>()
        .AddSingleton<SweepClocks>()
        .AddSingleton<MovedClocks>()
        .AddSingleton(Listener.To<LawLoaded>(MovedClocks.HearAsync))
        .AddSingleton(s => new JobKind(SweepClocks.Job, (_, ct) => s.GetRequiredService<SweepClocks>().RunAsync(ct)))
        .AddSingleton(new DailyJob(SweepClocks.Job))
        .AddSingleton<IVerification, CaseVerification>();
}
