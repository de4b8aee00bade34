using Microsoft.Playwright;

namespace Xinheng.Browser.Tests.Personas;

/// <summary>
/// What the public comes to the portal for, each from the first page to the end: at both sizes, with the keyboard alone, with and
/// without script, nobody signed in.
/// </summary>
public sealed class PublicTasksTests(Site site)
{
    [Theory, MemberData(nameof(Sizes.AndScript), MemberType = typeof(Sizes))]
    public Task Finds_a_firm_and_reads_why_a_penalty_is_shown_and_until_when(int width, bool script) => DoAsync(width, script, async reader =>
    {
        await AskAsync(reader, "信衡示例1号食品");
        await reader.FollowAsync(site.Sights.SubjectName, $"/subjects/{site.Sights.Subject}");
        await reader.FollowFirstAsync($"/records/{site.Sights.Record}");
        await reader.SeesAsync("云市监罚〔2026〕1号", "法律依据", "起不再公示", "来源");
    });

    [Theory, MemberData(nameof(Sizes.AndScript), MemberType = typeof(Sizes))]
    public Task Finds_a_firm_by_its_code(int width, bool script) => DoAsync(width, script, async reader =>
    {
        await AskAsync(reader, site.Sights.Subject.ToLowerInvariant());
        await reader.FollowAsync(site.Sights.SubjectName, $"/subjects/{site.Sights.Subject}");
    });

    [Theory, MemberData(nameof(Sizes.AndScript), MemberType = typeof(Sizes))]
    public Task Finds_a_firm_by_the_name_it_used_to_bear(int width, bool script) => DoAsync(width, script, async reader =>
    {
        await AskAsync(reader, site.Sights.FormerName);
        await reader.SeesAsync($"“{site.Sights.FormerName}”", site.Sights.FormerOf);
    });

    [Theory, MemberData(nameof(Sizes.AndScript), MemberType = typeof(Sizes))]
    public Task Narrows_a_list_to_one_body_and_takes_it_home(int width, bool script) => DoAsync(width, script, async reader =>
    {
        await ByHeadAsync(reader, "/disclosures");
        await reader.FollowFirstAsync("/disclosures/penalty");
        await reader.TypeIntoAsync("决定机关", "市场监督管理局");
        await reader.PressAsync("筛选");
        await reader.SeesAsync("市场监督管理局");
        var file = reader.Page.Locator("main .downloads a").First;
        await reader.TabToAsync(file);
        var download = await reader.Page.RunAndWaitForDownloadAsync(() => reader.Page.Keyboard.PressAsync("Enter"));
        var text = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.Contains("云市监罚〔2026〕1号", text, StringComparison.Ordinal);
    });

    [Theory, MemberData(nameof(Sizes.AndScript), MemberType = typeof(Sizes))]
    public Task Reads_what_is_collected_about_penalties_and_on_which_law(int width, bool script) => DoAsync(width, script, async reader =>
    {
        await ByHeadAsync(reader, "/catalogue");
        await reader.FollowFirstAsync("/catalogue/CF_LP");
        await reader.SeesAsync("法律依据", "处罚内容", "不公示");
    });

    [Theory, MemberData(nameof(Sizes.AndScript), MemberType = typeof(Sizes))]
    public Task Reads_a_clock_of_the_law_with_its_article(int width, bool script) => DoAsync(width, script, async reader =>
    {
        await ByFootAsync(reader, "/law");
        await reader.FollowFirstAsync("/law/");
        await reader.SeesAsync("依据", "什么时候变过");
    });

    [Theory, MemberData(nameof(Sizes.AndScript), MemberType = typeof(Sizes))]
    public Task Learns_how_to_contest_a_record(int width, bool script) => DoAsync(width, script, async reader =>
    {
        await reader.TabToAsync(reader.Page.Locator("main a.question").Last);
        await reader.EnterAsync("/how-to");
        await reader.FollowFirstAsync("/how-to/objection");
        await reader.SeesAsync("异议", "工作日");
    });

    [Theory, MemberData(nameof(Sizes.AndScript), MemberType = typeof(Sizes))]
    public Task Learns_when_a_penalty_can_be_repaired_and_that_it_is_free(int width, bool script) => DoAsync(width, script, async reader =>
    {
        await ByHeadAsync(reader, "/how-to");
        await reader.FollowFirstAsync("/how-to/repair");
        await reader.SeesAsync("不收费", "工作日", "信用修复管理办法");
    });

