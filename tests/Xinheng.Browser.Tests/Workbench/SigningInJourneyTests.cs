using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xinheng.Model.People;
using Xinheng.Model.People.SigningIn;
using Xinheng.Testing;

namespace Xinheng.Browser.Tests.Workbench;

/// <summary>Getting in: phone, passkey, recovery code, another password. Each page on the way is looked at on a desk or a phone.</summary>
public sealed class SigningInJourneyTests(Site site)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static readonly string Axe = Path.Combine(TestPlatform.Root, "node_modules", "axe-core", "axe.min.js");

    [Theory, InlineData(1440, true), InlineData(360, false)]
    public async Task A_phone_is_paired_and_then_asked_for_and_a_recovery_code_stands_in_for_it(int width, bool script)
    {
        var name = $"phone{width}";
        await site.AppointAsync(name, Role.Maker);
        await using var visit = await site.VisitAsync(width, script: script);
        await visit.Page.AddInitScriptAsync(scriptPath: Axe);
        await visit.SignInAsync(name);
        await visit.GoAsync("/work/security");
        await visit.Link("启用动态验证码").ClickAsync();
        await visit.Page.GetByText("不能扫描？手工输入密钥").ClickAsync();
        var secret = Read(await visit.Page.Locator(".secret").InnerTextAsync());
        await Assertions.Expect(visit.Page.Locator("svg.qr")).ToBeVisibleAsync();

        await visit.Page.GetByLabel("验证码", new() { Exact = true }).FillAsync(Now(secret) == "000000" ? "000001" : "000000");
        await ClickAsync(visit, "启用");
        await Assertions.Expect(visit.Page.Locator(".error-summary")).ToContainTextAsync("验证码不对");
        await visit.Page.GetByLabel("验证码", new() { Exact = true }).FillAsync(Now(secret));
        await ClickAsync(visit, "启用");
        await AssertFineAsync(visit, script);
        var codes = await visit.Page.Locator(".codes li").AllInnerTextsAsync();
        Assert.Equal(10, codes.Count);
        await visit.Link("我已经保存好了").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("[role=status]")).ToContainTextAsync("动态验证码已启用");
        await AssertFineAsync(visit, script);

        site.Clock.Advance(TimeSpan.FromSeconds(OneTimeCode.Seconds));
        await HalfInAsync(visit, name);
        await AssertFineAsync(visit, script);
        await visit.Page.GetByLabel("验证码", new() { Exact = true }).FillAsync(Now(secret));
        await ClickAsync(visit, "确认登录");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "退出" })).ToBeVisibleAsync();

        await HalfInAsync(visit, name);
        await visit.Page.GetByLabel("验证码", new() { Exact = true }).FillAsync(codes[4].Trim());
        await ClickAsync(visit, "确认登录");
        await visit.GoAsync("/work/security");
        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync("还剩 9 个");
    }

    [Theory, InlineData(1440), InlineData(360)]
    public async Task A_passkey_is_enrolled_and_then_lets_one_in_without_name_or_password(int width)
    {
        var name = $"passkey{width}";
        await site.AppointAsync(name, Role.Reviewer);
        await using var visit = await site.VisitAsync(width, host: "localhost");
        await visit.Page.AddInitScriptAsync(scriptPath: Axe);
        var device = await Authenticator.PlugInAsync(visit.Page);
        await visit.SignInAsync(name);
        await visit.GoAsync("/work/security");
        await AssertFineAsync(visit, script: true);
        await visit.Page.GetByLabel("怎样称呼它").FillAsync("办公室电脑");
        await ClickAsync(visit, "在这台设备上登记通行密钥");
        await visit.Link("我已经保存好了").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".factors")).ToContainTextAsync("办公室电脑");
        await ClickAsync(visit, "在这台设备上登记通行密钥");
        await Assertions.Expect(visit.Page.Locator("[data-said]")).ToContainTextAsync("已经登记过");
        visit.AssertQuiet();

        await ClickAsync(visit, "退出");
        await AssertFineAsync(visit, script: true);
        await ClickAsync(visit, "用通行密钥登录");
        await Assertions.Expect(visit.Page.Locator(".signed-in")).ToContainTextAsync(name);

        // Five minutes on, removing it takes the passkey again; the form goes on by itself.
        site.Clock.Advance(TimeSpan.FromMinutes(6));
        await visit.GoAsync("/work/security");
        await ClickAsync(visit, "停用 办公室电脑");
        await Assertions.Expect(visit.Page.Locator("h1")).ToContainTextAsync("请再核实一次身份");
        await AssertFineAsync(visit, script: true);
        await ClickAsync(visit, "用通行密钥核实并继续");
        await Assertions.Expect(visit.Page.Locator("[role=status]")).ToContainTextAsync("已停用");

        await ClickAsync(visit, "退出");
        await ClickAsync(visit, "用通行密钥登录");
        await Assertions.Expect(visit.Page.Locator(".error-summary")).ToContainTextAsync("通行密钥没有通过验证");
        Assert.NotNull(device.Id);
    }

    [Fact]
    public async Task A_finger_that_is_not_the_owners_opens_nothing()
    {
        await site.AppointAsync("stolen", Role.Reviewer);
        await using var visit = await site.VisitAsync(host: "localhost");
        var device = await Authenticator.PlugInAsync(visit.Page);
        await visit.SignInAsync("stolen");
        await visit.GoAsync("/work/security");
        await ClickAsync(visit, "在这台设备上登记通行密钥");
        await visit.Link("我已经保存好了").ClickAsync();
        await ClickAsync(visit, "退出");

        await device.ForgetFingerAsync();
        await ClickAsync(visit, "用通行密钥登录");

        await Assertions.Expect(visit.Page.Locator("[data-said]")).ToContainTextAsync("没有完成");
        Assert.Equal("/sign-in", new Uri(visit.Page.Url).AbsolutePath);
    }

    [Theory, InlineData(1440, true), InlineData(360, false)]
    public async Task Another_password_is_chosen(int width, bool script)
    {
        var name = $"password{width}";
        await site.AppointAsync(name, Role.Maker);
        await using var visit = await site.VisitAsync(width, script: script);
        await visit.Page.AddInitScriptAsync(scriptPath: Axe);
        await visit.SignInAsync(name);
        await visit.GoAsync("/work/password");
        await FillPasswordsAsync(visit, "password1234");
        await Assertions.Expect(visit.Page.Locator(".error-summary")).ToContainTextAsync("常用口令");
        await AssertFineAsync(visit, script);
        await FillPasswordsAsync(visit, "seven green umbrellas");
        await Assertions.Expect(visit.Page.Locator("[role=status]")).ToContainTextAsync("口令已修改");

        await ClickAsync(visit, "退出");
        await visit.Page.GetByLabel("账户名").FillAsync(name);
        await visit.Page.GetByLabel("口令").FillAsync("seven green umbrellas");
        await ClickAsync(visit, "登录");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "退出" })).ToBeVisibleAsync();
    }

    private static async Task FillPasswordsAsync(Visit visit, string chosen)
    {
        await visit.Page.GetByLabel("现在的口令").FillAsync(Site.Password);
        await visit.Page.GetByLabel("新口令", new() { Exact = true }).FillAsync(chosen);
        await visit.Page.GetByLabel("再输入一次新口令").FillAsync(chosen);
        await ClickAsync(visit, "修改");
    }

    private static async Task HalfInAsync(Visit visit, string name)
    {
        await ClickAsync(visit, "退出");
        await visit.Page.GetByLabel("账户名").FillAsync(name);
        await visit.Page.GetByLabel("口令").FillAsync(Site.Password);
        await ClickAsync(visit, "登录");
        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Regex("/sign-in/code$"));
    }

    private static Task ClickAsync(Visit visit, string button) =>
        visit.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    // The checker is a script itself: where the visitor allows none, only the layout is looked at from outside.
    private static async Task AssertFineAsync(Visit visit, bool script)
    {
        if (!script)
        {
            return;
        }

        var found = await visit.Page.EvaluateAsync<JsonElement>("""
            async () => [...(await axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })).violations
                .map(v => `${v.id}: ${v.nodes.map(n => n.html.slice(0, 120)).join(' | ')}`),
              ...(document.documentElement.scrollWidth > document.documentElement.clientWidth ? ['something sticks out'] : [])]
            """);
        Assert.Empty(found.EnumerateArray().Select(line => line.GetString()));
    }

    private string Now(byte[] secret) => OneTimeCode.At(secret, OneTimeCode.StepOf(site.Clock.GetUtcNow()));

    private static byte[] Read(string base32)
    {
        var bits = string.Concat(base32.Where(c => !char.IsWhiteSpace(c)).Select(c => Convert.ToString(Alphabet.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(eight => eight.Length == 8).Select(eight => Convert.ToByte(new string(eight), 2))];
    }
}
