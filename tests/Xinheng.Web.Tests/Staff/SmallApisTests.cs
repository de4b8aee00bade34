using System.Net;
using System.Text;
using Xinheng.Model.Journal;
using Xinheng.Platform.Journal;

namespace Xinheng.Web.Tests.Staff;

/// <summary>What anybody may ask: days, numbers, templates, and the log.</summary>
public sealed class SmallApisTests
{
    [Fact]
    public async Task Days_and_due_dates_follow_the_calendar_that_is_asked_for()
    {
        await using var site = await StaffSite.OpenAsync();

        var day = await StaffSite.GetAsync(site.Nobody, "/api/v1/calendar/2026-10-01?calendar=national");
        Assert.Equal(("2026-10-01", false), (day.GetProperty("date").GetString(), day.GetProperty("workingDay").GetBoolean()));
        Assert.Equal("国庆节", day.GetProperty("name").GetString());
        Assert.Equal("2026-10-08", await DueAsync(site, """{"from":"2026-09-30","workingDays":1}"""));
        Assert.Equal("2026-02-28", await DueAsync(site, """{"from":"2026-01-31","months":1}"""));
    }

    [Theory]
    [InlineData("""{"workingDays":3}""", "calendar.from-missing")]
    [InlineData("""{"from":"2026-02-30","workingDays":3}""", "query.not-a-date")]
    [InlineData("""{"from":"2026-02-03"}""", "calendar.one-of")]
    [InlineData("""{"from":"2026-02-03","months":1,"workingDays":1}""", "calendar.one-of")]
    [InlineData("""{"from":"2026-02-03","workingDays":-1}""", "request.not-a-number")]
    [InlineData("""{"from":"2026-02-03","workingDays":1e400}""", "request.not-a-number")]
    [InlineData("""{"from":"2026-02-03","months":99999999999}""", "request.not-a-number")]
    [InlineData("""[1]""", "request.not-an-object")]
    public async Task A_wrong_question_about_a_due_date_is_answered_by_name(string body, string code)
    {
        await using var site = await StaffSite.OpenAsync();

        using var answer = await site.Nobody.PostAsync("/api/v1/calendar/due", StaffSite.Json(body));

        Assert.Equal([code], await SubmissionsApiTests.CodesAsync(answer, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Numbers_are_judged_one_by_one()
    {
        await using var site = await StaffSite.OpenAsync();

        using var answer = await site.Nobody.PostAsync("/api/v1/identifiers/validate",
            StaffSite.Json("""{"values":["91990000xy00010154","91990000XY00010155",""],"scheme":"uscc"}"""));
        var results = (await StaffSite.JsonAsync(answer)).GetProperty("results").EnumerateArray().ToList();

        Assert.Equal([true, false, false], results.Select(r => r.GetProperty("valid").GetBoolean()));
        Assert.Equal("91990000XY00010154", results[0].GetProperty("normalised").GetString());
        Assert.Equal("uscc.check-character", results[1].GetProperty("findings")[0].GetProperty("code").GetString());
        Assert.Equal("error", results[1].GetProperty("findings")[0].GetProperty("severity").GetString());
        Assert.True(answer.Headers.CacheControl!.NoStore);

        using var many = await site.Nobody.PostAsync("/api/v1/identifiers/validate",
            StaffSite.Json($$"""{"values":[{{string.Join(',', Enumerable.Repeat("\"1\"", 1001))}}]}"""));
        Assert.Equal(["request.list-too-long"], await SubmissionsApiTests.CodesAsync(many, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_template_is_there_for_every_item_that_may_be_handed_in()
    {
        await using var site = await StaffSite.OpenAsync();

        var csv = await site.Nobody.GetStringAsync("/api/v1/catalogue/CF_LP/template.csv");
        var workbook = await site.Nobody.GetByteArrayAsync("/api/v1/catalogue/CF_LP/template.xlsx");
        using var none = await site.Nobody.GetAsync("/api/v1/catalogue/NONE/template.csv");

        Assert.StartsWith("行政相对人名称,", csv.TrimStart((char)0xFEFF));
        Assert.Equal("PK"u8.ToArray(), workbook[..2]);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task A_stranger_checks_the_log_with_what_it_answers_alone()
    {
        await using var site = await StaffSite.OpenAsync();
        await site.Get<Sealer>().SealAsync(default);
        var earlier = await NoteAsync(site);
        using var maker = await site.SignedInAsync("transport.maker");
        await SubmissionsApiTests.HandInAsync(maker, (await Penalties.OfAsync(site)).Add("示例处罚〔2026〕1号").Utf8());
        await site.Get<Sealer>().SealAsync(default);

        var key = VerifyingKey.FromPem((await StaffSite.GetAsync(site.Nobody, "/api/v1/transparency/keys")).GetProperty("items")[0].GetProperty("pem").GetString()!).Value;
        var grown = LogConsistency.Parse(await site.Nobody.GetByteArrayAsync($"/api/v1/transparency/consistency?from={earlier.Checkpoint.Head.Size}")).Value;
        Assert.Equal(earlier.Checkpoint.Head.Size + 1, grown.Verify(earlier, key).Value.Head.Size);

        var entry = await site.EntryOfAsync("collection.receive");
        var inclusion = LogInclusion.Parse(await site.Nobody.GetByteArrayAsync($"/api/v1/transparency/inclusion?entry={entry}")).Value;
        Assert.False(inclusion.Verify(key).IsRefused);
        Assert.Contains("collection.receive", Encoding.UTF8.GetString(inclusion.Entry));
    }

    [Theory]
    [InlineData("inclusion", HttpStatusCode.BadRequest, "journal.entry-id")]
    [InlineData("inclusion?entry=00000000-0000-0000-0000-000000000000", HttpStatusCode.NotFound, "journal.no-entry")]
    [InlineData("consistency", HttpStatusCode.BadRequest, "journal.from-missing")]
    [InlineData("consistency?from=x", HttpStatusCode.BadRequest, "journal.size")]
    [InlineData("consistency?from=0", HttpStatusCode.BadRequest, "journal.from-outside")]
    [InlineData("consistency?from=1&to=9999999", HttpStatusCode.NotFound, "journal.no-checkpoint")]
    public async Task What_the_log_cannot_prove_it_says(string question, HttpStatusCode status, string code)
    {
        await using var site = await StaffSite.OpenAsync();
        await site.Get<Sealer>().SealAsync(default);

        using var answer = await site.Nobody.GetAsync($"/api/v1/transparency/{question}");

        Assert.Equal([code], await SubmissionsApiTests.CodesAsync(answer, status));
    }

    private static async Task<SignedCheckpoint> NoteAsync(StaffSite site)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/transparency/checkpoint") { Headers = { { "Accept", "text/plain" } } };
        using var answer = await site.Nobody.SendAsync(request);
        return SignedCheckpoint.Parse(await answer.Content.ReadAsStringAsync()).Value;
    }

    private static async Task<string?> DueAsync(StaffSite site, string body)
    {
        using var answer = await site.Nobody.PostAsync("/api/v1/calendar/due?calendar=national", StaffSite.Json(body));
        return (await StaffSite.JsonAsync(answer)).GetProperty("due").GetString();
    }
}
