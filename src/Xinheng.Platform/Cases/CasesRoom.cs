using Microsoft.Extensions.DependencyInjection;
using Xinheng.Platform.Cases.Stating;
using Xinheng.Platform.Cases.Objecting;
using Xinheng.Platform.Cases.Rectifying;
using Xinheng.Platform.Cases.Reporting;
using Xinheng.Platform.Cases.Promising;
using Xinheng.Platform.Cases.Repairing;

namespace Xinheng.Platform.Cases;

/// <summary>The room's index: what is contested, repaired, promised, corrected. One line a procedure.</summary>
public static class CasesRoom
{
    public static IServiceCollection AddCases(this IServiceCollection services)
    {
        services.AddStating();
        services.AddObjecting();
        services.AddRectifying();
        services.AddReporting();
        services.AddPromising();
        services.AddRepairing();
        return services;
    }
}
