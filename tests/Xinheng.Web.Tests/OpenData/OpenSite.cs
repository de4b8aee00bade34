using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Xinheng.Mirror;
using Xinheng.Model.Law;
using Xinheng.Platform.Publication.OpenData;
using Xinheng.Testing;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Tests.OpenData;

/// <summary>A real platform behind the real host, its open data brought up to date when the test says so.</summary>
internal sealed class OpenSite : IAsyncDisposable
{
    private readonly WebApplication app;

    private OpenSite(TestPlatform platform, WebApplication app)
    {
        (Platform, this.app) = (platform, app);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First().TrimEnd('/') + "/") };
    }

    public TestPlatform Platform { get; }

    public HttpClient Client { get; }

    public static async Task<OpenSite> OpenAsync(PenaltyFile file)
    {
        var platform = await TestPlatform.CreateAsync();
        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", file.ToString()));
        var app = XinhengHost.Build(new WebSettings { Urls = "http://127.0.0.1:0", PublicCostPerMinute = 0 }, rooms =>
        {
            House.AddRooms(rooms.Services, platform.Folder, platform.Database, platform.Clock);
            rooms.Logging.ClearProviders();
        });
        await app.StartAsync();
        var site = new OpenSite(platform, app);
        await site.CatchUpAsync();
        return site;
    }

    /// <summary>What the program's loop does, once.</summary>
    public async Task CatchUpAsync()
    {
        await Platform.Get<OpenFeed>().CatchUpAsync(default);
        await Platform.Get<OpenSnapshot>().WriteAsync(default);
    }

    /// <summary>A consumer with an empty folder of its own.</summary>
    public async Task<(Copy Copy, Following Following)> MirrorAsync(string name)
    {
        var copy = Copy.Open(Path.Combine(Platform.Folder, name));
        var source = new Source(Client, await Source.KeysAsync(Client, default));
        return (copy, new Following(source, copy, () => LegalTime.DateOf(Platform.Clock.GetUtcNow())));
    }

    public async Task<(HttpStatusCode Status, string Text)> GetAsync(string path)
    {
        using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await Platform.DisposeAsync();
    }
}
