using System.Globalization;
using Microsoft.Playwright;
using Xinheng.Testing;

namespace Xinheng.Browser.Tests.Personas;

/// <summary>The clerk at window 12, with the keyboard alone: check an applicant, establish who stands there, take down an authorisation.</summary>
public sealed class ClerkTests(Site site)
{
    [Theory, MemberData(nameof(Sizes.Both), MemberType = typeof(Sizes))]
    public async Task Checks_an_applicant_for_the_matter_in_hand(int width)
    {
        await using var clerk = await site.VisitAsync(width);
        await clerk.SignInAsync("clerk");
        await clerk.ByMenuAsync("查询", "/work/persons");

        await clerk.TypeIntoAsync("号码", TableFile.PersonNumber(width));
        await clerk.ChooseAsync("用途", "法定事项");
        await clerk.TypeIntoAsync("办理事项编号（法定事项必填）", $"云窗受〔2026〕{width}号");
        await clerk.PressAsync("查询");

        await clerk.SeesAsync("查询结果", "没有可以提供的信息");
        Assert.Equal("/work/persons", new Uri(clerk.Page.Url).PathAndQuery);
        Assert.DoesNotContain(TableFile.PersonNumber(width), await clerk.Page.ContentAsync(), StringComparison.Ordinal);
        clerk.AssertQuiet();
    }

    [Theory, MemberData(nameof(Sizes.Both), MemberType = typeof(Sizes))]
    public async Task Is_told_what_is_missing_and_led_to_the_field(int width)
    {
        await using var clerk = await site.VisitAsync(width);
        await clerk.SignInAsync("clerk");
        await clerk.ByMenuAsync("查询", "/work/persons");

        await clerk.TypeIntoAsync("号码", TableFile.PersonNumber(width));
        await clerk.ChooseAsync("用途", "法定事项");
        await clerk.PressAsync("查询");

        var first = clerk.Page.Locator(".error-summary a").First;
        await clerk.TabToAsync(first);
        await clerk.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("matter", await clerk.Page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [Theory, MemberData(nameof(Sizes.Both), MemberType = typeof(Sizes))]
    public async Task Establishes_who_stands_at_the_counter(int width)
    {
        await using var clerk = await site.VisitAsync(width);
        await clerk.SignInAsync("clerk");
        await clerk.ByMenuAsync("核实身份", "/work/counter");

        await clerk.TypeIntoAsync("姓名", "赵示例");
        await clerk.TypeIntoAsync("公民身份号码", TableFile.PersonNumber(6000 + width));
        await clerk.TickAsync("来人与证件照片一致");
        await clerk.TickAsync("证件是原件");
        await clerk.PressAsync("核实无误，出登记码");

        await clerk.SeesAsync("登记码", "只显示这一次");
        clerk.AssertQuiet();
    }

    [Theory, MemberData(nameof(Sizes.Both), MemberType = typeof(Sizes))]
    public async Task Takes_down_an_authorisation_on_paper(int width)
    {
        await using var clerk = await site.VisitAsync(width);
        await clerk.SignInAsync("clerk");
        await clerk.ByMenuAsync("授权登记", "/work/authorisations");

        var give = clerk.Page.Locator("form[action='/work/authorisations']");
        var kind = give.Locator("#subject-scheme");
        await clerk.TabToAsync(kind);
        while (await kind.InputValueAsync() != "uscc")
        {
            await clerk.Page.Keyboard.PressAsync("ArrowDown");
        }

        await clerk.TabToAsync(give.Locator("#subject-number"));
        await clerk.Page.Keyboard.TypeAsync(site.Sights.Subject);
        await clerk.TabToAsync(give.Locator("#agent-number"));
        await clerk.Page.Keyboard.TypeAsync(TableFile.PersonNumber(7000 + width));
        await clerk.TypeIntoAsync("被授权单位代码", Site.Bank);
        await clerk.TabToAsync(give.Locator("#purpose"));
        await clerk.Page.Keyboard.PressAsync("ArrowDown");
        await give.Locator("#until").FillAsync(site.Clock.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); // the browser's own calendar
        await clerk.TypeIntoAsync("授权书档案编号", $"授2026-{width}");
        await clerk.PressAsync("登记并取授权码");

        await clerk.SeesAsync("授权已登记", "只显示这一次");
        await Assertions.Expect(clerk.Page.Locator(".error-summary")).ToHaveCountAsync(0);
        clerk.AssertQuiet();
    }
}
