using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Tests.Staff;

/// <summary>Default deny, read from the route table: whoever has not signed in gets nowhere and writes nothing.</summary>
public sealed class ClosedDoorsTests
{
    [Fact]
    public async Task Without_signing_in_every_door_that_asks_is_shut_and_nothing_is_written()
    {
        await using var site = await StaffSite.OpenAsync();
        var before = await site.CountsAsync();
        var asked = Asking(site).ToList();

        foreach (var (method, path, isPage) in asked)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "GET" ? null : StaffSite.Json("""{"values":{}}""") };
            using var answer = await site.Nobody.SendAsync(request);
            var led = isPage && method == "GET";
            Assert.True(answer.StatusCode == (led ? HttpStatusCode.Redirect : HttpStatusCode.Unauthorized), $"{method} {path} answered {answer.StatusCode}");
            var entrance = path.StartsWith("/me", StringComparison.Ordinal) ? "/me/sign-in" : "/sign-in";
            Assert.True(!led || answer.Headers.Location!.OriginalString.StartsWith($"{entrance}?to=%2F", StringComparison.Ordinal), $"{path} led to {answer.Headers.Location}");
        }

        Assert.True(asked.Count > 12, $"Only {asked.Count} endpoints ask for a permission.");
        Assert.Equal(before, await site.CountsAsync());
    }

    [Fact]
    public async Task Everything_that_writes_asks_for_a_permission_or_is_one_of_the_few_where_a_password_a_code_a_key_or_a_signature_is_the_right_or_it_is_everybodys()
    {
        await using var site = await StaffSite.OpenAsync();

        var open = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Any(m => m is not ("GET" or "HEAD")) == true)
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(e => e.RoutePattern.RawText!).Where(path => !path.StartsWith("/_framework/", StringComparison.Ordinal));

        Assert.Equal(
            [
                "/api/v1/calendar/due", "/api/v1/exchange/acknowledgements", "/api/v1/identifiers/validate", "/api/v1/token", "/api/v1/verify/copies", "/developers/key", "/developers/revocation", "/developers/use",
                "/me/sign-out", "/report/", "/report/follow/reply", "/report/follow/withdrawal", "/sign-in", "/sign-in/code", "/sign-in/passkey", "/sign-out", "/verify/copies/", "/verify/copies/statement", "/verify/file", "/view",
            ],
            open.Except(Pages(site)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_and_writes_nothing()
    {
        await using var site = await StaffSite.OpenAsync();
        using var maker = await site.SignedInAsync("transport.maker");
        using var reviewer = await site.SignedInAsync("transport.reviewer");
        var address = await SubmissionsApiTests.HandInAsync(maker, (await Penalties.OfAsync(site)).Add("示例处罚〔2026〕1号").Utf8());
        await site.DrainAsync();
        var before = await site.CountsAsync();
        var id = address.Split('/')[^1];

        foreach (var path in new[] { $"/work/submissions/{id}/approval", $"/work/submissions/{id}/return", $"/work/submissions/{id}/rows/2", "/sign-in", "/sign-out" })
        {
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("reason", "x")]);
            using var answer = await reviewer.PostAsync(path, form);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{path} answered {answer.StatusCode}");
        }

        using var upload = new MultipartFormDataContent { { new StringContent("CF_LP"), "item" }, { new StringContent("a\tb"), "pasted" } };
        using var uploaded = await maker.PostAsync("/work/upload", upload);
        Assert.Equal(HttpStatusCode.BadRequest, uploaded.StatusCode);
        Assert.Equal(before, await site.CountsAsync());
    }

    [Fact]
    public async Task Another_site_cannot_write_through_a_signed_in_browser()
    {
        await using var site = await StaffSite.OpenAsync();
        using var maker = await site.SignedInAsync("transport.maker");
        var before = await site.CountsAsync();

        foreach (var (header, value) in new[] { ("Origin", "https://elsewhere.example"), ("Sec-Fetch-Site", "cross-site"), ("Origin", "null") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/submissions/CF_LP") { Content = new StringContent("a,b"), Headers = { { header, value } } };
            using var answer = await maker.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.Equal(before, await site.CountsAsync());
    }

    [Theory]
    [InlineData("//elsewhere.example", "/work")]
    [InlineData("https://elsewhere.example", "/work")]
    [InlineData("/\\elsewhere.example", "/work")]
    [InlineData("", "/work")]
    [InlineData("/work/submit?item=CF_LP", "/work/submit?item=CF_LP")]
    public async Task Signing_in_leads_only_into_this_site(string to, string expected)
    {
        await using var site = await StaffSite.OpenAsync();
        using var client = site.NewClient();

        using var answer = await StaffSite.PostFormAsync(client, "/sign-in", "/sign-in",
            ("name", "transport.maker"), ("password", StaffSite.Password), ("to", to));

        Assert.Equal(expected, answer.Headers.Location!.OriginalString);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("xinheng.staff=", StringComparison.Ordinal)).ToLowerInvariant();
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_answer_alike()
    {
        await using var site = await StaffSite.OpenAsync();

        using var wrong = await StaffSite.PostFormAsync(site.Nobody, "/sign-in", "/sign-in", ("name", "transport.maker"), ("password", "wrong"), ("to", ""));
        using var unknown = await StaffSite.PostFormAsync(site.Nobody, "/sign-in", "/sign-in", ("name", "nobody.here"), ("password", "wrong"), ("to", ""));

        var first = (await StaffSite.ReadAsync(wrong, HttpStatusCode.Forbidden)).QuerySelector(".error-summary")!.TextContent;
        Assert.Equal(first, (await StaffSite.ReadAsync(unknown, HttpStatusCode.Forbidden)).QuerySelector(".error-summary")!.TextContent);
    }

    [Fact]
    public async Task Signing_out_ends_it()
    {
        await using var site = await StaffSite.OpenAsync();
        using var maker = await site.SignedInAsync("transport.maker");

        using var answer = await StaffSite.PostFormAsync(maker, "/work", "/sign-out");
        using var after = await maker.GetAsync("/work");

        Assert.Equal("/sign-in", answer.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task An_auditor_sees_every_submission_and_may_do_nothing()
    {
        await using var site = await StaffSite.OpenAsync();
        using var maker = await site.SignedInAsync("transport.maker");
        using var auditor = await site.SignedInAsync("auditor");
        var address = await SubmissionsApiTests.HandInAsync(maker, (await Penalties.OfAsync(site)).Add("示例处罚〔2026〕1号").Utf8());
        await site.DrainAsync();

        Assert.Equal("checked", (await StaffSite.GetAsync(auditor, address)).GetProperty("state").GetString());
        using var handIn = await auditor.PostAsync("/api/v1/submissions/CF_LP", new StringContent("a,b"));
        using var approval = await auditor.PostAsync($"{address}/approval", null);
        using var page = await auditor.GetAsync("/work/submit");

        Assert.All([handIn, approval, page], answer => Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode));
    }

    private static IEnumerable<(string Method, string Path, bool IsPage)> Asking(StaffSite site) =>
        from endpoint in site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<AsksAttribute>() is not null
        let path = endpoint.RoutePattern.RawText!.Replace("{id}", Guid.CreateVersion7().ToString()).Replace("{item}", "CF_LP")
            .Replace("{n:long}", "2").Replace("{n}", "2")
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (method, path, endpoint.Metadata.GetMetadata<BehindAttribute>()!.Door is Door.Workbench or Door.Me);

    // Razor pages answer POST too, with the page: they hold no form of their own that acts.
    private static IEnumerable<string> Pages(StaffSite site) =>
        site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.Any(m => m.GetType().Name == "ComponentTypeMetadata")).Select(e => e.RoutePattern.RawText!).Except(["/sign-in", "/sign-in/code"]);
}
