using Microsoft.Extensions.DependencyInjection;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Publication.OpenData;
using Xinheng.Platform.Records;

namespace Xinheng.Platform.Exchange;

/// <summary>The room's index: what other systems are told, and what they confirm.</summary>
public static class ExchangeRoom
{
    public static IServiceCollection AddExchange(this IServiceCollection services) => services
        .AddSingleton<Tombstones>()
        .AddSingleton<KeepTombstones>()
        .AddSingleton(s => Listener.To<RecordsLeft>(s.GetRequiredService<KeepTombstones>().HearAsync))
        .AddSingleton(Listener.To<RecordsChanged>(KeepTombstones.HearAsync))
        .AddSingleton(s => new OpenListener(s.GetRequiredService<KeepTombstones>().HearAsync));
}
