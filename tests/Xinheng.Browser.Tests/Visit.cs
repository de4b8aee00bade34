using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Xinheng.Browser.Tests;

/// <summary>One visitor's window. It remembers every address asked for and every complaint of the browser.</summary>
public sealed class Visit : IAsyncDisposable
{
    // Chromium also reports the page's own 404 as an error; that status is what the page is there to give.
    private const string OwnStatus = "Failed to load resource: the server responded with a status of 404";

    private readonly Site site;
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> complaints = [];
    private readonly ConcurrentQueue<IRequest> requests = [];

    private Visit(Site site, IBrowserContext context, IPage page)
    {
        (this.site, this.context, Page) = (site, context, page);
        context.Request += (_, request) => requests.Enqueue(request);
        context.Console += (_, message) => Hear(message);
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.RequestFailed += (_, request) => complaints.Enqueue($"{request.Url}: {request.Failure}");
    }

    public IPage Page { get; }

    public IEnumerable<IRequest> Requests => requests;

    public static async Task<Visit> BeginAsync(Site site, BrowserNewContextOptions options)
    {
        var context = await site.Browser.NewContextAsync(options);
        context.SetDefaultTimeout(15_000);
        return new Visit(site, context, await context.NewPageAsync());
    }

    /// <summary>Goes to an address of the site, which must answer with that status.</summary>
    public async Task GoAsync(string path, int status = 200)
    {
        var answer = await Page.GotoAsync(path);
        Assert.True(answer?.Status == status, $"{path} answered {answer?.Status}, not {status}.");
    }

    /// <summary>What the browser complained of: errors of the console, broken rules of the content policy, failed requests.</summary>
    public IReadOnlyList<string> Complaints => [.. complaints];

    /// <summary>Requests that went elsewhere than to the host.</summary>
    public IReadOnlyList<string> Strays =>
        [.. requests.Select(r => r.Url).Where(url => !url.StartsWith(site.Address.ToString(), StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal))];

    public async ValueTask DisposeAsync() => await context.CloseAsync();

    private void Hear(IConsoleMessage message)
    {
        var own = message.Text.StartsWith(OwnStatus, StringComparison.Ordinal) && message.Location.StartsWith(Page.Url, StringComparison.Ordinal);
        if (message.Type is "error" or "warning" && !own)
        {
            complaints.Enqueue($"{message.Location}: {message.Text}");
        }
    }
}
