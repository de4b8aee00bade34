using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xinheng.Web.Hosting.Forms;

namespace Xinheng.Web.Tests.Hosting;

/// <summary>How much anybody may send.</summary>
public sealed class BodyLimitsTests
{
    [Fact]
    public async Task More_than_a_megabyte_is_refused_where_no_file_is_taken()
    {
        await using var site = await TestSite.OpenAsync();
        using var body = new StringContent($$"""{"values":["{{new string('1', 1024 * 1024)}}"]}""", Encoding.UTF8, "application/json");

        // Asks before it sends: the answer comes without the body, and no connection is cut in the middle of one.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/identifiers/validate") { Content = body, Headers = { ExpectContinue = true } };
        using var answer = await site.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("request.too-large", JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement
            .GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Only_the_doors_for_files_and_for_papers_of_a_case_take_more()
    {
        await using var site = await TestSite.OpenAsync();

        var raised = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is not null).ToList();

        Assert.Equal(["/api/v1/submissions/{item}", "/verify/file", "/work/upload"], Sorted(raised.Where(e => e.Metadata.GetMetadata<TakesPapers>() is null)));
        Assert.Equal(
            [
                "/me/commitments/{id}/answer", "/me/objections/evidence", "/me/rectifications/{id}/proof", "/me/repairs/application", "/me/repairs/{id}/papers",
                "/work/commitments/counter/signing", "/work/commitments/{id}/doubt", "/work/counter/repairs/application", "/work/reorganisations/registration",
                "/work/repairs/{id}/falsehood",
            ],
            Sorted(raised.Where(e => e.Metadata.GetMetadata<TakesPapers>() is not null)));
    }

    private static IEnumerable<string> Sorted(IEnumerable<RouteEndpoint> endpoints) => endpoints.Select(e => e.RoutePattern.RawText!).Order(StringComparer.Ordinal);

    [Fact]
    public async Task A_long_address_and_long_headers_are_refused()
    {
        await using var site = await TestSite.OpenAsync();
        using var heavy = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "X-Long", new string('x', 20_000) } } };

        using var address = await site.Client.GetAsync("/search?q=" + new string('x', 5_000));
        using var headers = await site.Client.SendAsync(heavy);

        Assert.Equal([HttpStatusCode.RequestUriTooLong, HttpStatusCode.RequestHeaderFieldsTooLarge], [address.StatusCode, headers.StatusCode]);
    }
}
