using Microsoft.Extensions.DependencyInjection;
using Xinheng.Model.Law;

namespace Xinheng.Platform.Law;

/// <summary>The room's index: by what power, by when.</summary>
public static class LawRoom
{
    public static IServiceCollection AddLaw(this IServiceCollection services, LawBook law, JurisdictionProfile profile) => services
        .AddSingleton(law)
        .AddSingleton(profile)
        .AddSingleton<LoadLaw>()
        .AddSingleton<LawHistory>()
        .AddSingleton<Deadlines>()
        .AddSingleton<DeadlinePauses>()
        .AddSingleton<Journal.IVerification, LawVerification>();
}
