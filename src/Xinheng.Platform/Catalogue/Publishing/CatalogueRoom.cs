using Microsoft.Extensions.DependencyInjection;

namespace Xinheng.Platform.Catalogue.Publishing;

/// <summary>The room's index: what may be collected.</summary>
public static class CatalogueRoom
{
    public static IServiceCollection AddCatalogue(this IServiceCollection services) => services
        .AddSingleton<CatalogueInForce>()
        .AddSingleton<PublishCatalogue>()
        .AddSingleton<Journal.IVerification, CatalogueVerification>();
}
