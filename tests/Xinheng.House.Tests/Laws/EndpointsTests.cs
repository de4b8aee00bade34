using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Xinheng.Model.People;
using Xinheng.Web.Hosting;

namespace Xinheng.House.Tests.Laws;

/// <summary>Law 4: every endpoint and page says which permission it takes, or that anybody may; read from the route table.</summary>
public sealed class EndpointsTests(OpenHouse house) : IClassFixture<OpenHouse>
{
    private const string Why =
        "Who may do it is said where it is done. What says nothing is shut to everybody, and what says both is open to everybody: nobody meant either.";

    /// <summary>Endpoints a framework brings with it: path → what it is, why it needs no mark of ours.</summary>
    private static readonly Dictionary<string, string> Imposed = new()
    {
        ["_framework/opaque-redirect"] = "Razor components: a redirect it has sealed itself; shows and changes nothing",
    };

    [Fact]
    public void Every_endpoint_and_page_asks_for_a_permission_or_says_that_anybody_may() =>
        Law.Holds(Why, Unsaid(house.Endpoints).Except(Imposed.Keys.Select(path => $"{path} says neither")));

    [Fact]
    public void Every_imposed_endpoint_exists() =>
        Assert.Empty(Imposed.Keys.Except(house.Endpoints.Select(e => e.RoutePattern.RawText!.TrimStart('/'))));

    [Fact]
    public void Pages_and_endpoints_of_every_door_are_seen()
    {
        // Should the route table stop being read, the law would hold of nothing.
        var doors = house.Endpoints.Select(e => e.Metadata.GetMetadata<BehindAttribute>()?.Door).ToHashSet();
        Assert.Superset(new HashSet<Door?> { Door.Portal, Door.Workbench, Door.Api }, doors);
    }

    [Fact]
    public void The_law_bites() =>
        Assert.Equal(
            ["both says both", "other says neither", "silent says neither"],
            Unsaid(Samples.Routes(routes =>
            {
                routes.MapGet("/silent", () => "");
                routes.MapGet("/asks", () => "").RequirePermission(Permission.Submit);
                routes.MapGet("/open", () => "").WithMetadata(new PublicReadAttribute(1));
                routes.MapGet("/both", () => "").RequirePermission(Permission.Submit).WithMetadata(new PublicReadAttribute(1));
                routes.MapGet("/other", () => "").AllowAnonymous(); // opens it, but not by our mark, which says what a reading costs
            })).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Unsaid(IEnumerable<RouteEndpoint> endpoints) =>
        from endpoint in endpoints
        let asks = endpoint.Metadata.GetMetadata<AsksAttribute>() is not null
        let anybody = endpoint.Metadata.GetMetadata<PublicReadAttribute>() is not null
        let opened = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        where asks == anybody || (asks && opened)
        select $"{endpoint.RoutePattern.RawText!.TrimStart('/')} says {(asks ? "both" : "neither")}";
}
