using Microsoft.Playwright;

namespace Xinheng.Browser.Tests.Me;

/// <summary>A promise from its signing to its decision, by those who do it: the firm, and the body that received it.</summary>
public sealed class PromiseJourneyTests(Site site)
{
    [Fact]
    public async Task A_promise_is_signed_looked_at_and_found_kept()
    {
        await using var firm = await site.VisitAsync();
        var number = await SignAsync(firm, Promise.ToKeep);
        firm.AssertQuiet();

        await using var desk = await site.VisitAsync();
        await OpenAsync(desk, number);
        await Button(desk, "认定全部履行").ClickAsync();
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("走访");
        await OpenAsync(desk, number, signIn: false);
        await desk.Page.GetByLabel("做到了", new() { Exact = true }).CheckAsync();
        await Button(desk, "记下核查结果").ClickAsync();
        await Button(desk, "认定全部履行").ClickAsync();
        await Assertions.Expect(desk.Page.GetByText("已认定全部履行")).ToBeVisibleAsync();

        await firm.GoAsync("/me/commitments");
        await firm.Page.GetByRole(AriaRole.Link, new() { Name = $"守法诚信经营承诺书（{Promise.ToKeep}）" }).First.ClickAsync();
        await Assertions.Expect(firm.Page.GetByText("已履行").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_promise_is_broken_only_after_notice_and_answer_and_then_stands_on_the_file()
    {
        await using var firm = await site.VisitAsync(width: 360);
        var number = await SignAsync(firm, Promise.ToBreak);

        await using var desk = await site.VisitAsync(width: 360);
        await OpenAsync(desk, number);
        await Assertions.Expect(Button(desk, "认定违诺")).ToHaveCountAsync(0);
        await desk.Page.GetByLabel("查到了什么（承诺人看得到").FillAsync("走访时发现虚假宣传。");
        await desk.Page.GetByLabel("证据材料").SetInputFilesAsync(new FilePayload { Name = "走访记录.pdf", MimeType = "application/pdf", Buffer = Promise.Pdf });
        await Button(desk, "告知承诺人").ClickAsync();
        await Assertions.Expect(desk.Page.GetByText("已告知承诺人")).ToBeVisibleAsync();
        await BreakAsync(desk);
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("承诺人还没有说明情况");

        await firm.Page.ReloadAsync();
        await Assertions.Expect(firm.Page.GetByText("走访时发现虚假宣传。")).ToBeVisibleAsync();
        await firm.Page.GetByLabel("说明（不写证件").FillAsync("广告已经撤下。");
        await Button(firm, "提交说明").ClickAsync();
        await Assertions.Expect(firm.Page.GetByText("已经提交")).ToBeVisibleAsync();

        await OpenAsync(desk, number, signIn: false);
        await BreakAsync(desk);
        await Assertions.Expect(desk.Page.GetByText("已认定违诺")).ToBeVisibleAsync();

        await firm.Page.ReloadAsync();
        await Assertions.Expect(firm.Page.GetByText("云市监违诺〔2026〕9号").First).ToBeVisibleAsync();
        await Assertions.Expect(firm.Page.GetByRole(AriaRole.Link, new() { Name = "提出异议" })).ToBeVisibleAsync();
        await UntilAsync(firm, "/me", "信用承诺履行情况");
        await firm.GoAsync($"/me/commitments/new/food-shop");
        await Assertions.Expect(firm.Page.GetByText("这一份现在不能签")).ToBeVisibleAsync();
    }

    private static async Task<string> SignAsync(Visit firm, string template)
    {
        await firm.GoAsync($"/commit/{template}");
        await firm.Link("登录后签署").ClickAsync();
        await firm.Page.GetByLabel("账户名").FillAsync("firm");
        await firm.Page.GetByLabel("口令", new() { Exact = true }).FillAsync(Site.Password);
        await Button(firm, "登录").ClickAsync();
        await Assertions.Expect(firm.Page.GetByText("不愿承诺的，按一般程序办理").First).ToBeVisibleAsync();
        await firm.Page.GetByLabel("我已看过并且明白以上全文").CheckAsync();
        await Button(firm, "签署").ClickAsync();
        await Assertions.Expect(firm.Page.GetByText("已经签署")).ToBeVisibleAsync();
        return await firm.Page.Locator("nav.crumbs [aria-current=page]").InnerTextAsync();
    }

    private static async Task OpenAsync(Visit desk, string number, bool signIn = true)
    {
        if (signIn)
        {
            await desk.SignInAsync("reviewer");
        }

        await desk.GoAsync("/work/commitments");
        await desk.Page.Locator("li", new() { HasText = number }).GetByRole(AriaRole.Link).First.ClickAsync();
    }

    private static async Task BreakAsync(Visit desk)
    {
        await desk.Page.GetByLabel("全部未履行").CheckAsync();
        await desk.Page.GetByLabel("认定文书号").FillAsync("云市监违诺〔2026〕9号");
        await desk.Page.GetByLabel("没有履行的承诺").FillAsync("虚假宣传。");
        await desk.Page.Locator("#break-reason").FillAsync("走访核实，本人认可。");
        await Button(desk, "认定违诺").ClickAsync();
    }

    // On the file within a minute, by a job.
    private static async Task UntilAsync(Visit visit, string path, string text)
    {
        for (var n = 0; n < 60; n++)
        {
            await visit.GoAsync(path);
            if (await visit.Page.GetByText(text).CountAsync() > 0)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);
        }

        Assert.Fail($"{path} does not say {text}.");
    }

    private static ILocator Button(Visit visit, string name) => visit.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
