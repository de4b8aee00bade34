using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Publication;
using Xinheng.Model.Records;
using Xinheng.Platform.Publication;
using Xinheng.Platform.Publication.OpenData;
using Xinheng.Platform.Records;
using Xinheng.Testing;
using Xinheng.Verify;

namespace Xinheng.Web.Tests.OpenData;

/// <summary>What was printed or downloaded is told to be ours, ours once, or not ours.</summary>
public sealed partial class AuthenticityTests : IAsyncLifetime
{
    private OpenSite site = null!;

    public async ValueTask InitializeAsync() => site = await OpenSite.OpenAsync(new PenaltyFile().Add(1, 901).Add(2, 902));

    public async ValueTask DisposeAsync() => await site.DisposeAsync();

    [Fact]
    public async Task The_code_at_the_foot_of_a_page_is_ours_and_current_until_what_the_page_says_changes()
    {
        var record = await RecordAsync(1);
        foreach (var page in new[] { $"records/{record.Id}", $"subjects/{PenaltyFile.Code(1)}" })
        {
            var code = await CodeOfAsync(page);
            Assert.Equal(code, await CodeOfAsync(page));
            Assert.Equal(("current", $"/{page}"), await AskAsync($"code={code}"));
            Assert.Equal("current", (await AskAsync($"code={code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)}")).Answer);
            Assert.Contains("真", await AnswerOnPageAsync($"verify?code={code}"));
        }

        var (onRecord, onSubject) = (await CodeOfAsync($"records/{record.Id}"), await CodeOfAsync($"subjects/{PenaltyFile.Code(1)}"));
        _ = (await site.Platform.Get<WithdrawRecord>().RunAsync(new(new RecordId(record.Id), WithdrawalKind.Mistake, "复议决定撤销原处罚", "云府复〔2026〕3号", null), site.Platform.Reviewer, default)).Value;

        Assert.Equal(("no-longer-current", null), await AskAsync($"code={onRecord}"));
        Assert.Equal(("no-longer-current", $"/subjects/{PenaltyFile.Code(1)}"), await AskAsync($"code={onSubject}"));
        var answer = await AnswerOnPageAsync($"verify?code={onRecord}");
        Assert.Contains("曾经发布，现已不是最新", answer);
        Assert.DoesNotContain("901号", answer);
    }

    [Fact]
    public async Task A_day_later_the_same_content_has_another_code_and_the_old_one_still_holds()
    {
        var record = await RecordAsync(1);
        var before = await CodeOfAsync($"records/{record.Id}");
        await site.Platform.SetTodayAsync(new DateOnly(2026, 6, 16));
        Assert.NotEqual(before, await CodeOfAsync($"records/{record.Id}"));
        Assert.Equal("current", (await AskAsync($"code={before}")).Answer);
    }

    [Fact]
    public async Task A_slip_of_the_finger_is_told_from_a_code_that_is_not_ours()
    {
        var code = await CodeOfAsync($"records/{(await RecordAsync(1)).Id}");
        var slipped = code[..7] + (code[7] == 'A' ? 'B' : 'A') + code[8..];
        Assert.Contains("verify.code-mistyped", (await site.GetAsync($"api/v1/verify?code={slipped}")).Text);
        Assert.Contains("verify.code-unreadable", (await site.GetAsync("api/v1/verify?code=hello")).Text);
        Assert.Contains("verify.nothing-asked", (await site.GetAsync("api/v1/verify")).Text);
        Assert.Contains("verify.not-a-digest", (await site.GetAsync("api/v1/verify?digest=12")).Text);

        var forged = CheckCode.Parse(code).Value.Write("another key"u8);
        Assert.Equal(("not-ours", null), await AskAsync($"code={forged}"));
        Assert.Contains("不是本平台发布", await AnswerOnPageAsync($"verify?code={forged}"));
    }

    [Fact]
    public async Task A_part_of_the_snapshot_is_current_until_another_takes_its_place()
    {
        var file = site.Platform.Get<OpenFolder>().Current!.Manifest.Parts[0].Files[0];
        var bytes = await site.Client.GetByteArrayAsync($"api/v1/open/snapshots/{file.Name}");
        var digest = Hash256.Of(bytes).ToString();
        Assert.Equal(("current", null), await AskAsync($"digest={digest}"));
        Assert.Equal("not-ours", (await AskAsync($"digest={Hash256.Of("other"u8)}")).Answer);

        _ = (await site.Platform.Get<WithdrawRecord>().RunAsync(
            new(new RecordId((await RecordAsync(1)).Id), WithdrawalKind.Mistake, "复议决定撤销原处罚", "云府复〔2026〕3号", null), site.Platform.Reviewer, default)).Value;
        await site.CatchUpAsync();
        Assert.Equal(("no-longer-current", null), await AskAsync($"digest={digest}"));
    }

