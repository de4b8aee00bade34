using Microsoft.Playwright;
using Xinheng.Testing;

namespace Xinheng.Browser.Tests.Me;

public sealed class EnrolmentJourneyTests(Site site)
{
    [Theory, InlineData(true, 301), InlineData(false, 302)]
    public async Task Who_was_seen_at_the_counter_opens_an_account_on_the_phone_and_sees_their_own(bool script, int person)
    {
        await using var clerk = await site.VisitAsync(script: script);
        await clerk.SignInAsync("clerk");
        await clerk.Link("核实身份").ClickAsync();
        await clerk.Page.GetByLabel("姓名", new() { Exact = true }).FillAsync("张阿姨");
        await clerk.Page.GetByLabel("公民身份号码").FillAsync(TableFile.PersonNumber(person));
        await clerk.Page.GetByLabel("来人与证件照片一致").CheckAsync();
        await clerk.Page.GetByLabel("证件是原件").CheckAsync();
        await clerk.Page.GetByRole(AriaRole.Button, new() { Name = "核实无误" }).ClickAsync();
        var code = await clerk.Page.Locator(".enrolment-code").InnerTextAsync();
        clerk.AssertQuiet();

        await using var aunt = await site.VisitAsync(width: 360, script: script);
        await aunt.GoAsync("/");
        await aunt.Page.GetByRole(AriaRole.Link, new() { Name = "看我自己的" }).ClickAsync();
        await aunt.Link("用登记码开账户").ClickAsync();
        await aunt.Page.GetByLabel("登记码").FillAsync(code.ToLowerInvariant());
        await aunt.Page.GetByLabel("账户名").FillAsync($"aunt.{person}");
        await aunt.Page.GetByLabel("口令", new() { Exact = true }).FillAsync(Site.Password);
        await aunt.Page.GetByLabel("口令再写一遍").FillAsync(Site.Password);
        await aunt.Page.GetByRole(AriaRole.Button, new() { Name = "开账户" }).ClickAsync();
        await aunt.Page.GetByLabel("账户名").FillAsync($"aunt.{person}");
        await aunt.Page.GetByLabel("口令", new() { Exact = true }).FillAsync(Site.Password);
        await aunt.Page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();

        await Assertions.Expect(aunt.Page.GetByText("您没有失信记录。")).ToBeVisibleAsync();
        await aunt.Link("谁查过我").First.ClickAsync();
        await Assertions.Expect(aunt.Page.GetByText("没有别人查过您")).ToBeVisibleAsync();
        await aunt.Page.GetByRole(AriaRole.Button, new() { Name = "退出" }).ClickAsync();
        await aunt.Page.GotoAsync("/me");
        Assert.Equal("/me/sign-in", new Uri(aunt.Page.Url).AbsolutePath);
        aunt.AssertQuiet();
    }
}
