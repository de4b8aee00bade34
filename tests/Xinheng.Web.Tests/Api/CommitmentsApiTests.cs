using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Xinheng.Web.Tests.Api;

/// <summary>Present and valid: one cheap call, for anybody about what is public, by token about everything else.</summary>
public sealed class CommitmentsApiTests
{
    private const string Address = "/api/v1/commitments/present";

    [Fact]
    public async Task A_public_promise_is_present_with_its_days_and_another_template_is_not()
    {
        await using var site = await TestSite.OpenAsync();
        var code = FakePromises.Subject;

        var present = await site.Client.GetFromJsonAsync<JsonElement>($"{Address}?subject={code}&template=food-shop");
        var absent = await site.Client.GetFromJsonAsync<JsonElement>($"{Address}?subject={code}&template=other");

        Assert.Equal((true, "2026-06-15", "2028-06-14"),
            (present.GetProperty("present").GetBoolean(), present.GetProperty("since").GetString(), present.GetProperty("until").GetString()));
        Assert.Equal(FakePromises.Id, present.GetProperty("id").GetGuid());
        Assert.False(absent.GetProperty("present").GetBoolean());
        Assert.Equal(JsonValueKind.Null, absent.GetProperty("id").ValueKind);
    }

    [Fact]
    public async Task Whoever_holds_the_answer_is_told_that_it_is_the_same()
    {
        await using var site = await TestSite.OpenAsync();
        var path = $"{Address}?subject={FakePromises.Subject}&template=food-shop";
        using var first = await site.Client.GetAsync(path);
        using var again = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };

        using var second = await site.Client.SendAsync(again);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("", "cases.promise-subject,cases.promise-no-template")]
    [InlineData("?subject=110101199001011237&template=food-shop", "cases.promise-subject")]
    [InlineData("?subject=91990000XY00010154", "cases.promise-no-template")]
    public async Task What_is_asked_wrongly_is_a_problem_that_repeats_no_number(string query, string codes)
    {
        await using var site = await TestSite.OpenAsync();

        using var answer = await site.Client.GetAsync(Address + query);

        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(codes, string.Join(',', JsonDocument.Parse(text).RootElement.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("code").GetString())));
        Assert.DoesNotContain("11010119", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Persons_are_asked_about_by_nobody_without_a_token()
    {
        await using var site = await TestSite.OpenAsync();

        using var answer = await site.Client.PostAsJsonAsync(Address, new { number = "110101199001011237", template = "food-shop", matter = "2026-受-1" });

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
