using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Xinheng.Browser.Tests.Personas;

/// <summary>The operator of a credit centre, with the keyboard alone: the morning look, the catalogue, the monthly bulletin.</summary>
public sealed class OperatorTests(Site site)
{
    [Theory, MemberData(nameof(Sizes.Both), MemberType = typeof(Sizes))]
    public async Task Looks_in_the_morning_and_gets_from_a_number_to_what_it_counts(int width)
    {
        await using var desk = await site.VisitAsync(width);
        await desk.SignInAsync("desk");

        await desk.ByMenuAsync("值班台", "/work/desk");
        await desk.SeesAsync("今天必须办", "数据到没到", "下架", "异常");
        await desk.FollowFirstAsync("/work/desk/arrivals?");
        await desk.SeesAsync("经办人", "这个月报来的");
        await desk.FollowFirstAsync("/work/submissions/");
        await desk.SeesAsync("已入库", "报送时限");
        desk.AssertQuiet();
    }

    [Theory, MemberData(nameof(Sizes.Both), MemberType = typeof(Sizes))]
    public async Task Drafts_a_change_of_the_catalogue_and_sees_what_it_would_do(int width)
    {
        await using var desk = await site.VisitAsync(width);
        await desk.SignInAsync("desk");

        await desk.ByMenuAsync("编辑信用目录", "/work/catalogue");
        var category = desk.Page.Locator("details.category").Filter(new() { Has = desk.Page.Locator("a[href='/work/catalogue/RY_BZ']") });
        if (await category.GetAttributeAsync("open") is null)
        {
            await desk.TabToAsync(category.Locator("summary"));
            await desk.Page.Keyboard.PressAsync("Enter");
        }

        await desk.TabToAsync(category.Locator("a[href='/work/catalogue/RY_BZ']"));
        await desk.EnterAsync("/work/catalogue/RY_BZ");
        await desk.TabToAsync(desk.Page.Locator("#name"));
        await desk.Page.Keyboard.PressAsync("Control+A");
        await desk.Page.Keyboard.TypeAsync(string.Create(CultureInfo.InvariantCulture, $"荣誉、表彰信息（{width}）"));
        await desk.TabToAsync(desk.Page.Locator("#note").First);
        await desk.Page.Keyboard.PressAsync("Control+A");
        await desk.Page.Keyboard.TypeAsync("名称与新办法一致");
        await desk.PressAsync("保存为草稿");
        await desk.SeesAsync("改了什么", "原为", "改为");
        await desk.FollowFirstAsync("/work/catalogue/RY_BZ/impact");
        await desk.TabToAsync(desk.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("试算") }));
        await desk.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(desk.Page.Locator("main")).ToContainTextAsync("退回和待核的行没有变化", new() { Timeout = 60_000 });
        desk.AssertQuiet();
    }

    [Theory, MemberData(nameof(Sizes.Both), MemberType = typeof(Sizes))]
    public async Task Has_the_monthly_bulletin_in_one_press(int width)
    {
        await using var desk = await site.VisitAsync(width);
        await desk.SignInAsync("desk");

        await desk.ByMenuAsync("月度通报", "/work/bulletin");
        await desk.GoAsync($"/work/bulletin/{site.Clock.GetUtcNow():yyyy-MM}");
        await desk.SeesAsync("归集情况通报", "完整性", "时效性");
        var file = desk.Page.GetByRole(AriaRole.Link, new() { Name = "下载表格（CSV）" });
        await desk.TabToAsync(file);
        var download = await desk.Page.RunAndWaitForDownloadAsync(() => desk.Page.Keyboard.PressAsync("Enter"));
        Assert.Contains("完整性", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
        await desk.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await desk.Page.Locator(".work-menu").IsVisibleAsync());
        Assert.False(await file.IsVisibleAsync());
        desk.AssertQuiet();
    }
}
