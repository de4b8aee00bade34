using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.Publication;
using Xinheng.Model.Records;
using Xinheng.Platform.Publication;
using Xinheng.Platform.Records;
using Xinheng.Testing;
using Xinheng.Verify;

namespace Xinheng.Web.Tests.OpenData;

/// <summary>What others hold of ours: told to be current or to be removed, shown live by a badge, and withdrawn in public where the decision fell.</summary>
public sealed class CopiesTests : IAsyncLifetime
{
    private const string Document = "云府复〔2026〕3号", Reason = "原处罚决定主要证据不足";

    private OpenSite site = null!;
    private PublicRecord first = null!;
    private PublicRecord second = null!;

    public async ValueTask InitializeAsync()
    {
        site = await OpenSite.OpenAsync(new PenaltyFile().Add(1, 901).Add(2, 902));
        (first, second) = (await RecordAsync(1), await RecordAsync(2));
    }

    public async ValueTask DisposeAsync() => await site.DisposeAsync();

    [Fact]
    public async Task A_whole_page_is_current_until_its_record_leaves_and_then_answers_like_what_never_was()
    {
        var page = await TextOfAsync($"records/{first.Id}");
        var before = await AskAsync(page);
        Assert.Equal(["current", "current"], before.Select(copy => copy.Answer)); // its number, and the code at its foot
        Assert.All(before, copy => Assert.Equal($"/records/{first.Id}", copy.Now));

        await WithdrawAsync(first, WithdrawalKind.Mistake);

        var never = Guid.CreateVersion7().ToString();
        var after = await AskAsync($"{page} {never} {second.Id}");
        Assert.Equal(["not-current", "not-current", "not-current", "current"], after.Select(copy => copy.Answer));
        Assert.Equal((await AskAsync(never)).Single() with { Asked = "" }, after[0] with { Asked = "" });
    }

    [Fact]
    public async Task A_page_whose_content_changed_since_is_not_current_though_the_record_is()
    {
        var page = await TextOfAsync($"records/{first.Id}");
        await site.Platform.ApproveAsync(await site.Platform.SubmitAsync("CF_LP", new PenaltyFile().Add(1, 901, row => row["CF_NR"] = "罚款二千四百元。").ToString()));

        Assert.Equal(["current", "not-current"], (await AskAsync(page)).OrderBy(copy => copy.Asked.Length > 30 && copy.Asked[0] is 'R').Select(copy => copy.Answer));
    }

