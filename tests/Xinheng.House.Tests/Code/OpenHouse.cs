using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xinheng.Platform;
using Xinheng.Platform.Foundation;
using Xinheng.Web.Hosting;

namespace Xinheng.House.Tests;

/// <summary>The house with every door open, as the program composes it: its route table, and what it says of itself. Nothing here asks a database.</summary>
public sealed class OpenHouse : IAsyncLifetime
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("xinheng-house-");
    private WebApplication? app;

    /// <summary>The route table.</summary>
    public IReadOnlyList<RouteEndpoint> Endpoints =>
        [.. app!.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    public async ValueTask InitializeAsync()
    {
        app = XinhengHost.Build(new WebSettings { Urls = "http://127.0.0.1:0", PublicCostPerMinute = 0 }, rooms =>
        {
            rooms.Logging.ClearProviders();
            rooms.Services.AddXinheng(
                new XinhengOptions { DataDirectory = data.FullName, CatalogueDirectory = Path.Combine(House.Root, "catalogue") },
                Database.At("Host=nowhere.invalid"));
        });
        await app.StartAsync();
    }

    public async Task<string> ReadAsync(string path)
    {
        var address = app!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        return await client.GetStringAsync(new Uri(path, UriKind.Relative));
    }

    public async ValueTask DisposeAsync()
    {
        await app!.DisposeAsync();
        data.Delete(recursive: true);
    }
}
