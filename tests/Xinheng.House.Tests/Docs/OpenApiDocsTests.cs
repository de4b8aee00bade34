using System.Text.Json;
using System.Text.RegularExpressions;
using Xinheng.Web.Hosting;

namespace Xinheng.House.Tests.Docs;

/// <summary>Law 8: <c>docs/api/openapi.json</c> is what the program serves at <c>/openapi/v1.json</c>. <c>./dev docs</c> writes it.</summary>
public sealed partial class OpenApiDocsTests(OpenHouse house) : IClassFixture<OpenHouse>
{
    private const string Served = "/openapi/v1.json";
    private const string Why = "The contract with machines is reviewed as a document: what changes it shows in a diff.";

    [Fact]
    public async Task The_contract_equals_what_the_code_serves() =>
        Document.Equals("docs/api/openapi.json", (await house.ReadAsync(Served)).ReplaceLineEndings("\n") + "\n", Why);

    [Fact]
    public async Task It_reads_the_same_every_time_and_names_no_host()
    {
        var text = await house.ReadAsync(Served);

        Assert.Equal(text, await house.ReadAsync(Served));
        Assert.Empty(Hosts(text));
    }

    [Fact]
    public async Task Every_endpoint_for_machines_stands_in_it_and_nothing_else()
    {
        using var document = JsonDocument.Parse(await house.ReadAsync(Served));
        var told = document.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name);
        var routed = house.Endpoints.Where(e => e.Metadata.GetMetadata<BehindAttribute>() is { Door: Door.Api })
            .Select(e => Constraint().Replace(e.RoutePattern.RawText!, "}").TrimEnd('/')).Where(path => path.StartsWith("/api/", StringComparison.Ordinal));

        Assert.Equal(routed.Distinct().Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_host_would_be_seen() =>
        Assert.Equal(["http://127.0.0.1:8080", "https://credit.example"], Hosts("""{"servers":[{"url":"http://127.0.0.1:8080"}],"x":"https://credit.example/a"}"""));

    private static IEnumerable<string> Hosts(string text) => Host().Matches(text).Select(m => m.Value);

    [GeneratedRegex(@"https?://[^/""\s]+")]
    private static partial Regex Host();

    [GeneratedRegex(@":[a-z]+\}")]
    private static partial Regex Constraint();
}
