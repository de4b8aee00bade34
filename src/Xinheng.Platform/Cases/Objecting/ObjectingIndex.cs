using Microsoft.Extensions.DependencyInjection;
using Xinheng.Model.Cases.Objecting;
using Xinheng.Platform.Cases.Objecting.Comparing;
using Xinheng.Platform.Cases.Objecting.Reviewing;
using Xinheng.Platform.Cases.Objecting.Telling;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Cases.Objecting;

/// <summary>异议 and 复议诉讼, one line an act.</summary>
public static class ObjectingIndex
{
    public static IServiceCollection AddObjecting(this IServiceCollection services) => services
        .AddSingleton(ObjectionSteps.Procedure)
        .AddSingleton(ReviewSteps.Procedure)
        .AddSingleton<RecordsToContest>()
        .AddSingleton<Evidence>()
        .AddSingleton<ProvidersCopy>()
        .AddSingleton<CorrectedContents>()
        .AddSingleton<ObjectionsAtHand>()
        .AddSingleton<Defects>()
        .AddSingleton<FileObjection>()
        .AddSingleton<DropObjection>()
        .AddSingleton<MendObjection>()
        .AddSingleton<RouteObjection>()
        .AddSingleton<ExtendObjection>()
        .AddSingleton<PauseObjection>()
        .AddSingleton<AnswerObjection>()
        .AddSingleton<CloseDefect>()
        .AddSingleton<NoteReview>()
        .AddSingleton<EndReview>()
        .AddSingleton<OvertakeObjection>()
        .AddSingleton(s => s.GetRequiredService<OvertakeObjection>().AsJob())
        .AddSingleton<Reviews>()
        .AddSingleton<IVerification, ObjectionVerification>();
}
