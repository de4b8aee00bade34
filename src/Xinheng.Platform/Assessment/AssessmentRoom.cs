using Microsoft.Extensions.DependencyInjection;
using Xinheng.Platform.Assessment.Auditing;
using Xinheng.Platform.Assessment.Desk;
using Xinheng.Platform.Assessment.Reporting;
using Xinheng.Platform.Assessment.Scoring;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Assessment;

/// <summary>The room's index: how well departments and regions do, what waits today, and what happened to one thing.</summary>
public static class AssessmentRoom
{
    public static IServiceCollection AddAssessment(this IServiceCollection services) => services
        .AddSingleton<Coverage>()
        .AddSingleton<ReportsDue>()
        .AddSingleton<ReportNothing>()
        .AddSingleton<RemindReport>()
        .AddSingleton<SetCycle>()
        .AddSingleton<Scoreboard>()
        .AddSingleton<LateRecords>()
        .AddSingleton<Bulletins>()
        .AddSingleton<IssueBulletin>()
        .AddSingleton<DeskTasks>()
        .AddSingleton<Departures>()
        .AddSingleton<Troubles>()
        .AddSingleton<DocumentNumbers>()
        .AddSingleton(new HourlyJob(DocumentNumbers.Job))
        .AddSingleton(s => s.GetRequiredService<DocumentNumbers>().AsJob())
        .AddSingleton<LogLines>()
        .AddSingleton<RevisionsOnTrail>()
        .AddSingleton<FindTrail>()
        .AddSingleton<Trails>()
        .AddSingleton<EvidencePacks>()
        .AddSingleton<IVerification, AssessmentVerification>();
}
