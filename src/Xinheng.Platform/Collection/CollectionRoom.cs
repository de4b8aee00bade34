using Microsoft.Extensions.DependencyInjection;

namespace Xinheng.Platform.Collection;

/// <summary>The room's index: how records come in.</summary>
public static class CollectionRoom
{
    public static IServiceCollection AddCollection(this IServiceCollection services) => services
        .AddSingleton<PersonSeals>()
        .AddSingleton<Submissions>()
        .AddSingleton<SubmissionPasses>()
        .AddSingleton<Receipts>()
        .AddSingleton<ReceiveSubmission>()
        .AddSingleton<CheckSubmission>()
        .AddSingleton<ApproveSubmission>()
        .AddSingleton<ReturnSubmission>()
        .AddSingleton<EnterSubmission>()
        .AddSingleton<SettleRow>()
        .AddSingleton<KeptRows>()
        .AddSingleton<FirstAnswers>()
        .AddSingleton<Quality>()
        .AddSingleton(s => s.GetRequiredService<CheckSubmission>().AsJob())
        .AddSingleton(s => s.GetRequiredService<EnterSubmission>().AsJob());
}
