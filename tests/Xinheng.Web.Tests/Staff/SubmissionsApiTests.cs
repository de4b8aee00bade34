using System.Net;
using System.Text.Json;

namespace Xinheng.Web.Tests.Staff;

/// <summary>One file's way over HTTP, from the department's hand to the record.</summary>
public sealed class SubmissionsApiTests
{
    [Fact]
    public async Task A_file_is_handed_in_corrected_in_place_approved_by_another_and_entered()
    {
        await using var site = await StaffSite.OpenAsync();
        using var maker = await site.SignedInAsync("transport.maker");
        using var reviewer = await site.SignedInAsync("transport.reviewer");
        var file = (await Penalties.OfAsync(site))
            .Add("示例处罚〔2026〕1号").Add("示例处罚〔2026〕2号").Add("示例处罚〔2026〕3号", ("CF_JDRQ", "25-03-10")).Add("示例处罚〔2026〕4号", ("CF_SXFL", "较重")).Gb18030();

        var address = await HandInAsync(maker, file);
        await site.DrainAsync();
        var seen = await StaffSite.GetAsync(maker, address);
        AssertCounts(seen, "checked", rows: 4, entered: 2, refused: 2);
        Assert.True(seen.GetProperty("partial").GetBoolean());
        Assert.Equal(
            ["CF_JDRQ date.unreadable 1", "CF_SXFL code.unknown 1"],
            seen.GetProperty("problems").EnumerateArray()
                .Select(p => $"{p.GetProperty("field")} {p.GetProperty("code")} {p.GetProperty("rows")}").Order());

        var refused = await StaffSite.GetAsync(maker, $"{address}/rows?state=refused");
        var wrong = refused.GetProperty("items").EnumerateArray().First();
        var values = wrong.GetProperty("values").Deserialize<Dictionary<string, string>>()!;
        Assert.Equal("25-03-10", values["CF_JDRQ"]);
        values["CF_JDRQ"] = "2025-03-10";
        using (var settled = await maker.PutAsync($"{address}/rows/{wrong.GetProperty("row")}",
            StaffSite.Json(JsonSerializer.Serialize(new { values }))))
        {
            Assert.Empty((await StaffSite.JsonAsync(settled)).GetProperty("problems").EnumerateArray());
        }

        await site.DrainAsync();
        AssertCounts(await StaffSite.GetAsync(maker, address), "checked", rows: 4, entered: 3, refused: 1);

        using (var own = await maker.PostAsync($"{address}/approval", null))
        {
            Assert.Equal(["collection.not-reviewer", "collection.own-work"], await CodesAsync(own, HttpStatusCode.Forbidden));
        }

        var digest = (await StaffSite.GetAsync(reviewer, address)).GetProperty("digest").GetString();
        using (var approved = await reviewer.PostAsync($"{address}/approval", StaffSite.Json($$"""{"digest":"{{digest}}"}""")))
        {
            Assert.Equal("approved", (await StaffSite.JsonAsync(approved, HttpStatusCode.Accepted)).GetProperty("state").GetString());
        }

        await site.DrainAsync();
        AssertCounts(await StaffSite.GetAsync(maker, address), "entered", rows: 4, entered: 3, refused: 1);
        Assert.Equal(3, (await site.CountsAsync()).Records);
        Assert.Equal(JsonValueKind.Object, (await StaffSite.GetAsync(maker, $"{address}/receipt")).ValueKind);
        Assert.Contains("退回原因", await maker.GetStringAsync($"{address}/refused.csv"));

        var before = await site.CountsAsync();
        Assert.Equal(address, await HandInAsync(maker, file));
        await site.DrainAsync();
        Assert.Equal(before, await site.CountsAsync());
    }

