using Microsoft.Extensions.DependencyInjection;
using Xinheng.Model.Cases.Rectifying;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Cases.Rectifying;

/// <summary>限期整改与约谈: the acts, one line each.</summary>
public static class RectifyingIndex
{
    public static IServiceCollection AddRectifying(this IServiceCollection services) => services
        .AddSingleton(RectificationProcedure.Table)
        .AddSingleton(InterviewProcedure.Table)
        .AddSingleton<WhomItConcerns>()
        .AddSingleton<CorrectionRecords>()
        .AddSingleton<OrderRectification>()
        .AddSingleton<ProveRectification>()
        .AddSingleton<VerifyRectification>()
        .AddSingleton<ExtendRectification>()
        .AddSingleton<EndRectification>()
        .AddSingleton<NoteOverdueRectification>()
        .AddSingleton(s => s.GetRequiredService<NoteOverdueRectification>().AsJob())
        .AddSingleton(new DailyJob(NoteOverdueRectification.Kind))
        .AddSingleton<CallInterview>()
        .AddSingleton<HoldInterview>()
        .AddSingleton<ConfirmInterview>()
        .AddSingleton<EndInterview>()
        .AddSingleton<FileCorrection>()
        .AddSingleton(s => s.GetRequiredService<FileCorrection>().AsJob())
        .AddSingleton<Corrections>()
        .AddSingleton<Journal.IVerification, CorrectionVerification>();
}
