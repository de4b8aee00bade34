using Microsoft.Extensions.DependencyInjection;

namespace Xinheng.Platform.Disclosure;

/// <summary>The room's index: who may see what of a record, today, and why.</summary>
public static class DisclosureRoom
{
    public static IServiceCollection AddDisclosure(this IServiceCollection services) => services
        .AddSingleton<DisclosureOfRecord>();
}