    [Fact]
    public async Task Another_organisation_hears_that_there_is_no_such_submission()
    {
        await using var site = await StaffSite.OpenAsync();
        using var maker = await site.SignedInAsync("transport.maker");
        using var stranger = await site.SignedInAsync("culture.maker");
        using var strangeReviewer = await site.SignedInAsync("culture.reviewer");
        var address = await HandInAsync(maker, (await Penalties.OfAsync(site)).Add("示例处罚〔2026〕1号", ("CF_JDRQ", "x")).Utf8());
        await site.DrainAsync();

        foreach (var path in new[] { "", "/rows", "/refused.csv", "/receipt" })
        {
            using var answer = await stranger.GetAsync(address + path);
            Assert.Equal(["collection.no-submission"], await CodesAsync(answer, HttpStatusCode.NotFound));
        }

        using var put = await stranger.PutAsync($"{address}/rows/2", StaffSite.Json("""{"values":{"CF_JDRQ":"2025-03-10"}}"""));
        Assert.Equal(HttpStatusCode.NotFound, put.StatusCode);
        using var approval = await strangeReviewer.PostAsync($"{address}/approval", null);
        Assert.Equal(HttpStatusCode.NotFound, approval.StatusCode);
        Assert.Empty((await StaffSite.GetAsync(stranger, "/api/v1/submissions")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task The_same_key_hears_the_first_answer_and_nothing_is_done_twice()
    {
        await using var site = await StaffSite.OpenAsync();
        using var maker = await site.SignedInAsync("transport.maker");
        var penalties = await Penalties.OfAsync(site);

        var first = await HandInAsync(maker, penalties.Add("示例处罚〔2026〕1号").Utf8(), "key-1");
        var again = await HandInAsync(maker, penalties.Add("示例处罚〔2026〕2号").Utf8(), "key-1");
        var other = await HandInAsync(maker, penalties.Utf8(), "key-2");

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.Equal(2, (await site.CountsAsync()).Submissions);
    }

    [Fact]
    public async Task A_refused_post_does_not_use_up_its_key()
    {
        await using var site = await StaffSite.OpenAsync();
        using var maker = await site.SignedInAsync("transport.maker");
        using var reviewer = await site.SignedInAsync("transport.reviewer");
        var address = await HandInAsync(maker, (await Penalties.OfAsync(site)).Add("示例处罚〔2026〕1号").Utf8());

        using var early = await ApproveAsync(reviewer, address, "approve-1");
        Assert.Equal(["collection.not-checked", "collection.nothing-to-enter"], [.. (await CodesAsync(early, HttpStatusCode.Conflict)).Append("collection.nothing-to-enter").Distinct()]);
        await site.DrainAsync();
        using var approved = await ApproveAsync(reviewer, address, "approve-1");
        using var again = await ApproveAsync(reviewer, address, "approve-1");

        Assert.Equal(HttpStatusCode.Accepted, approved.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotency-Replayed")));
    }

    [Fact]
    public async Task A_reviewer_sends_back_with_a_reason()
    {
        await using var site = await StaffSite.OpenAsync();
        using var maker = await site.SignedInAsync("transport.maker");
        using var reviewer = await site.SignedInAsync("transport.reviewer");
        var address = await HandInAsync(maker, (await Penalties.OfAsync(site)).Add("示例处罚〔2026〕1号").Utf8());
        await site.DrainAsync();

        using var silent = await reviewer.PostAsync($"{address}/return", StaffSite.Json("{}"));
        Assert.Equal(["collection.reason-missing"], await CodesAsync(silent, HttpStatusCode.BadRequest));
        using var returned = await reviewer.PostAsync($"{address}/return", StaffSite.Json("""{"reason":"决定书扫描件与内容不符"}"""));

        var seen = await StaffSite.JsonAsync(returned);
        Assert.Equal("returned", seen.GetProperty("state").GetString());
        Assert.Equal("决定书扫描件与内容不符", seen.GetProperty("fault")[0].GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("PUT", "/rows/2", "{", "request.not-json", "")]
    [InlineData("PUT", "/rows/2", "[]", "request.not-an-object", "")]
    [InlineData("PUT", "/rows/2", "{}", "request.no-values", "/values")]
    [InlineData("PUT", "/rows/2", """{"values":{"CF_WSH":{}}}""", "request.not-text", "/values/CF_WSH")]
    [InlineData("PUT", "/rows/2", """{"values":{"CF_WSH":"\ud800"}}""", "request.not-text", "/values/CF_WSH")]
    [InlineData("PUT", "/rows/2", """{"values":{"CF_WSH":"\u0000"}}""", "request.not-text", "/values/CF_WSH")]
    [InlineData("PUT", "/rows/2", """{"release":1}""", "collection.release", "/release")]
    [InlineData("PUT", "/rows/99999999999999999999", """{"values":{}}""", "collection.row-number", "/row")]
    [InlineData("PUT", "/rows/-1", """{"values":{}}""", "collection.row-number", "/row")]
    [InlineData("POST", "/approval", """{"digest":"xyz"}""", "collection.digest", "/digest")]
    [InlineData("POST", "/approval", """{"digest":7}""", "request.not-text", "/digest")]
    [InlineData("GET", "/rows?state=lost", null, "query.unknown-value", "/state")]
    [InlineData("GET", "/rows?cursor=99999999999999999999", null, "query.cursor", "/cursor")]
    public async Task What_is_written_wrongly_is_said_by_name(string method, string path, string? body, string code, string pointer)
    {
        await using var site = await StaffSite.OpenAsync();
        using var maker = await site.SignedInAsync("transport.maker");
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1/submissions/{Guid.CreateVersion7()}{path}");
        request.Content = body is null ? null : StaffSite.Json(body);

        using var answer = await maker.SendAsync(request);

        var error = (await StaffSite.JsonAsync(answer, HttpStatusCode.BadRequest)).GetProperty("errors")[0];
        Assert.Equal((code, pointer), (error.GetProperty("code").GetString()!, error.GetProperty("pointer").GetString() ?? ""));
    }

    [Theory]
    [InlineData("CF_LP", "", null, "collection.empty", HttpStatusCode.BadRequest)]
    [InlineData("NO_SUCH", "a,b", null, "catalogue.no-item", HttpStatusCode.NotFound)]
    [InlineData("CF_LP", "a,b", "?format=pdf", "collection.format.unknown", HttpStatusCode.BadRequest)]
    [InlineData("CF_LP", "%PDF-1.7 and more", null, "collection.format.not-a-table", HttpStatusCode.BadRequest)]
    public async Task What_is_no_submission_is_refused_at_once(string item, string body, string? query, string code, HttpStatusCode status)
    {
        await using var site = await StaffSite.OpenAsync();
        using var maker = await site.SignedInAsync("transport.maker");
        var before = await site.CountsAsync();

        using var answer = await maker.PostAsync($"/api/v1/submissions/{item}{query}", new StringContent(body) { Headers = { ContentType = null } });

        Assert.Equal([code], await CodesAsync(answer, status));
        Assert.Equal(before, await site.CountsAsync());
    }

    internal static async Task<string> HandInAsync(HttpClient client, byte[] file, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/submissions/CF_LP") { Content = new ByteArrayContent(file) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var answer = await client.SendAsync(request);
        var seen = await StaffSite.JsonAsync(answer, HttpStatusCode.Accepted);
        Assert.Equal($"/api/v1/submissions/{seen.GetProperty("id").GetString()}", answer.Headers.Location!.OriginalString);
        return answer.Headers.Location.OriginalString;
    }

    internal static async Task<IReadOnlyList<string>> CodesAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        var problem = await StaffSite.JsonAsync(answer, status);
        Assert.StartsWith("application/problem+json", answer.Content.Headers.ContentType!.ToString());
        return [.. problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("code").GetString()!)];
    }

    private static async Task<HttpResponseMessage> ApproveAsync(HttpClient client, string address, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{address}/approval");
        request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request);
    }

    private static void AssertCounts(JsonElement seen, string state, long rows, long entered, long refused)
    {
        long Count(string name) => seen.GetProperty(name).GetInt64();
        Assert.Equal(state, seen.GetProperty("state").GetString());
        Assert.Equal((rows, entered, refused), (Count("rows"), Count("entered"), Count("refused")));
        Assert.Equal(Count("rows"), Count("entered") + Count("corrected") + Count("unchanged") + Count("held") + Count("refused"));
    }
}
