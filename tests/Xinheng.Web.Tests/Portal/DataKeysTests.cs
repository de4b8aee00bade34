using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Xinheng.Platform.Publication.Consumers;
using Xinheng.Testing;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Tests.Portal;

/// <summary>Keys of the developer centre: taken in a moment, shown once, a larger allowance, given back.</summary>
public sealed partial class DataKeysTests : IAsyncLifetime
{
    private TestPlatform platform = null!;
    private WebApplication app = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        app = XinhengHost.Build(new WebSettings { Urls = "http://127.0.0.1:0", PublicCostPerMinute = 1500, KeyCostPerMinute = 40 }, rooms =>
        {
            House.AddRooms(rooms.Services, platform.Folder, platform.Database, platform.Clock);
            rooms.Logging.ClearProviders();
        });
        await app.StartAsync();
        client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await platform.DisposeAsync();
    }

    [Fact]
    public async Task A_key_is_taken_by_one_click_and_only_its_hash_is_kept()
    {
        var key = await TakeAsync();

        Assert.DoesNotContain(await WholeDump.TakeAsync(platform.Database), table => table.Text.Contains(key, StringComparison.Ordinal));
        Assert.NotNull(await platform.Get<DataKeys>().FindAsync(key, default));
    }

    [Fact]
    public async Task A_key_has_an_allowance_of_its_own_and_the_answer_says_so()
    {
        var key = await TakeAsync();

        Assert.Equal("1500", Limit(await AskAsync(null)));
        Assert.Equal("40", Limit(await AskAsync(key)));
    }

    [Fact]
    public async Task Many_keys_from_one_address_have_no_more_than_one()
    {
        var keys = new[] { await TakeAsync(), await TakeAsync() };
        List<HttpStatusCode> answers = [];
        for (var i = 0; i < 60; i++)
        {
            answers.Add((await AskAsync(keys[i % 2])).StatusCode);
        }

        Assert.Equal(40, answers.Count(status => status == HttpStatusCode.OK));
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }

    [Fact]
    public async Task A_key_that_is_none_is_told_so_and_counts_for_the_address()
    {
        var answer = await AskAsync("xhk_nobodys_key_at_all");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("data-key.unknown", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("1500", Limit(answer));
    }

    [Fact]
    public async Task Its_holder_sees_what_it_was_used_for_and_gives_it_back()
    {
        var key = await TakeAsync();
        await AskAsync(key);
        await AskAsync(key);

        var use = await PostAsync("/developers/use", key);
        Assert.Contains("""data-label="请求">2<""", use, StringComparison.Ordinal);
        Assert.DoesNotContain(key, use, StringComparison.Ordinal);

        Assert.Contains("密钥已停用", await PostAsync("/developers/revocation", key), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(key)).StatusCode);
    }

    [Fact]
    public async Task What_is_shown_once_is_kept_by_nobody()
    {
        using var answer = await client.PostAsync(new Uri("/developers/key", UriKind.Relative), null, TestContext.Current.CancellationToken);

        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    private async Task<string> TakeAsync()
    {
        using var answer = await client.PostAsync(new Uri("/developers/key", UriKind.Relative), null, TestContext.Current.CancellationToken);
        return Key().Match(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Value;
    }

    private async Task<HttpResponseMessage> AskAsync(string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/catalogue/CF_LP");
        if (key is not null)
        {
            request.Headers.Add(KeyedLimits.Header, key);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<string> PostAsync(string path, string key)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("key", key)]);
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static string Limit(HttpResponseMessage answer) => answer.Headers.GetValues("RateLimit-Limit").Single();

    [GeneratedRegex("xhk_[A-Za-z0-9_-]{32}")]
    private static partial Regex Key();
}
