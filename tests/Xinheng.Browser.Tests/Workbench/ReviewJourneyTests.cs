using Microsoft.Playwright;
using Xinheng.Browser.Tests.Personas;
using Xinheng.Testing;

namespace Xinheng.Browser.Tests.Workbench;

/// <summary>老周's desk: what differs first, by J, K and Enter; the article written by hand; back to the maker with the reason at the row.</summary>
public sealed class ReviewJourneyTests(Site site)
{
    [Theory, MemberData(nameof(Sizes.Both), MemberType = typeof(Sizes))]
    public async Task A_severe_grade_is_found_first_and_signed_by_typing_its_article(int width)
    {
        await HandInAsync(70_000 + width);
        await using var reviewer = await site.VisitAsync(width);
        await reviewer.SignInAsync("reviewer");
        await reviewer.ByMenuAsync("审核", "/work/review");
        await OpenAsync(reviewer, 70_000 + width);

        Assert.Equal("第 3 行", await reviewer.Page.Locator(".unusual-row .row-no").First.InnerTextAsync());
        await reviewer.Page.Keyboard.PressAsync("j");
        await Assertions.Expect(reviewer.Page.Locator("#row-3 > summary")).ToBeFocusedAsync();
        await reviewer.Page.Keyboard.PressAsync("Enter");
        Assert.Null(await reviewer.Page.Locator("#row-3").GetAttributeAsync("open"));
        await reviewer.Page.Keyboard.PressAsync("j");
        await Assertions.Expect(reviewer.Page.Locator("#row-1 > summary")).ToBeFocusedAsync();
        await reviewer.Page.Keyboard.PressAsync("k");
        await Assertions.Expect(reviewer.Page.Locator("#row-3 > summary")).ToBeFocusedAsync();

        reviewer.AssertQuiet();
        await reviewer.Page.Locator("#article-0").FillAsync("第九条");
        await reviewer.Page.Keyboard.PressAsync("Enter");
        await reviewer.SeesAsync("写的条款不在第 3 行的依据里");
        await reviewer.Page.Locator("#article-0").FillAsync("第10条");
        await reviewer.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(reviewer.Page.Locator(".badge-x").First).ToContainTextAsync("已入库", new() { Timeout = 30_000 });
    }

    [Theory, MemberData(nameof(Sizes.AndScript), MemberType = typeof(Sizes))]
    public async Task What_is_sent_back_lies_at_the_makers_rows_with_the_reason(int width, bool script)
    {
        var number = 80_000 + width + (script ? 1 : 0);
        await HandInAsync(number);
        await using var reviewer = await site.VisitAsync(width, script);
        await reviewer.SignInAsync("reviewer");
        await reviewer.GoAsync("/work/review");
        await OpenAsync(reviewer, number);
        await reviewer.Page.Locator("#row-2").GetByLabel("退回时标出这一行").CheckAsync();
        await reviewer.Page.Locator(".return-part > summary").ClickAsync();
        await reviewer.Page.GetByLabel("金额或日期有误").CheckAsync();
        await reviewer.Page.Locator("#reason").FillAsync("<b>罚款</b>应为 0.3 万元");
        await reviewer.Page.GetByRole(AriaRole.Button, new() { Name = "退回", Exact = true }).ClickAsync();
        await Assertions.Expect(reviewer.Page.Locator(".badge-x").First).ToContainTextAsync("退回修改");
        var address = new Uri(reviewer.Page.Url).AbsolutePath;
        reviewer.AssertQuiet();

        await using var maker = await site.VisitAsync(width, script);
        await maker.SignInAsync("maker");
        await maker.GoAsync(address);
        await Assertions.Expect(maker.Page.Locator("#row-2 .reason")).ToContainTextAsync("<b>罚款</b>应为 0.3 万元");
        await maker.Page.Locator("#row-2").GetByRole(AriaRole.Link).ClickAsync();
        await maker.Page.Locator("#r2-CF_NR_FK").FillAsync("0.3");
        await maker.Page.GetByRole(AriaRole.Button, new() { Name = "保存这一行" }).ClickAsync();
        await Assertions.Expect(maker.Page.Locator("#row-2.mended")).ToHaveCountAsync(1);
        await maker.Page.GetByRole(AriaRole.Button, new() { Name = "送审" }).ClickAsync();
        await Assertions.Expect(maker.Page.Locator(".badge-x").First).ToContainTextAsync("等待审核", new() { Timeout = 30_000 });
        maker.AssertQuiet();
    }

    private async Task HandInAsync(int first)
    {
        await using var maker = await site.VisitAsync();
        await maker.SignInAsync("maker");
        await maker.GoAsync("/work/submit?item=CF_LP");
        await maker.Page.Locator("#pasted").FillAsync(new PenaltyFile().Add(first, first).Add(first + 5_000, first + 5_000)
            .Add(first + 6_000, first + 6_000, row => (row["CF_SXFL"], row["CF_GSJZQ"]) = ("严重", "2029-06-10")).ToString().Replace(',', '\t'));
        await maker.Page.GetByRole(AriaRole.Button, new() { Name = "核验粘贴的内容" }).ClickAsync();
        await Assertions.Expect(maker.Page.Locator(".badge-x").First).ToContainTextAsync("还没有送审", new() { Timeout = 30_000 });
        await maker.Page.GetByRole(AriaRole.Button, new() { Name = "送审" }).ClickAsync();
        await Assertions.Expect(maker.Page.Locator(".badge-x").First).ToContainTextAsync("等待审核", new() { Timeout = 30_000 });
    }

    // Other tests hand in, too: on to the one with this document, and back where it is another's.
    private static async Task OpenAsync(Visit reviewer, int number)
    {
        var waiting = await reviewer.Page.Locator(".waiting a[data-stop]").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        foreach (var address in waiting)
        {
            await reviewer.GoAsync(address);
            if ((await reviewer.Page.Locator("main").InnerTextAsync()).Contains($"〔2026〕{number}号", StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"No. {number} is not in the queue of {waiting.Length}.");
    }
}
