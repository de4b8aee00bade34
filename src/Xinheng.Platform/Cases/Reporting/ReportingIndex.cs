using Microsoft.Extensions.DependencyInjection;
using Xinheng.Platform.Cases.Reporting.Reading;

namespace Xinheng.Platform.Cases.Reporting;

/// <summary>投诉与举报: the acts, one line each.</summary>
public static class ReportingIndex
{
    public static IServiceCollection AddReporting(this IServiceCollection services) => services
        .AddSingleton<ReportSeals>()
        .AddSingleton(ReportSeals.Use())
        .AddSingleton<ReportBrakes>()
        .AddSingleton<ReportClocks>()
        .AddSingleton<ReportTable>()
        .AddSingleton<ReportEvents>()
        .AddSingleton<FileReport>()
        .AddSingleton<FollowedReports>()
        .AddSingleton<ReplyToQuestion>()
        .AddSingleton<Reports>()
        .AddSingleton<AcceptReport>()
        .AddSingleton<AskReporter>()
        .AddSingleton<ReferReport>()
        .AddSingleton<AnswerReport>()
        .AddSingleton<DecideReport>()
        .AddSingleton<RevealReporter>()
        .AddSingleton<RewardReporter>()
        .AddSingleton<NoteRewardPaid>()
        .AddSingleton<Journal.IVerification, ReportVerification>();
}