    [Fact]
    public async Task The_answer_is_signed_as_a_whole_and_the_strangers_tool_reads_it()
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("text", $"{first.Id}\n{Guid.CreateVersion7()}")]);
        using var answer = await site.Client.PostAsync("verify/copies/statement", form);
        var signed = await answer.Content.ReadAsByteArrayAsync();
        var pem = System.Text.Encoding.UTF8.GetBytes(string.Concat(site.Platform.Get<Platform.Journal.SigningKeys>().Public.Select(key => key.ToPem())));
        await using var output = new StringWriter();

        Assert.Equal(0, Verification.Run(["copies", "c.json", "--key", "k.pem"], file => file == "c.json" ? signed : pem, output, TextWriter.Null));
        Assert.Contains("2 条中现行 1 条", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, SignedCopies.Parse(signed).Value.Statement.CurrentCount);
    }

    [Fact]
    public async Task The_page_counts_lists_and_says_what_was_not_found()
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("text", $"/records/{first.Id} 和 {Guid.CreateVersion7()}")]);
        using var answer = await site.Client.PostAsync("verify/copies", form);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        Assert.Contains("共 2 条：现行 1 条，应移除 1 条", page.QuerySelector("#answer")!.TextContent);
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString());

        using var nothing = new FormUrlEncodedContent([KeyValuePair.Create("text", "这里什么也没有 13800138000")]);
        using var refused = await site.Client.PostAsync("verify/copies", nothing);
        var text = await refused.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("没有在里面找到记录编号", text);
        Assert.DoesNotContain("13800138000", text);
    }

    [Fact]
    public async Task A_badge_says_how_things_stand_and_may_stand_on_any_page_but_live_only_seconds_there()
    {
        using var badge = await site.Client.GetAsync($"badge/records/{first.Id}.svg");
        var picture = await badge.Content.ReadAsStringAsync();

        Assert.Equal("image/svg+xml", badge.Content.Headers.ContentType!.MediaType);
        Assert.Contains("公示中，至 2027年6月9日", picture);
        Assert.Equal("cross-origin", badge.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.True(badge.Headers.CacheControl!.MaxAge <= TimeSpan.FromSeconds(5));
        Assert.NotNull(badge.Headers.ETag);
        Assert.DoesNotContain("<script", picture);
        Assert.DoesNotContain("style", picture);
        using var again = new HttpRequestMessage(HttpMethod.Get, $"badge/records/{first.Id}.svg");
        again.Headers.IfNoneMatch.Add(badge.Headers.ETag!);
        using var same = await site.Client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);

        await WithdrawAsync(first, WithdrawalKind.Mistake);

        var gone = (await site.GetAsync($"badge/records/{first.Id}.svg")).Text;
        Assert.Contains("不是现行信息，请移除", gone);
        Assert.Equal(gone, (await site.GetAsync($"badge/records/{Guid.CreateVersion7()}.svg")).Text);
        Assert.Contains("现在没有公示中的记录", (await site.GetAsync($"badge/{PenaltyFile.Code(1)}.svg")).Text);
        Assert.Equal(gone, (await site.GetAsync($"badge/{PenaltyFile.Code(404)}.svg")).Text);
    }

    [Fact]
    public async Task A_revoked_decision_leaves_a_notice_with_its_reason_at_its_address_and_in_the_list_for_six_months()
    {
        await WithdrawAsync(first, WithdrawalKind.Revoked);

        var (status, page) = await site.GetAsync($"records/{first.Id}");
        Assert.Equal(HttpStatusCode.Gone, status);
        Assert.All(["云市监罚〔2026〕901号", Document, Reason, "云汀市市场监督管理局", "决定被撤销"], said => Assert.Contains(said, page));
        Assert.All(["食品有限公司", "超过保质期", PenaltyFile.Code(1)], kept => Assert.DoesNotContain(kept, page));
        Assert.Equal(HttpStatusCode.Gone, (await site.GetAsync($"api/v1/records/{first.Id}")).Status);
        var list = JsonDocument.Parse((await site.GetAsync("api/v1/withdrawals")).Text).RootElement.GetProperty("items");
        Assert.Equal((first.Id, "revoked", Reason, Document), (list[0].GetProperty("record").GetGuid(), list[0].GetProperty("kind").GetString()!,
            list[0].GetProperty("reason").GetString()!, list[0].GetProperty("basis").GetString()!));
        Assert.Contains(Reason, (await site.GetAsync("withdrawals?from=2026-06-15")).Text);
        Assert.DoesNotContain(Reason, (await site.GetAsync("withdrawals?to=2026-06-14")).Text);

        await site.Platform.SetTodayAsync(new DateOnly(2026, 12, 14));
        Assert.Equal(HttpStatusCode.Gone, (await site.GetAsync($"records/{first.Id}")).Status);
        await site.Platform.SetTodayAsync(new DateOnly(2026, 12, 15));
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync($"records/{first.Id}")).Status);
        Assert.DoesNotContain(Reason, (await site.GetAsync("withdrawals")).Text);
    }

    [Fact]
    public async Task Of_what_was_a_mistake_repaired_hidden_or_a_persons_there_is_no_notice()
    {
        var never = PlainOf(await site.GetAsync($"records/{Guid.CreateVersion7()}"));
        await WithdrawAsync(first, WithdrawalKind.Mistake);
        await SetStandingAsync(second.Id, "repaired");

        Assert.Equal(never, PlainOf(await site.GetAsync($"records/{first.Id}")));
        Assert.Equal(never, PlainOf(await site.GetAsync($"records/{second.Id}")));
        Assert.Equal(0, JsonDocument.Parse((await site.GetAsync("api/v1/withdrawals")).Text).RootElement.GetProperty("items").GetArrayLength());

        var hidden = await EnterAsync(3, 903, row => row["CF_SHYX"] = "否");
        await WithdrawAsync(hidden, WithdrawalKind.Revoked);
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync($"records/{hidden}")).Status);
    }

    [Fact]
    public async Task How_late_a_withdrawal_came_is_said_in_the_log()
    {
        await WithdrawAsync(first, WithdrawalKind.Revoked, new DateOnly(2026, 6, 15));
        await WithdrawAsync(second, WithdrawalKind.Changed, new DateOnly(2026, 6, 10)); // Wednesday: due on Monday, the 15th

        Assert.Equal(("2026-06-18", "false"), await ActAsync(first.Id));
        Assert.Equal(("2026-06-15", "false"), await ActAsync(second.Id));
        var late = await EnterAsync(3, 903, row => (row["CF_JDRQ"], row["CF_YXQ"], row["CF_GSJZQ"]) = ("2026-06-01", "2027-06-01", "2027-06-01"));
        await WithdrawAsync(late, WithdrawalKind.Unlawful, new DateOnly(2026, 6, 9));
        Assert.Equal(("2026-06-12", "true"), await ActAsync(late));
    }

    private sealed record Copy(string Asked, string Answer, string? Now);

    private async Task<List<Copy>> AskAsync(string text)
    {
        using var answer = await site.Client.PostAsJsonAsync("api/v1/verify/copies", new { text });
        answer.EnsureSuccessStatusCode();
        var read = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return [.. read.GetProperty("copies").EnumerateArray().Select(copy => new Copy(
            copy.GetProperty("asked").GetString()!, copy.GetProperty("answer").GetString()!, copy.GetProperty("now").GetString()))];
    }

    // As somebody copies it: what stands on the page, without markup.
    private async Task<string> TextOfAsync(string path) =>
        new HtmlParser().ParseDocument((await site.GetAsync(path)).Text).QuerySelector("main")!.TextContent;

    // What a page says, without what is another's at each asking.
    private static (HttpStatusCode, string) PlainOf((HttpStatusCode Status, string Text) answer) =>
        (answer.Status, new HtmlParser().ParseDocument(answer.Text).QuerySelector("main")!.TextContent);

    private async Task<PublicRecord> RecordAsync(int subject) =>
        (await site.Platform.Get<PublicRecords>().OfSubjectAsync(PenaltyFile.Code(subject), null, null, null, default)).Single();

    private async Task<Guid> EnterAsync(int subject, int document, Action<Dictionary<string, string>> change)
    {
        await site.Platform.ApproveAsync(await site.Platform.SubmitAsync("CF_LP", new PenaltyFile().Add(subject, document, change).ToString()));
        return await ScalarAsync<Guid>($"select r.record_id from records.record r join subjects.subject s on s.id = r.subject_id where s.code = '{PenaltyFile.Code(subject)}'");
    }

    private Task WithdrawAsync(PublicRecord record, WithdrawalKind kind, DateOnly? basisOn = null) => WithdrawAsync(record.Id, kind, basisOn);

    private async Task WithdrawAsync(Guid record, WithdrawalKind kind, DateOnly? basisOn = null) => _ = (await site.Platform.Get<WithdrawRecord>().RunAsync(
        new(new RecordId(record), kind, Reason, Document, basisOn ?? (kind == WithdrawalKind.Mistake ? null : new DateOnly(2026, 6, 12))),
        site.Platform.Reviewer, default)).Value;

    private async Task<(string Due, string Late)> ActAsync(Guid record)
    {
        await using var connection = await site.Platform.Database.Owner.OpenConnectionAsync();
        return await connection.QuerySingleAsync<(string, string)>("""
            select e.content->'facts'->'act'->>'due', e.content->'facts'->'act'->>'late' from journal.entry e
             where e.power = 'records.withdraw' and e.content->'facts'->>'record' = @record
            """, new { record = record.ToString() });
    }

    private async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = await site.Platform.Database.Owner.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    private async Task SetStandingAsync(Guid record, string state)
    {
        await using var connection = await site.Platform.Database.Owner.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            update records.record set state = @state where record_id = @record;
            update records.revision set standing = (standing::jsonb || jsonb_build_object('state', @state))::json where record_id = @record
            """, new { record, state });
    }
}
