using Microsoft.Extensions.DependencyInjection;
using Xinheng.Platform.Collection.Columns;
using Xinheng.Platform.Collection.Own;
using Xinheng.Platform.Collection.Rehearsing;
using Xinheng.Platform.Collection.Reviewing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Collection;

/// <summary>The room's index: how records come in.</summary>
public static class CollectionRoom
{
    public static IServiceCollection AddCollection(this IServiceCollection services) => services
        .AddSingleton<Submissions>()
        .AddSingleton<SubmissionPasses>()
        .AddSingleton<Receipts>()
        .AddSingleton<Signatures>()
        .AddSingleton<IVerification, SignaturesVerification>()
        .AddSingleton<ReceiveSubmission>()
        .AddSingleton<CheckSubmission>()
        .AddSingleton<ApproveSubmission>()
        .AddSingleton<NoteOwnApproval>()
        .AddSingleton<ReturnSubmission>()
        .AddSingleton<EnterSubmission>()
        .AddSingleton<SettleRow>()
        .AddSingleton<EnterOwnRow>()
        .AddSingleton<SendSubmission>()
        .AddSingleton<ChooseColumns>()
        .AddSingleton<ColumnsOfFile>()
        .AddSingleton<TriedRow>()
        .AddSingleton<RowsToFix>()
        .AddSingleton<SubmittedRows>()
        .AddSingleton<ReviewRows>()
        .AddSingleton<ReviewQueue>()
        .AddSingleton<ArticlesToType>()
        .AddSingleton<OriginalFile>()
        .AddSingleton<IntakeClock>()
        .AddSingleton<KeptRows>()
        .AddSingleton<FirstAnswers>()
        .AddSingleton<Quality>()
        .AddSingleton<SettleTimeliness>()
        .AddSingleton<RehearseCatalogue>()
        .AddSingleton<Rehearsals>()
        .AddSingleton(s => s.GetRequiredService<RehearseCatalogue>().AsJob())
        .AddSingleton(Listener.To<LawLoaded>(SettleTimeliness.HearAsync))
        .AddSingleton(new DailyJob(SettleTimeliness.Job))
        .AddSingleton(s => s.GetRequiredService<SettleTimeliness>().AsJob())
        .AddSingleton(s => s.GetRequiredService<CheckSubmission>().AsJob())
        .AddSingleton(s => s.GetRequiredService<EnterSubmission>().AsJob());
}
