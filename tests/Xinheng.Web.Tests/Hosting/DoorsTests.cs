using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Tests.Hosting;

public sealed class DoorsTests
{
    [Theory]
    [InlineData(Door.Api, "/", HttpStatusCode.NotFound)]
    [InlineData(Door.Api, "/api/v1/catalogue", HttpStatusCode.OK)]
    [InlineData(Door.Portal, "/", HttpStatusCode.OK)]
    [InlineData(Door.Portal, "/api/v1/catalogue", HttpStatusCode.NotFound)]
    [InlineData(Door.Workbench, "/healthz", HttpStatusCode.OK)]
    public async Task A_closed_door_answers_as_if_nothing_were_there(Door open, string path, HttpStatusCode status)
    {
        await using var site = await TestSite.OpenAsync(new WebSettings { Doors = new HashSet<Door> { open } });

        using var answer = await site.Client.GetAsync(path);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Every_endpoint_says_that_anybody_may_come_or_which_permission_it_takes()
    {
        await using var site = await TestSite.OpenAsync();

        var endpoints = site.Services.GetRequiredService<EndpointDataSource>().Endpoints;
        var unmarked = endpoints.Where(endpoint =>
            endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint.Metadata.GetMetadata<IAuthorizeData>() is null);

        Assert.NotEmpty(endpoints);
        // The framework's own, which nothing here uses: closed by the fallback policy.
        Assert.All(unmarked, endpoint => Assert.StartsWith("/_framework/", ((RouteEndpoint)endpoint).RoutePattern.RawText));
    }

    [Fact]
    public async Task What_is_not_marked_is_open_to_nobody()
    {
        await using var site = await TestSite.OpenAsync();

        using var answer = await site.Client.GetAsync("/_framework/opaque-redirect");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public void Every_wrong_setting_is_told_at_once()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Doors"] = "portal,cellar", ["PublicCostPerMinute"] = "many",
        }).Build();

        Assert.Equal(["settings.unknown-door", "settings.not-a-number"],
            WebSettings.Read(configuration).Refusals.Select(refusal => refusal.Code));
    }
}
