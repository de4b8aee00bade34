using Microsoft.Playwright;

namespace Xinheng.Browser.Tests.Personas;

/// <summary>The accountant of a small firm, with the keyboard alone: the own file, who looked at it, whom it lets look.</summary>
public sealed class EnterpriseTests(Site site)
{
    [Theory, MemberData(nameof(Sizes.Both), MemberType = typeof(Sizes))]
    public async Task Sees_the_own_file_the_good_first_and_can_print_it(int width)
    {
        await using var firm = await site.VisitAsync(width);
        await firm.SignInAsync("/me firm");
        await firm.GoAsync("/me");

        var natures = await firm.Page.Locator("main .record").EvaluateAllAsync<string[]>("all => all.map(one => one.className)");
        var good = Array.FindLastIndex(natures, name => name.Contains("positive", StringComparison.Ordinal));
        var bad = Array.FindIndex(natures, name => name.Contains("adverse", StringComparison.Ordinal));
        Assert.NotEmpty(natures);
        Assert.True(good < 0 || bad < 0 || good < bad, "What is good of a firm stands before what is not.");

        await firm.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.True(await firm.Page.Locator("h1").IsVisibleAsync());
        Assert.False(await firm.Page.Locator(".site-nav").IsVisibleAsync());
        firm.AssertQuiet();
    }

    [Theory, MemberData(nameof(Sizes.Both), MemberType = typeof(Sizes))]
    public async Task Sees_who_looked(int width)
    {
        await using var firm = await site.VisitAsync(width);
        await firm.SignInAsync("/me firm");
        await firm.GoAsync("/me");

        await firm.FollowAsync("谁查过我", "/me/looks");

        await firm.SeesAsync("谁查过");
        firm.AssertQuiet();
    }

    [Theory, MemberData(nameof(Sizes.Both), MemberType = typeof(Sizes))]
    public async Task Lets_the_bank_look_for_a_loan_and_takes_it_back(int width)
    {
        await using var firm = await site.VisitAsync(width);
        await firm.SignInAsync("/me firm");
        await firm.GoAsync("/me/authorisations");
        var before = await firm.Page.GetByRole(AriaRole.Button, new() { Name = "收回给" }).CountAsync();

        await firm.ChooseAsync("给哪个单位", "云汀示例银行");
        await firm.TabToAsync(firm.Page.GetByLabel("办什么", new() { Exact = true }));
        await firm.Page.Keyboard.PressAsync("ArrowDown");
        await firm.PressAsync("授权");
        await firm.SeesAsync("已经授权", "只显示这一次");

        await firm.GoAsync("/me/authorisations");
        var back = firm.Page.GetByRole(AriaRole.Button, new() { Name = "收回给" });
        await Assertions.Expect(back).ToHaveCountAsync(before + 1);
        await firm.TabToAsync(back.First);
        await firm.Page.Keyboard.PressAsync("Enter");
        await firm.SeesAsync("已经收回");
        await Assertions.Expect(back).ToHaveCountAsync(before);
        firm.AssertQuiet();
    }
}
