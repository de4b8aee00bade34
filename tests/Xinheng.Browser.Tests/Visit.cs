using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xinheng.Web.Hosting.Reading;

namespace Xinheng.Browser.Tests;

/// <summary>One visitor's window. It remembers every address asked for and every complaint of the browser.</summary>
public sealed class Visit : IAsyncDisposable
{
    // Chromium also reports the page's own 404 or 410 as an error; that status is what the page is there to give.
    private static readonly string[] OwnStatus =
        ["Failed to load resource: the server responded with a status of 404", "Failed to load resource: the server responded with a status of 410"];

    private const int MostTabs = 250;

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
        page.RequestFailed += (_, request) => HearFailed(request);
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

    /// <summary>Goes to a page of the list, signed in first where it wants that: by the session of an earlier look while it lasts.</summary>
    public async Task GoAsync(Place place)
    {
        var path = place.Path(site.Sights);
        if (place.As is { } account)
        {
            await context.AddCookiesAsync(site.Sessions.GetValueOrDefault(account) ?? []);
            var answer = await Page.GotoAsync(path);
            if (new Uri(Page.Url).AbsolutePath.EndsWith("/sign-in", StringComparison.Ordinal))
            {
                await SignInAsync(account);
                site.Sessions[account] = [.. (await context.CookiesAsync()).Where(cookie => cookie.Name != ReadersView.Cookie).Select(Kept)];
            }
            else
            {
                Assert.True(answer?.Status == place.Status, $"{path} answered {answer?.Status}, not {place.Status}.");
                return;
            }
        }

        await GoAsync(path, place.Status);
    }

    /// <summary>Reads all pages in this way from the next on: <c>size=larger&amp;theme=dark</c>.</summary>
    public Task ReadAsAsync(string view) =>
        context.AddCookiesAsync([new() { Name = ReadersView.Cookie, Value = view, Url = site.Address.ToString() }]);

    private static Cookie Kept(BrowserContextCookiesResult cookie) => new()
    {
        Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path,
        HttpOnly = cookie.HttpOnly, Secure = cookie.Secure, SameSite = cookie.SameSite,
    };

    public async Task SignInAsync(string account)
    {
        // "/me citizen": at the door of subjects.
        var (door, name) = account.Split(' ') is [var given, var subject] ? (given, subject) : ("", account);
        await GoAsync($"{door}/sign-in");
        await Page.GetByLabel("账户名").FillAsync(name);
        await Page.GetByLabel("口令", new() { Exact = true }).FillAsync(Site.Password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "退出" })).ToBeVisibleAsync();
    }

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    /// <summary>Presses Tab until the element has the focus, as somebody without a mouse does.</summary>
    public async Task TabToAsync(ILocator target)
    {
        await Assertions.Expect(target).ToHaveCountAsync(1);
        for (var presses = 0; presses < MostTabs; presses++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }
        }

        Assert.Fail($"Not reached with {MostTabs} presses of Tab: {target}");
    }

    /// <summary>Presses Enter, which must lead to an address with that in it.</summary>
    public async Task EnterAsync(string address)
    {
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex(Regex.Escape(address)));
    }

    /// <summary>Goes to the field with that label by Tab and types over what stands there.</summary>
    public async Task TypeIntoAsync(string label, string text)
    {
        await TabToAsync(Page.GetByLabel(label, new() { Exact = true }));
        await Page.Keyboard.PressAsync("Control+A");
        await Page.Keyboard.TypeAsync(text);
    }

    /// <summary>Goes to a list by Tab and down in it until an entry with that in it is chosen.</summary>
    public async Task ChooseAsync(string label, string entry)
    {
        var list = Page.GetByLabel(label, new() { Exact = true });
        await TabToAsync(list);
        var entries = await list.Locator("option").CountAsync();
        for (var presses = 0; presses <= entries; presses++)
        {
            if ((await list.EvaluateAsync<string>("list => list.selectedOptions[0].text")).Contains(entry, StringComparison.Ordinal))
            {
                return;
            }

            await Page.Keyboard.PressAsync("ArrowDown");
        }

        Assert.Fail($"{label} has no entry with “{entry}”.");
    }

    /// <summary>Goes to a box by Tab and ticks it.</summary>
    public async Task TickAsync(string label)
    {
        await TabToAsync(Page.GetByLabel(label));
        await Page.Keyboard.PressAsync("Space");
    }

    /// <summary>Goes to a button by Tab and presses it.</summary>
    public async Task PressAsync(string button)
    {
        await TabToAsync(Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }));
        await Page.Keyboard.PressAsync("Enter");
        await Page.WaitForLoadStateAsync();
    }

    /// <summary>Goes by Tab to the first link of the main part whose address begins so, and follows it.</summary>
    public async Task FollowFirstAsync(string address)
    {
        await TabToAsync(Page.Locator($"main a[href^='{address}']").First);
        await EnterAsync(address);
    }

    /// <summary>Goes to a link by Tab and follows it.</summary>
    public async Task FollowAsync(string link, string address)
    {
        await TabToAsync(Link(link));
        await EnterAsync(address);
    }

    /// <summary>Opens the workbench's menu where it is folded, and follows one of its places.</summary>
    public async Task ByMenuAsync(string place, string address)
    {
        var fold = Page.Locator(".work-menu summary");
        if (await fold.IsVisibleAsync())
        {
            await TabToAsync(fold);
            await Page.Keyboard.PressAsync("Enter");
        }

        await TabToAsync(Page.Locator(".work-menu").GetByRole(AriaRole.Link, new() { Name = place, Exact = true }));
        await EnterAsync(address);
    }

    /// <summary>What the main part of the page says.</summary>
    public async Task SeesAsync(params string[] words)
    {
        foreach (var word in words)
        {
            await Assertions.Expect(Page.Locator("main")).ToContainTextAsync(word);
        }
    }

    /// <summary>Types into the search box of the page and sends it.</summary>
    public async Task AskAsync(string text)
    {
        await Page.GetByRole(AriaRole.Searchbox).FillAsync(text);
        await Page.GetByRole(AriaRole.Button, new() { Name = "查询" }).ClickAsync();
        await Page.WaitForURLAsync("**/search?q=*");
    }

    public Task AskInAddressAsync(string text) => GoAsync($"/search?q={Uri.EscapeDataString(text)}");

    /// <summary>The browser complained of nothing (console, content policy, failed requests), and no request left the host.</summary>
    public void AssertQuiet()
    {
        Assert.Equal([], complaints);
        Assert.NotEmpty(requests);
        Assert.Equal([], Strays);
    }

    // Requests that went elsewhere than to the host.
    private IEnumerable<string> Strays => requests.Select(request => request.Url)
        .Where(url => !url.StartsWith(site.Address.ToString(), StringComparison.Ordinal)
            && !url.StartsWith(new UriBuilder(site.Address) { Host = "localhost" }.ToString(), StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal));

    public async ValueTask DisposeAsync() => await context.CloseAsync();

    // A question that the visitor walked away from is nobody's fault.
    private void HearFailed(IRequest request)
    {
        if (request.Failure != "net::ERR_ABORTED")
        {
            complaints.Enqueue($"{request.Url}: {request.Failure}");
        }
    }

    private void Hear(IConsoleMessage message)
    {
        var own = OwnStatus.Any(status => message.Text.StartsWith(status, StringComparison.Ordinal)) && message.Location.StartsWith(Page.Url, StringComparison.Ordinal);
        if (message.Type is "error" or "warning" && !own)
        {
            complaints.Enqueue($"{message.Location}: {message.Text}");
        }
    }
}
