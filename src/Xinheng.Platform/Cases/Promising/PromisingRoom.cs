using Microsoft.Extensions.DependencyInjection;
using Xinheng.Model.Cases.Promising;
using Xinheng.Platform.Cases.Promising.Templates;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Cases.Promising;

/// <summary>信用承诺: its acts and readers.</summary>
internal static class PromisingRoom
{
    public static IServiceCollection AddPromising(this IServiceCollection services) => services
        .AddSingleton(PromiseProcedure.Table)
        .AddSingleton(s => TemplateFiles.Load(s.GetRequiredService<XinhengOptions>()))
        .AddSingleton<PromiseTemplates>()
        .AddSingleton<DraftPromiseTemplate>()
        .AddSingleton<AdoptPromiseTemplate>()
        .AddSingleton<EndPromiseTemplate>()
        .AddSingleton<TrustOnFile>()
        .AddSingleton<PromiseSheet>()
        .AddSingleton<SignPromise>()
        .AddSingleton<WithdrawPromise>()
        .AddSingleton<ClosePromisedMatter>()
        .AddSingleton<CheckPromise>()
        .AddSingleton<DoubtPromise>()
        .AddSingleton<AnswerDoubt>()
        .AddSingleton<ClearDoubt>()
        .AddSingleton<PromiseDecision>()
        .AddSingleton<FulfilPromise>()
        .AddSingleton<BreakPromise>()
        .AddSingleton<EnterPromise>()
        .AddSingleton<Promises>()
        .AddSingleton<PresentPromise>()
        .AddSingleton<IVerification, PromiseVerification>()
        .AddSingleton(s => s.GetRequiredService<EnterPromise>().AsJob());
}