    [Theory, InlineData("disclosures/penalty/list.csv"), InlineData("disclosures/penalty/list.json"), InlineData("api/v1/catalogue/CF_LP/template.csv"),
     InlineData("api/v1/catalogue/CF_LP/template.xlsx")]
    public async Task A_download_is_shown_to_be_ours_by_the_code_in_its_name(string path)
    {
        using var answer = await site.Client.GetAsync(path);
        var (name, bytes) = (answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'), await answer.Content.ReadAsByteArrayAsync());

        Assert.Contains("真", await UploadAsync(name, bytes));
        Assert.Contains("没有被改动", await UploadAsync("副本 " + name, bytes));
        bytes[^3] ^= 1;
        Assert.Contains("不是本平台发布", await UploadAsync(name, bytes));
    }

    [Fact]
    public async Task A_form_without_a_file_says_so() => Assert.Contains("还没有选择文件", await UploadAsync("", []));

    [Fact]
    public async Task The_answer_is_signed_and_a_stranger_checks_it_without_us()
    {
        var record = await RecordAsync(1);
        var code = await CodeOfAsync($"records/{record.Id}");
        var (statement, key) = (Path.Combine(site.Platform.Folder, "statement.json"), Path.Combine(site.Platform.Folder, "key.pem"));
        await File.WriteAllBytesAsync(statement, await site.Client.GetByteArrayAsync($"verify/statement?code={code}"));
        await File.WriteAllTextAsync(key, string.Concat(site.Platform.Get<Platform.Journal.SigningKeys>().Public.Select(k => k.ToPem())));
        Assert.Equal((0, true), Run("statement", statement, "--key", key));

        await File.WriteAllTextAsync(statement, (await File.ReadAllTextAsync(statement)).Replace("\"current\"", "\"no-longer-current\"", StringComparison.Ordinal));
        Assert.Equal((1, false), Run("statement", statement, "--key", key));

        var manifest = Path.Combine(site.Platform.Folder, "snapshot.json");
        await File.WriteAllBytesAsync(manifest, await site.Client.GetByteArrayAsync("api/v1/open/snapshots/latest"));
        var part = Path.Combine(site.Platform.Folder, "open", site.Platform.Get<OpenFolder>().Current!.Manifest.Parts[0].Files[1].Name);
        Assert.Equal((0, true), Run("snapshot", manifest, "--key", key, "--bytes", part));
        Assert.Equal((1, false), Run("snapshot", manifest, "--key", key, "--bytes", key));
    }

    private static (int Exit, bool Holds) Run(params string[] words)
    {
        using var output = new StringWriter();
        return (Verification.Run(words, File.ReadAllBytes, output, output), output.ToString().StartsWith("成立", StringComparison.Ordinal));
    }

    private async Task<PublicRecord> RecordAsync(int subject) =>
        (await site.Platform.Get<PublicRecords>().OfSubjectAsync(PenaltyFile.Code(subject), null, null, null, default)).Single();

    private async Task<string> CodeOfAsync(string page) => Code().Match((await site.GetAsync(page)).Text).Groups[1].Value;

    private async Task<(string Answer, string? Now)> AskAsync(string question)
    {
        var (status, text) = await site.GetAsync($"api/v1/verify?{question}");
        Assert.True(status == HttpStatusCode.OK, text);
        using var answer = JsonDocument.Parse(text);
        return (answer.RootElement.GetProperty("answer").GetString()!, answer.RootElement.GetProperty("now").GetString());
    }

    private async Task<string> AnswerOnPageAsync(string path) =>
        new HtmlParser().ParseDocument((await site.GetAsync(path)).Text).QuerySelector("#answer")!.TextContent;

    private async Task<string> UploadAsync(string name, byte[] bytes)
    {
        using var form = new MultipartFormDataContent();
        using var file = new ByteArrayContent(bytes);
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "file", FileName = $"\"{name}\"" };
        form.Add(file);
        using var answer = await site.Client.PostAsync(new Uri("verify/file", UriKind.Relative), form);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()).QuerySelector("main")!.TextContent;
    }

    [GeneratedRegex("verify\\?code=([0-9A-Z-]+)")]
    private static partial Regex Code();
}
