using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xinheng.Platform;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Publication.OpenData;
using Xinheng.Web.Hosting;
using Xinheng.Web.Hosting.Keeping;

namespace Xinheng.Bench.Web;

/// <summary>The real host on loopback over the large database, with three endpoints more to measure against.</summary>
internal sealed class Host : IAsyncDisposable
{
    private readonly WebApplication app;

    private Host(WebApplication app) => this.app = app;

    public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public IServiceProvider Services => app.Services;

    /// <param name="withOpenData">With the loop that keeps feed and snapshot in step.</param>
    public static async Task<Host> StartAsync(World world, int cacheMegabytes, bool withOpenData = false)
    {
        var settings = new WebSettings { Urls = "http://127.0.0.1:0", PublicCostPerMinute = 0, SubjectCacheMegabytes = cacheMegabytes };
        var app = XinhengHost.Build(settings, builder =>
        {
            builder.Services.AddXinheng(world.Options, world.Database).AddHostedService<ChangeListener>();
            if (withOpenData)
            {
                builder.Services.AddHostedService<OpenDataLoop>();
            }

            builder.Logging.SetMinimumLevel(LogLevel.Warning);
        });
        app.MapGet("/bench/empty/{identifier}", (HttpContext http) => Task.CompletedTask).WithMetadata(new PublicReadAttribute(1));
        app.MapGet("/bench/select/{identifier}", (HttpContext http) => SelectAsync(world.Database, http)).WithMetadata(new PublicReadAttribute(1));
        app.MapGet("/bench/layout/{identifier}", () => new RazorComponentResult<BarePage> { PreventStreamingRendering = true }).WithMetadata(new PublicReadAttribute(1));
        await app.StartAsync();
        return new Host(app);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static async Task SelectAsync(Database database, HttpContext http)
    {
        await using var connection = await database.Portal.OpenConnectionAsync(http.RequestAborted);
        await using var command = new Npgsql.NpgsqlCommand("select 1", connection);
        await command.ExecuteScalarAsync(http.RequestAborted);
    }
}
