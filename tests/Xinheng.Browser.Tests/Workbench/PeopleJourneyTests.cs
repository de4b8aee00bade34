using Microsoft.Playwright;
using Xinheng.Testing;

namespace Xinheng.Browser.Tests.Workbench;

/// <summary>Who may act, from an administrator's chair: opened, lapsed, confirmed, gone the same day.</summary>
public sealed class PeopleJourneyTests(Site site)
{
    private const string Page = $"/work/people/";

    [Theory, InlineData(1440, true), InlineData(360, false)]
    public async Task An_account_is_opened_signs_in_and_is_out_the_moment_it_ends(int width, bool script)
    {
        var name = $"leaver.{width}";
        await using var admin = await site.VisitAsync(width, script);
        await admin.SignInAsync("admin");
        await admin.GoAsync(Page + TestPlatform.Authority);
        await admin.Page.GetByLabel("账户名").FillAsync(name);
        await admin.Page.GetByLabel("使用人姓名").FillAsync("云离岗");
        await admin.Page.GetByLabel("使用人的公民身份号码").FillAsync(NumberOf(width));
        await admin.Page.GetByLabel("角色（可以以后再授予）").SelectOptionAsync("CounterClerk");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "开立", Exact = true }).ClickAsync();
        var once = await admin.Page.Locator(".once").InnerTextAsync();
        admin.AssertQuiet();

        await using var leaver = await site.VisitAsync(width, script);
        await leaver.Page.GotoAsync("/sign-in");
        await leaver.Page.GetByLabel("账户名").FillAsync(name);
        await leaver.Page.GetByLabel("口令").FillAsync(once);
        await leaver.Page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await Assertions.Expect(leaver.Page.Locator("h1")).ToContainTextAsync("口令");   // a one-time password is changed first

        await admin.GoAsync(Page + TestPlatform.Authority);
        var card = admin.Page.Locator("li.submission", new() { HasText = name });
        await card.GetByText("停用账户").ClickAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = $"停用 {name}" }).ClickAsync();
        await Assertions.Expect(admin.Page.Locator(".notice-bar").First).ToContainTextAsync("已停用");
        admin.AssertQuiet();

        await leaver.Page.GotoAsync("/work");
        Assert.Equal("/sign-in", new Uri(leaver.Page.Url).AbsolutePath);
    }

    [Fact]
    public async Task A_role_nobody_confirmed_opens_nothing_and_says_so()
    {
        await using var lapsed = await site.VisitAsync();
        await lapsed.SignInAsync("lapsed");

        await lapsed.GoAsync("/work");
        await Assertions.Expect(lapsed.Page.Locator("main")).ToContainTextAsync("没有按季确认，已经失效");
        Assert.Equal(403, (await lapsed.Page.GotoAsync("/work/people"))!.Status);
        await Assertions.Expect(lapsed.Page.Locator("main")).ToContainTextAsync("没有按季确认，已经失效");
    }

    // Invented: nobody was born in those years and lives.
    private static string NumberOf(int width)
    {
        var first = $"81000019010{1 + width % 9}0100{1 + width % 7}"[..17];
        return first + Xinheng.Model.Subjects.Identifiers.ResidentId.CheckCharacter(first);
    }
}
