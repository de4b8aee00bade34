using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Xinheng.Browser.Tests;
using Xinheng.Model.People;
using Xinheng.Model.Subjects.Proofing;
using Xinheng.Platform;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.People;
using Xinheng.Platform.Programmes.FictionalProvince;
using Xinheng.Platform.Subjects.Proofing;
using Xinheng.Testing;
using Xinheng.Web.Hosting;

[assembly: AssemblyFixture(typeof(Site))]

namespace Xinheng.Browser.Tests;

/// <summary>The real host over a small fictional province, and one real browser to look at it; made once for all tests.</summary>
public sealed class Site : IAsyncLifetime
{
    /// <summary>Of the accounts <c>maker</c> and <c>reviewer</c>.</summary>
    public const string Password = "correct horse battery";

    /// <summary>A bank that may ask about whoever authorised it.</summary>
    public static readonly string Bank = PenaltyFile.Code("91990100", 880_001);

    private static readonly WorldSize Smallest = new(400, 1_600);

    private TestPlatform platform = null!;
    private WebApplication app = null!;
    private IPlaywright playwright = null!;

    public IBrowser Browser { get; private set; } = null!;

    /// <summary>What of the world the tests walk to.</summary>
    public Sights Sights { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var chromium = Chromium.Find();
        platform = await TestPlatform.CreateAsync();
        await platform.SetTodayAsync(DateOnly.FromDateTime(platform.Clock.GetUtcNow().Date));
        _ = (await platform.Get<SeedWorld>().RunAsync(Smallest, null, default)).Value;
        _ = await platform.AppointAsync("admin", Role.Administrator);
        await LapseAsync("lapsed");
        _ = (await platform.Get<RegisterOrganisation>().RunAsync(
            new(Bank, "云汀示例银行股份有限公司", "990100", OrganisationKind.Bank), Caller.TheProgram, default)).Value;
        await Looked.MakeAsync(platform);
        Clerk = await platform.AppointAsync("clerk", Role.CounterClerk);
        Sights = await Sights.MakeAsync(platform);
        await Drafted.MakeAsync(platform);
        await EnrolAsync("citizen", (await platform.Get<Inhabitants>().PersonAsync(default))!);
        await EnrolAsync("firm", (await platform.Get<Inhabitants>().PersonAsync(default))! with { Enterprise = await platform.Get<Inhabitants>().FirmAsync(default) });
        await Corrected.MakeAsync(platform);
        await Left.MakeAsync(platform, (await platform.Get<Inhabitants>().FirmAsync(default))!.Code);
        await Promise.MakeAsync(platform);
        await Objected.MakeAsync(platform);
        await Mended.MakeAsync(platform);
        await EnrolAsync("mender", Mended.Agent);
        app = XinhengHost.Build(new WebSettings { Urls = "http://127.0.0.1:0", PublicCostPerMinute = 0 }, builder =>
        {
            var options = new XinhengOptions
            {
                DataDirectory = platform.Folder, CatalogueDirectory = Path.Combine(TestPlatform.Root, "catalogue"), SecondFactor = "offered",
            };
            builder.Services.AddXinheng(options, platform.Database)
                .AddHostedService<JobLoop>()
                .AddSingleton<TimeProvider>(platform.Clock);
            builder.Logging.ClearProviders();
        });
        await app.StartAsync();
        Address = new Uri(app.Urls.First());
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Chromium.Arguments });
    }

    /// <summary>What a browser keeps of who has signed in, by account: pages are looked at by the hundred, signing in is tested elsewhere.</summary>
    public ConcurrentDictionary<string, IReadOnlyList<Microsoft.Playwright.Cookie>> Sessions { get; } = [];

    /// <summary>The platform's; tests that move it stay within minutes.</summary>
    public TestClock Clock => platform.Clock;

    /// <summary>One more account with <see cref="Password"/>, for a test that changes what it has.</summary>
    public Task AppointAsync(string name, Role role) => platform.AppointAsync(name, role);

    /// <summary>Whoever proves people at the counter.</summary>
    private Caller Clerk { get; set; } = null!;

    // Proved and enrolled, with the password of all.
    private async Task EnrolAsync(string name, IdentityClaim claim)
    {
        var code = (await platform.Get<ProveIdentity>().RunAsync(new(new Presented(claim, FaceSeen: true, PaperSeen: true)), Clerk, default)).Value.Code;
        _ = (await platform.Get<EnrolSubject>().RunAsync(new(code, name, Password), IPAddress.Loopback, default)).Answer.Value;
    }

    /// <summary>An account whose role nobody confirmed since four months.</summary>
    private async Task LapseAsync(string name)
    {
        var now = platform.Clock.GetUtcNow();
        platform.Clock.Set(now.AddMonths(-4));
        _ = await platform.AppointAsync(name, Role.Operator);
        platform.Clock.Set(now);
    }

    /// <summary>A visitor with a browser window of their own.</summary>
    /// <param name="host">Passkeys are made for names, not for addresses.</param>
    public Task<Visit> VisitAsync(int width = 1440, bool script = true, ColorScheme scheme = ColorScheme.Light, string? host = null) =>
        Visit.BeginAsync(this, new BrowserNewContextOptions
        {
            BaseURL = host is null ? Address.ToString() : new UriBuilder(Address) { Host = host }.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = width < 800 ? 740 : 900 },
            JavaScriptEnabled = script,
            ColorScheme = scheme,
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            ReducedMotion = ReducedMotion.Reduce,
        });

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.CloseAsync();
        }

        playwright?.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        if (platform is not null)
        {
            await platform.DisposeAsync();
        }

        await TestDatabase.EndAsync();
    }
}
