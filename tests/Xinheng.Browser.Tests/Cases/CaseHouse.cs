using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Xinheng.Model.People;
using Xinheng.Model.Subjects.Proofing;
using Xinheng.Platform;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Subjects.Proofing;
using Xinheng.Testing;
using Xinheng.Web.Hosting;

namespace Xinheng.Browser.Tests.Cases;

/// <summary>A host of its own with a clock that is moved by weeks, which the site of all other tests must not be: one body, one firm, one operator.</summary>
internal sealed partial class CaseHouse : IAsyncDisposable
{
    private readonly List<IBrowserContext> contexts = [];
    private WebApplication app = null!;

    public const int Firm = 7;

    public required TestPlatform Platform { get; init; }

    public required IBrowser Browser { get; init; }

    public static async Task<CaseHouse> OpenAsync(Site site)
    {
        var platform = await TestPlatform.CreateAsync();
        var house = new CaseHouse { Platform = platform, Browser = site.Browser };
        var penalty = await platform.SubmitAsync("CF_LP", new PenaltyFile().Add(Firm, Firm).ToString());
        await platform.ApproveAsync(penalty);
        _ = await platform.AppointAsync("desk", Role.Operator, TestPlatform.OtherAuthority);
        var clerk = await platform.AppointAsync("clerk", Role.CounterClerk);
        var claim = new IdentityClaim("李示例", TableFile.PersonNumber(1), new EnterpriseClaim(
            PenaltyFile.Code(Firm), PenaltyFile.Row(Firm, Firm)["CF_XDR_MC"], AuthorityPaper.PowerOfAttorney));
        var code = (await platform.Get<ProveIdentity>().RunAsync(new(new Presented(claim, FaceSeen: true, PaperSeen: true)), clerk, default)).Value.Code;
        _ = (await platform.Get<EnrolSubject>().RunAsync(new(code, "firm", Site.Password), IPAddress.Loopback, default)).Answer.Value;
        house.app = XinhengHost.Build(new WebSettings { Urls = "http://127.0.0.1:0", PublicCostPerMinute = 0 }, builder =>
        {
            var options = new XinhengOptions
            {
                DataDirectory = platform.Folder, CatalogueDirectory = Path.Combine(TestPlatform.Root, "catalogue"), SecondFactor = "offered",
            };
            builder.Services.AddXinheng(options, platform.Database).AddSingleton<TimeProvider>(platform.Clock);
            builder.Logging.ClearProviders();
        });
        await house.app.StartAsync();
        return house;
    }

    /// <summary>A window of its own at which nobody has signed in.</summary>
    public async Task<IPage> WindowAsync(int width)
    {
        var context = await Browser.NewContextAsync(new()
        {
            BaseURL = app.Urls.First(), ViewportSize = new() { Width = width, Height = 900 }, Locale = "zh-CN", TimezoneId = "Asia/Shanghai",
        });
        context.SetDefaultTimeout(15_000);
        contexts.Add(context);
        return await context.NewPageAsync();
    }

    /// <summary>Somebody who signed in today. <c>/me firm</c>: at the door of subjects.</summary>
    public async Task<IPage> AsAsync(string account, int width)
    {
        var (door, name) = account.Split(' ') is [var given, var subject] ? (given, subject) : ("", account);
        var page = await WindowAsync(width);
        await page.GotoAsync($"{door}/sign-in");
        await page.GetByLabel("账户名").FillAsync(name);
        await page.GetByLabel("口令", new() { Exact = true }).FillAsync(Site.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "退出" })).ToBeVisibleAsync();
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in contexts)
        {
            await context.CloseAsync();
        }

        await app.StopAsync();
        await app.DisposeAsync();
        await Platform.DisposeAsync();
    }

    /// <summary>The case a page is about.</summary>
    public static string IdIn(IPage page) => Id().Match(page.Url).Value;

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();
}

/// <summary>What people do at a page, in their words.</summary>
internal static class Doing
{
    public static Task WriteAsync(this IPage page, string label, string text) =>
        page.GetByLabel(label).And(page.Locator("input, textarea")).FillAsync(text);

    public static Task OpenAsync(this IPage page, string summary) => page.Locator("summary", new() { HasText = summary }).ClickAsync();

    public static async Task PressAsync(this IPage page, string button)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await page.WaitForLoadStateAsync();
    }

    public static async Task SeesAsync(this IPage page, params string[] words)
    {
        foreach (var word in words)
        {
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync(word);
        }

        // Nothing sticks out of a phone.
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{page.Url} is wider than its window");
    }
}
