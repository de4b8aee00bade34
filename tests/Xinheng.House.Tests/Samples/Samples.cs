using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Xinheng.House.Tests;

/// <summary>Route tables that are bad on purpose.</summary>
internal static class Samples
{
    public static IReadOnlyList<RouteEndpoint> Routes(Action<IEndpointRouteBuilder> map)
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        map(app);
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];
    }
}
