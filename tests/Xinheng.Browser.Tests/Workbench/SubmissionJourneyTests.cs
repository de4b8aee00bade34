using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xinheng.Testing;

namespace Xinheng.Browser.Tests.Workbench;

public sealed class SubmissionJourneyTests(Site site)
{
    // Numbers that share no pair of characters with firm 1, which another test looks for by name.
    [Theory, InlineData(true, 205), InlineData(false, 206)]
    public async Task What_one_person_hands_in_another_approves_and_then_everybody_can_read_it(bool script, int firm)
    {
        await using var maker = await site.VisitAsync(script: script);
        await maker.SignInAsync("maker");
        await maker.GoAsync("/work/submit?item=CF_LP");
        await maker.Page.GetByLabel("在 Excel 或 WPS 里选中、复制").FillAsync(
            new PenaltyFile(chineseHeaders: true).Add(firm, firm).ToString().Replace(',', '\t'));
        await maker.Page.GetByRole(AriaRole.Button, new() { Name = "核验粘贴的内容" }).ClickAsync();
        await Assertions.Expect(maker.Page.Locator(".badge-x").First).ToContainTextAsync("还没有送审", new() { Timeout = 30_000 });
        await maker.Page.GetByRole(AriaRole.Button, new() { Name = "送审" }).ClickAsync();
        await Assertions.Expect(maker.Page.Locator(".badge-x").First).ToContainTextAsync("等待审核", new() { Timeout = 30_000 });
        var address = new Uri(maker.Page.Url).AbsolutePath;
        maker.AssertQuiet();

        await using var reviewer = await site.VisitAsync(script: script);
        await reviewer.SignInAsync("reviewer");
        await reviewer.GoAsync(address);
        await reviewer.Page.GetByRole(AriaRole.Link, new() { Name = "去审核" }).ClickAsync();
        await reviewer.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^通过") }).ClickAsync();
        await Assertions.Expect(reviewer.Page.Locator(".badge-x").First).ToContainTextAsync("已入库", new() { Timeout = 30_000 });
        reviewer.AssertQuiet();

        await using var reader = await site.VisitAsync(script: script);
        await reader.GoAsync($"/subjects/{PenaltyFile.Code(firm)}");
        Assert.Contains($"云市监罚〔2026〕{firm}号", await reader.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        reader.AssertQuiet();
    }

    [Fact]
    public async Task Nobody_gets_to_the_workbench_without_signing_in()
    {
        await using var visit = await site.VisitAsync();

        await visit.Page.GotoAsync("/work");

        Assert.Equal("/sign-in", new Uri(visit.Page.Url).AbsolutePath);
        visit.AssertQuiet();
    }
}
