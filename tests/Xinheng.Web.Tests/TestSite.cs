using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xinheng.Platform.Exchange.Standing;
using Xinheng.Platform.Publication;
using Xinheng.Platform.Publication.Articles;
using Xinheng.Platform.Publication.Authentic;
using Xinheng.Platform.Publication.Outcomes;
using Xinheng.Platform.Publication.Promising;
using Xinheng.Platform.Publication.Searching;
using Xinheng.Platform.Publication.Statistics;
using Xinheng.Platform.Publication.Withdrawing;
using Xinheng.Web.Api;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Tests;

/// <summary>The real host on a free port, over the invented world, with a clock that stands still.</summary>
internal sealed class TestSite : IAsyncDisposable
{
    private readonly WebApplication app;

    private TestSite(WebApplication app, TestClock clock)
    {
        (this.app, Clock) = (app, clock);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
    }

    public HttpClient Client { get; }

    public TestClock Clock { get; }

    public IServiceProvider Services => app.Services;

    public FakeSubjects Subjects => (FakeSubjects)Services.GetRequiredService<PublicSubjects>();

    public SubjectBytesCache Cache => Services.GetRequiredService<SubjectBytesCache>();

    public static async Task<TestSite> OpenAsync(WebSettings? settings = null, TestClock? clock = null)
    {
        clock ??= TestClock.At(2026, 11, 21);
        var app = XinhengHost.Build((settings ?? new WebSettings()) with { Urls = "http://127.0.0.1:0" }, rooms =>
        {
            House.AddEmptyRooms(rooms.Services, clock);
            AddFakes(rooms.Services);
            rooms.Logging.ClearProviders();
        });
        await app.StartAsync();
        return new TestSite(app, clock);
    }

    public static void AddFakes(IServiceCollection services)
    {
        services.AddSingleton<PublicSubjects, FakeSubjects>();
        services.AddSingleton<PublicRecords, FakeRecords>();
        services.AddSingleton<RecordProofs, FakeProofs>();
        services.AddSingleton<DisclosureLists, FakeDisclosures>();
        services.AddSingleton<DisclosureMonths, FakeMonths>();
        services.AddSingleton<PublicArticles, FakeArticles>();
        services.AddSingleton<PublicPromises, FakePromises>();
        services.AddSingleton<PublicOutcomes, FakeOutcomes>();
        services.AddSingleton<PublicStatistics, FakeStatistics>();
        services.AddSingleton<ClockStatistics, FakeClockStatistics>();
        services.AddSingleton<WithdrawalNotices, FakeWithdrawalNotices>();
        services.AddSingleton<PublicCatalogue, FakeCatalogue>();
        services.AddSingleton<CheckCodes, FakeCodes>();
        services.AddSingleton<AskAuthenticity, FakeAuthenticity>();
        services.AddSingleton<DocumentNumbers, FakeDocuments>();
        services.AddSingleton<LaggingList, FakeLagging>();
    }

    /// <summary>The page at a path, which must answer with that status.</summary>
    public async Task<IDocument> PageAsync(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{path} answered {answer.StatusCode}: {text[..Math.Min(text.Length, 400)]}");
        return new HtmlParser().ParseDocument(text);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
