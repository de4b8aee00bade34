using System.Net;
using System.Text;
using Xinheng.Model.Foundation;
using Xinheng.Model.Records;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.People;
using Xinheng.Platform.Records;
using Xinheng.Verify;
using Xinheng.Web.Tests.Staff;

namespace Xinheng.Web.Tests.Api;

/// <summary>A single record's proof, from the door to a stranger's own check.</summary>
public sealed class RecordProofTests : IAsyncLifetime
{
    private const string Closed = "110105491231002";

    private StaffSite site = null!;
    private Guid record;

    public async ValueTask InitializeAsync()
    {
        site = await StaffSite.OpenAsync();
        await SetTodayAsync(new DateOnly(2026, 4, 15));
        record = await EnterAsync("示例处罚〔2026〕7号");
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task A_downloaded_proof_holds_for_a_stranger_and_says_nothing_closed()
    {
        await site.Get<Sealer>().SealAsync(default);

        using var answer = await site.Nobody.GetAsync(Address);
        var file = await answer.Content.ReadAsByteArrayAsync();
        var (exit, said) = await VerifyAsync(file);

        Assert.Equal($"attachment; filename=\"record-{record}.json\"", answer.Content.Headers.ContentDisposition!.ToString());
        Assert.True(exit == Verification.Holds, said);
        Assert.Contains("示例处罚〔2026〕7号", said, StringComparison.Ordinal);
        Assert.Contains(record.ToString(), said, StringComparison.Ordinal);
        Assert.DoesNotContain(Closed, Encoding.UTF8.GetString(file), StringComparison.Ordinal);
        Assert.DoesNotContain("CF_XDR_SWDJ", Encoding.UTF8.GetString(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_any_one_byte_changed_it_is_refused_and_says_why()
    {
        await site.Get<Sealer>().SealAsync(default);
        var file = await site.Nobody.GetByteArrayAsync(Address);
        var key = await KeyAsync();

        for (var at = 0; at < file.Length; at++)
        {
            var changed = file.ToArray();
            changed[at] ^= 1;
            var (exit, said) = Verify(changed, key);
            Assert.True(exit == Verification.DoesNotHold && said.Contains("不成立", StringComparison.Ordinal), $"byte {at}: {exit} {said}");
        }

        var other = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file).Replace("示例处罚〔2026〕7号", "示例处罚〔2026〕8号", StringComparison.Ordinal));
        Assert.Contains("proof.record-not-in-submission", Verify(other, key).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_a_checkpoint_covers_it_the_answer_says_when_to_come_back()
    {
        await site.Get<Sealer>().SealAsync(default);
        record = await EnterAsync("示例处罚〔2026〕9号");

        using var early = await site.Nobody.GetAsync(Address);
        Assert.Equal("record.proof-not-yet", await CodeAsync(early, HttpStatusCode.Conflict));
        Assert.Equal(TimeSpan.FromSeconds(1), early.Headers.RetryAfter!.Delta);

        await site.Get<Sealer>().SealAsync(default);
        Assert.Equal(Verification.Holds, (await VerifyAsync(await site.Nobody.GetByteArrayAsync(Address))).Exit);
    }

    [Fact]
    public async Task What_is_withdrawn_or_expired_answers_like_what_never_was()
    {
        await site.Get<Sealer>().SealAsync(default);
        var never = await RefusalAsync($"/api/v1/records/{Guid.NewGuid()}/proof");
        Assert.Equal(never, await RefusalAsync("/api/v1/records/nothing/proof"));

        await SetTodayAsync(new DateOnly(2030, 1, 1));
        Assert.Equal(never, await RefusalAsync(Address));

        await SetTodayAsync(new DateOnly(2026, 4, 15));
        Assert.Equal(HttpStatusCode.OK, (await site.Nobody.GetAsync(Address)).StatusCode);
        var reviewer = (await site.Get<Accounts>().FindAsync("transport.reviewer", default))!;
        _ = (await site.Get<WithdrawRecord>().RunAsync(new(new RecordId(record), WithdrawalKind.Mistake, "复议撤销", "示例复〔2026〕1号", null), reviewer, default)).Value;
        await site.Get<Sealer>().SealAsync(default);
        Assert.Equal(never, await RefusalAsync(Address));
    }

    [Fact]
    public async Task The_records_page_leads_to_the_file()
    {
        var page = await StaffSite.PageAsync(site.Nobody, $"/records/{record}");

        Assert.NotNull(page.QuerySelector($"a[download][href='{Address}']"));
        Assert.Contains("xinheng-verify record", page.Body!.TextContent, StringComparison.Ordinal);
    }

    private string Address => $"/api/v1/records/{record}/proof";

    private async Task<Guid> EnterAsync(string documentNumber)
    {
        using var maker = await site.SignedInAsync("transport.maker");
        using var reviewer = await site.SignedInAsync("transport.reviewer");
        var address = await SubmissionsApiTests.HandInAsync(maker, (await Penalties.OfAsync(site)).Add(documentNumber,
            ("CF_JDRQ", "2026-03-10"), ("CF_YXQ", "2027-03-10"), ("CF_GSJZQ", "2027-03-10"), ("CF_XDR_SWDJ", Closed)).Utf8());
        await site.DrainAsync();
        var digest = (await StaffSite.GetAsync(reviewer, address)).GetProperty("digest").GetString();
        using var approved = await reviewer.PostAsync($"{address}/approval", StaffSite.Json($$"""{"digest":"{{digest}}"}"""));
        Assert.Equal(HttpStatusCode.Accepted, approved.StatusCode);
        await site.DrainAsync();
        var shown = await StaffSite.GetAsync(site.Nobody, "/api/v1/subjects/91990000XY00010154/records");
        return shown.GetProperty("items").EnumerateArray()
            .Single(r => r.GetProperty("documentNumber").GetString() == documentNumber).GetProperty("id").GetGuid();
    }

    private async Task SetTodayAsync(DateOnly today)
    {
        await using var connection = await site.Get<Database>().Owner.OpenConnectionAsync();
        await using var command = new Npgsql.NpgsqlCommand(
            "insert into foundation.simulated_clock (today) values ($1) on conflict (only_row) do update set today = $1", connection);
        command.Parameters.AddWithValue(today);
        await command.ExecuteNonQueryAsync();
    }

    // What the answer says, but for the number of the request.
    private async Task<string> RefusalAsync(string path)
    {
        using var answer = await site.Nobody.GetAsync(path);
        var problem = await StaffSite.JsonAsync(answer, HttpStatusCode.NotFound);
        return string.Join('|', problem.EnumerateObject().Where(p => p.Name != "requestId").Select(p => p.ToString()))
            + string.Join('|', answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not ("Date" or "Content-Length" or "X-Request-ID"))
                .Select(h => $"{h.Key}={string.Join(',', h.Value)}"));
    }

    private static async Task<string> CodeAsync(HttpResponseMessage answer, HttpStatusCode status) =>
        (await StaffSite.JsonAsync(answer, status)).GetProperty("errors")[0].GetProperty("code").GetString()!;

    private async Task<byte[]> KeyAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/transparency/keys") { Headers = { { "Accept", "application/x-pem-file" } } };
        using var answer = await site.Nobody.SendAsync(request);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private async Task<(int Exit, string Said)> VerifyAsync(byte[] file) => Verify(file, await KeyAsync());

    private static (int Exit, string Said) Verify(byte[] file, byte[] key)
    {
        using var said = new StringWriter();
        var exit = Verification.Run(["record", "record.json", "--key", "key.pem"], name => name == "key.pem" ? key : file, said, said);
        return (exit, said.ToString());
    }
}
