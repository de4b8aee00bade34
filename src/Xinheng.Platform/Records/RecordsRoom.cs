using Microsoft.Extensions.DependencyInjection;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.Records.Deciding;
using Xinheng.Platform.Records.Following;
using Xinheng.Platform.Records.Moving;

namespace Xinheng.Platform.Records;

/// <summary>The room's index: what is on record.</summary>
public static class RecordsRoom
{
    public static IServiceCollection AddRecords(this IServiceCollection services) => services
        .AddSingleton<EnterRecords>()
        .AddSingleton<Standings>()
        .AddSingleton<WithdrawRecord>()
        .AddSingleton<RestoreRecord>()
        .AddSingleton<ConfirmSeverity>()
        .AddSingleton<RecordsToDecide>()
        .AddSingleton<FollowLaw>()
        .AddSingleton(s => s.GetRequiredService<FollowLaw>().AsJob())
        .AddSingleton(new DailyJob(FollowLaw.Job))
        .AddSingleton(Journal.Listener.To<LawLoaded>(FollowLaw.HearAsync))
        .AddSingleton<Journal.IVerification, RecordsVerification>();
}
