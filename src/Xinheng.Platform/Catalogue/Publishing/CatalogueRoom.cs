using Microsoft.Extensions.DependencyInjection;
using Xinheng.Platform.Catalogue.Drafting;

namespace Xinheng.Platform.Catalogue.Publishing;

/// <summary>The room's index: what may be collected.</summary>
public static class CatalogueRoom
{
    public static IServiceCollection AddCatalogue(this IServiceCollection services) => services
        .AddSingleton<CatalogueInForce>()
        .AddSingleton<PublishCatalogue>()
        .AddSingleton<Drafts>()
        .AddSingleton<SaveDraft>()
        .AddSingleton<DropDraft>()
        .AddSingleton<Journal.IVerification, CatalogueVerification>();
}
