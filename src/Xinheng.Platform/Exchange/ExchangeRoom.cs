using Microsoft.Extensions.DependencyInjection;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Publication.OpenData;
using Xinheng.Platform.Exchange.Sending;
using Xinheng.Platform.Exchange.Standing;
using Xinheng.Platform.Exchange.Subscribers;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Records;
using Xinheng.Platform.Records.Moving;

namespace Xinheng.Platform.Exchange;

/// <summary>The room's index: what other systems are told, and what they confirm.</summary>
public static class ExchangeRoom
{
    public static IServiceCollection AddExchange(this IServiceCollection services) => services
        .AddSingleton<Tombstones>()
        .AddSingleton<KeepTombstones>()
        .AddSingleton(s => Listener.To<RecordsMoved>(s.GetRequiredService<KeepTombstones>().HearAsync))
        .AddSingleton(Listener.To<RecordsChanged>(KeepTombstones.HearAsync))
        .AddSingleton(s => new OpenListener(s.GetRequiredService<KeepTombstones>().HearAsync))
        .AddSingleton<SubscriberSecrets>()
        .AddSingleton<RegisterSubscriber>()
        .AddSingleton<RenewSecret>()
        .AddSingleton<EndSubscriber>()
        .AddSingleton<WebhookPost>()
        .AddSingleton<Confirmations>()
        .AddSingleton<SendMessages>()
        .AddSingleton<FetchDepartures>()
        .AddSingleton<SampleProbes>()
        .AddSingleton(s => s.GetRequiredService<SampleProbes>().AsJob())
        .AddSingleton(new HourlyJob(SampleProbes.Job))
        .AddSingleton<TakeDownRule>()
        .AddSingleton<Propagation>()
        .AddSingleton<LaggingList>()
        .AddSingleton<IVerification, ExchangeVerification>();
}