    [Theory, MemberData(nameof(Sizes.AndScript), MemberType = typeof(Sizes))]
    public Task Opens_a_number_of_the_statistics_down_to_its_rows(int width, bool script) => DoAsync(width, script, async reader =>
    {
        await ByHeadAsync(reader, "/statistics");
        await reader.FollowFirstAsync("/statistics?nature=adverse");
        await reader.FollowFirstAsync("/statistics/records?");
        await reader.FollowFirstAsync("/records/");
        await reader.SeesAsync("法律依据");
    });

    [Theory, MemberData(nameof(Sizes.AndScript), MemberType = typeof(Sizes))]
    public Task Reads_the_news_and_a_policy(int width, bool script) => DoAsync(width, script, async reader =>
    {
        await ByHeadAsync(reader, "/news");
        await reader.FollowFirstAsync("/news/");
        await ByFootAsync(reader, "/policies");
        await reader.FollowFirstAsync("/policies/");
        await Assertions.Expect(reader.Page.Locator("main h1")).ToBeVisibleAsync();
    });

    [Theory, MemberData(nameof(Sizes.AndScript), MemberType = typeof(Sizes))]
    public Task Takes_a_key_for_the_open_data_and_looks_at_its_use(int width, bool script) => DoAsync(width, script, async reader =>
    {
        await ByFootAsync(reader, "/developers");
        await reader.PressAsync("领取密钥");
        var key = await reader.Page.Locator("#issued").InnerTextAsync();
        await reader.TabToAsync(reader.Page.Locator("#key"));
        await reader.Page.Keyboard.TypeAsync(key);
        await reader.PressAsync("看用量");
        await reader.SeesAsync("可用");
        Assert.DoesNotContain(key, reader.Page.Url, StringComparison.Ordinal);
    });

    [Theory, MemberData(nameof(Sizes.AndScript), MemberType = typeof(Sizes))]
    public Task Reads_in_English_and_in_larger_letters(int width, bool script) => DoAsync(width, script, async reader =>
    {
        await reader.TabToAsync(reader.Page.Locator(".view-bar button[name=lang]"));
        await reader.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(reader.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await reader.TabToAsync(reader.Page.Locator(".view-bar summary"));
        await reader.Page.Keyboard.PressAsync("Enter");
        await reader.TabToAsync(reader.Page.Locator(".view-bar button[name=size][value=larger]"));
        await reader.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(reader.Page.Locator("html")).ToHaveClassAsync("text-larger");
        await ByHeadAsync(reader, "/disclosures");
        await Assertions.Expect(reader.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        Assert.True(await reader.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
    });

    [Theory, MemberData(nameof(Sizes.AndScript), MemberType = typeof(Sizes))]
    public Task Is_led_to_the_own_file(int width, bool script) => DoAsync(width, script, async reader =>
    {
        await reader.TabToAsync(reader.Page.Locator("main a.question[href='/me']"));
        await reader.EnterAsync("/me/sign-in");
        await reader.FollowAsync("用登记码开账户", "/me/enrol");
        await Assertions.Expect(reader.Page.GetByLabel("登记码")).ToBeVisibleAsync();
    });

    private async Task DoAsync(int width, bool script, Func<Visit, Task> task)
    {
        await using var reader = await site.VisitAsync(width, script);
        await reader.GoAsync("/");
        await task(reader);
        reader.AssertQuiet();
    }

    private static async Task AskAsync(Visit reader, string text)
    {
        await reader.TabToAsync(reader.Page.GetByRole(AriaRole.Searchbox).Or(reader.Page.GetByRole(AriaRole.Combobox)));
        await reader.Page.Keyboard.TypeAsync(text);
        await reader.EnterAsync("/search?q=");
    }

    private static async Task ByHeadAsync(Visit reader, string address)
    {
        await reader.TabToAsync(reader.Page.Locator($".site-nav a[href='{address}']"));
        await reader.EnterAsync(address);
    }

    private static async Task ByFootAsync(Visit reader, string address)
    {
        await reader.TabToAsync(reader.Page.Locator($".site-footer a[href='{address}']"));
        await reader.EnterAsync(address);
    }
}
