using Microsoft.Extensions.DependencyInjection;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;
using Xinheng.Platform.Publication.Authentic;
using Xinheng.Platform.Publication.OpenData;
using Xinheng.Platform.Publication.Articles;
using Xinheng.Platform.Publication.Promising;
using Xinheng.Platform.Publication.Searching;
using Xinheng.Platform.Records;

namespace Xinheng.Platform.Publication;

/// <summary>The room's index: what the public may read today.</summary>
public static class PublicationRoom
{
    public static IServiceCollection AddPublication(this IServiceCollection services) => services
        .AddSingleton<PublicItems>()
        .AddSingleton<PublicSubjects>()
        .AddSingleton<PublicRecords>()
        .AddSingleton<RecordProofs>()
        .AddSingleton<Withdrawing.WithdrawalNotices>()
        .AddSingleton<Badges.PresentState>()
        .AddSingleton<Papers.Departures>()
        .AddSingleton<Papers.CertifyOther>()
        .AddSingleton<IVerification, Papers.CertificateVerification>()
        .AddSingleton<RowPreview>()
        .AddSingleton<DisclosureLists>()
        .AddSingleton<DisclosureMonths>()
        .AddSingleton<PublicCatalogue>()
        .AddSingleton<CheckCodes>()
        .AddSingleton<AskAuthenticity>()
        .AddSingleton<AskCopies>()
        .AddSingleton<NoteTampering>()
        .AddSingleton<Incidents>()
        .AddSingleton<IVerification, IncidentVerification>()
        .AddSingleton<CatalogueSearch>()
        .AddSingleton<DocumentNumbers>()
        .AddSingleton<DocumentIndex>()
        .AddSingleton(s => s.GetRequiredService<DocumentIndex>().AsJob())
        .AddSingleton(Listener.To<RecordsChanged>(DocumentIndex.HearAsync))
        .AddSingleton<PublishedFiles>()
        .AddSingleton<OpenFolder>()
        .AddSingleton<OpenFeed>()
        .AddSingleton<OpenSnapshot>()
        .AddSingleton<OpenPages>()
        .AddSingleton(Listener.To<CataloguePublished>((work, _, ct) => OpenQueue.NoteEverythingAsync(work, ct)))
        .AddSingleton(Listener.To<LawLoaded>((work, _, ct) => OpenQueue.NoteEverythingAsync(work, ct)))
        .AddSingleton(Listener.To<RecordsChanged>(OpenQueue.NoteAsync))
        .AddSingleton(provider => LinkHosts.Read(provider.GetRequiredService<XinhengOptions>().LinkHosts))
        .AddSingleton<Consumers.DataKeys>()
        .AddSingleton<Rules.PublicRules>()
        .AddSingleton<PublicArticles>()
        .AddSingleton<Outcomes.PublicOutcomes>()
        .AddSingleton<PublicPromises>()
        .AddSingleton<Articles.Articles>()
        .AddSingleton<WriteArticle>()
        .AddSingleton<ApproveArticle>()
        .AddSingleton<ReturnArticle>()
        .AddSingleton<WithdrawArticle>()
        .AddSingleton<Statistics.PublicStatistics>()
        .AddSingleton<Statistics.ClockStatistics>()
        .AddSingleton<Statistics.ShownRecords>()
        .AddSingleton(Listener.To<CataloguePublished>((work, _, ct) => PublicChanges.TellEverythingAsync(work, ct)))
        .AddSingleton(Listener.To<RecordsChanged>(PublicChanges.TellAsync));
}
