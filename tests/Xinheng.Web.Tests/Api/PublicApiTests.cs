using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xinheng.Web.Api;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Tests.Api;

public sealed class PublicApiTests
{
    [Theory]
    [InlineData("/api/v1/catalogue")]
    [InlineData("/api/v1/catalogue/PENALTY_ORG")]
    [InlineData("/api/v1/subjects?q=云州")]
    [InlineData($"/api/v1/subjects/{FakeWorld.Food}")]
    [InlineData($"/api/v1/subjects/{FakeWorld.Food}/records?nature=adverse")]
    [InlineData("/api/v1/records/019a0000-0000-7000-8000-000000000003")]
    [InlineData("/api/v1/disclosures/penalty?from=2026-01-01")]
    [InlineData("/api/v1/disclosures/PERMIT_ORG")]
    public async Task A_public_read_answers_with_a_strong_tag_and_says_not_modified_to_who_holds_it(string path)
    {
        await using var site = await TestSite.OpenAsync();
        using var first = await site.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal("application/json", first.Content.Headers.ContentType!.MediaType);
        Assert.False(first.Headers.ETag!.IsWeak);
        Assert.Equal("public, max-age=5, must-revalidate", first.Headers.NonValidated["Cache-Control"].ToString());

        using var again = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { first.Headers.ETag } } };
        using var second = await site.Client.SendAsync(again);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_subject_is_read_once_until_it_changes()
    {
        await using var site = await TestSite.OpenAsync();
        var path = $"/api/v1/subjects/{FakeWorld.Food}";
        var first = await site.Client.GetStringAsync(path);
        Assert.Equal(first, await site.Client.GetStringAsync(path));
        Assert.Equal(1, site.Subjects.Reads);

        site.Cache.Evict(FakeWorld.Food);

        Assert.Equal(first, await site.Client.GetStringAsync(path));
        Assert.Equal(2, site.Subjects.Reads);
    }

    [Fact]
    public async Task A_subject_that_changes_while_it_is_read_is_not_kept()
    {
        await using var site = await TestSite.OpenAsync();
        site.Subjects.WhileReading = () => site.Cache.Evict(FakeWorld.Food);

        await site.Client.GetStringAsync($"/api/v1/subjects/{FakeWorld.Food}");

        Assert.False(site.Cache.TryGet(FakeWorld.Food, KeptShape.Json, out _));
    }

    [Fact]
    public async Task A_compressed_answer_has_its_own_tag_and_the_same_content()
    {
        await using var site = await TestSite.OpenAsync();
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.Brotli }) { BaseAddress = site.Client.BaseAddress };
        var path = $"/api/v1/subjects/{FakeWorld.Food}";
        using var plain = await site.Client.GetAsync(path);
        using var compressed = await client.GetAsync(path);

        Assert.NotEqual(plain.Headers.ETag, compressed.Headers.ETag);
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await compressed.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Positive_records_and_the_names_of_members_are_as_in_the_contract()
    {
        await using var site = await TestSite.OpenAsync();

        var subject = await site.Client.GetFromJsonAsync<JsonElement>($"/api/v1/subjects/{FakeWorld.Food.ToLowerInvariant()}");

        Assert.Equal(FakeWorld.Food, subject.GetProperty("identifier").GetString());
        Assert.Equal("positive", subject.GetProperty("records")[0].GetProperty("nature").GetString());
        Assert.Equal("2026-03-15", subject.GetProperty("records")[0].GetProperty("decidedOn").GetString());
    }

    [Theory]
    [InlineData("/api/v1/subjects/9199010000XY999999", HttpStatusCode.NotFound, "subject.not-found")]
    [InlineData("/api/v1/records/019a0000-0000-7000-8000-00000000ffff", HttpStatusCode.NotFound, "record.not-current")]
    [InlineData("/api/v1/records/not-an-id", HttpStatusCode.NotFound, "record.not-current")]
    [InlineData("/api/v1/catalogue/NONE", HttpStatusCode.NotFound, "catalogue.item-not-found")]
    [InlineData("/api/v1/disclosures/NONE", HttpStatusCode.NotFound, "disclosure.not-found")]
    [InlineData("/api/v1/nothing", HttpStatusCode.NotFound, "address.not-found")]
    [InlineData("/api/v1/subjects", HttpStatusCode.BadRequest, "search.empty")]
    [InlineData("/api/v1/subjects?q=a&kind=robot", HttpStatusCode.BadRequest, "query.unknown-value")]
    [InlineData("/api/v1/disclosures/penalty?from=yesterday", HttpStatusCode.BadRequest, "query.not-a-date")]
    [InlineData("/api/v1/subjects?q=故障", HttpStatusCode.InternalServerError, "server.failed")]
    public async Task A_refusal_is_a_problem_with_a_stable_code(string path, HttpStatusCode status, string code)
    {
        await using var site = await TestSite.OpenAsync();

        using var answer = await site.Client.GetAsync(path);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("default-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single());
        var text = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("secret detail", text);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Equal(code, problem.GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", problem.GetProperty("errors")[0].GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task Every_problem_of_a_question_is_told_with_its_place()
    {
        await using var site = await TestSite.OpenAsync();

        using var answer = await site.Client.GetAsync("/api/v1/disclosures/penalty?from=1.1.2026&to=31.12.2026");
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");

        Assert.Equal(["/from", "/to"], errors.EnumerateArray().Select(error => error.GetProperty("pointer").GetString()));
    }

    [Fact]
    public async Task A_persons_number_is_turned_away_and_not_repeated()
    {
        await using var site = await TestSite.OpenAsync();

        using var answer = await site.Client.GetAsync("/api/v1/subjects?q=990101199003070015");
        using var page = await site.Client.GetAsync("/search?q=990101199003070015");

        Assert.Contains("search.person-number", await answer.Content.ReadAsStringAsync());
        Assert.DoesNotContain("19900307", await answer.Content.ReadAsStringAsync());
        Assert.DoesNotContain("19900307", await page.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_allowance_is_told_on_every_read_and_its_end_with_the_wait()
    {
        await using var site = await TestSite.OpenAsync(new WebSettings { PublicCostPerMinute = 6 });
        using var first = await site.Client.GetAsync("/api/v1/subjects?q=云州");
        Assert.Equal(("6", "1"), (Header(first, "RateLimit-Limit"), Header(first, "RateLimit-Remaining")));

        using var refused = await site.Client.GetAsync("/api/v1/subjects?q=云州");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("1", Header(refused, "RateLimit-Remaining"));
        Assert.Contains("limit.too-often", await refused.Content.ReadAsStringAsync());
        using var cheap = await site.Client.GetAsync("/api/v1/catalogue/PENALTY_ORG");
        Assert.Equal(HttpStatusCode.OK, cheap.StatusCode);

        site.Clock.Now += refused.Headers.RetryAfter!.Delta!.Value;
        using var after = await site.Client.GetAsync("/api/v1/subjects?q=云州");
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task The_contract_is_OpenAPI_3_1_and_lacks_no_path_that_others_rely_on()
    {
        await using var site = await TestSite.OpenAsync();

        var contract = await site.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        Assert.StartsWith("3.1", contract.GetProperty("openapi").GetString());
        string[] promised =
            ["/api/v1/calendar/due", "/api/v1/calendar/{date}", "/api/v1/catalogue", "/api/v1/catalogue/{item}",
             "/api/v1/catalogue/{item}/template.csv", "/api/v1/catalogue/{item}/template.xlsx",
             "/api/v1/disclosures/{item}", "/api/v1/identifiers/validate", "/api/v1/records/{id}", "/api/v1/records/{id}/proof",
             "/api/v1/subjects", "/api/v1/subjects/{identifier}", "/api/v1/subjects/{identifier}/records",
             "/api/v1/submissions", "/api/v1/submissions/{id}", "/api/v1/submissions/{id}/approval",
             "/api/v1/submissions/{id}/receipt", "/api/v1/submissions/{id}/refused.csv", "/api/v1/submissions/{id}/return",
             "/api/v1/submissions/{id}/rows", "/api/v1/submissions/{id}/rows/{n}", "/api/v1/submissions/{item}", "/api/v1/token",
             "/api/v1/transparency/checkpoint", "/api/v1/transparency/consistency", "/api/v1/transparency/inclusion", "/api/v1/transparency/keys"];
        Assert.Empty(promised.Except(contract.GetProperty("paths").EnumerateObject().Select(path => path.Name)));
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();
}
