using Microsoft.Extensions.DependencyInjection;

namespace Xinheng.Platform.Programmes.FictionalProvince;

/// <summary>The programme's index.</summary>
public static class FictionalProvinceRoom
{
    public static IServiceCollection AddFictionalProvince(this IServiceCollection services) => services
        .AddSingleton<SeedWorld>()
        .AddSingleton<SeedPromises>()
        .AddSingleton<SeedCases>()
        .AddSingleton<Inhabitants>();
}
