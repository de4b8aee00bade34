using Microsoft.Extensions.DependencyInjection;
using Xinheng.Model.Cases.Repairing;
using Xinheng.Platform.Cases.Repairing.Reorganising;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Cases.Repairing;

/// <summary>Credit repair's index: from the application to the decision, and what a court's ruling does meanwhile.</summary>
public static class RepairingRoom
{
    public static IServiceCollection AddRepairing(this IServiceCollection services) => services
        .AddSingleton(RepairProcedure.Table)
        .AddSingleton<RepairOutlooks>()
        .AddSingleton<RepairProxies>()
        .AddSingleton<RepairReader>()
        .AddSingleton<FileRepair>()
        .AddSingleton<AskRepairPapers>()
        .AddSingleton<CompleteRepair>()
        .AddSingleton<AcceptRepair>()
        .AddSingleton<DeclineRepair>()
        .AddSingleton<ExtendRepair>()
        .AddSingleton<GrantRepair>()
        .AddSingleton<RefuseRepair>()
        .AddSingleton<TakeBackRepair>()
        .AddSingleton<NoteFalseMaterials>()
        .AddSingleton<RemindOfRepair>()
        .AddSingleton(s => new JobKind(RemindOfRepair.Job, (_, ct) => s.GetRequiredService<RemindOfRepair>().RunAsync(ct)))
        .AddSingleton(new DailyJob(RemindOfRepair.Job))
        .AddSingleton<IVerification, RepairVerification>()
        .AddSingleton(ReorganisationProcedure.Table)
        .AddSingleton<Reorganisations>()
        .AddSingleton<RegisterReorganisation>()
        .AddSingleton<ExecuteReorganisation>()
        .AddSingleton<FailReorganisation>()
        .AddSingleton<EndReorganisations>()
        .AddSingleton(s => new JobKind(EndReorganisations.Job, (_, ct) => s.GetRequiredService<EndReorganisations>().RunAsync(ct)))
        .AddSingleton(new DailyJob(EndReorganisations.Job))
        .AddSingleton<IVerification, ReorganisationVerification>();
}
