using System.Net;
using AngleSharp.Dom;
using Xinheng.Model.People;
using Xinheng.Platform.People;

namespace Xinheng.Web.Tests.Staff;

/// <summary>An administrator's page of an organisation's people, filled in as a browser does.</summary>
public sealed class PeoplePageTests : IAsyncLifetime
{
    private const string Page = $"/work/people/{StaffSite.Transport}";
    private const string SomebodysNumber = "810000190101010012";

    private StaffSite site = null!;
    private HttpClient admin = null!;

    public async ValueTask InitializeAsync()
    {
        site = await StaffSite.OpenAsync();
        await site.AppointAsync("admin", null, Role.Administrator);
        admin = await site.SignedInAsync("admin");
    }

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await site.DisposeAsync();
    }

    [Fact]
    public async Task An_account_is_opened_with_its_role_and_its_password_is_shown_once()
    {
        using var opened = await StaffSite.PostFormAsync(admin, Page, $"{Page}/open",
            ("name", "new.clerk"), ("holder", "云某某"), ("number", ResidentNumber), ("role", nameof(Role.CounterClerk)));
        var page = await StaffSite.ReadAsync(opened);

        var once = page.QuerySelector(".once")!.TextContent;
        Assert.Equal(18, once.Length);
        Assert.Contains("窗口工作人员", CardOf(page, "new.clerk").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(ResidentNumber, page.Source.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(once, (await StaffSite.PageAsync(admin, Page)).Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_cannot_be_is_refused_and_not_repeated_and_the_rest_stays_filled_in()
    {
        using var refused = await StaffSite.PostFormAsync(admin, Page, $"{Page}/open",
            ("name", "new.clerk"), ("holder", "云某某"), ("number", SomebodysNumber[..^1] + "9"), ("role", ""));
        var page = await StaffSite.ReadAsync(refused, HttpStatusCode.BadRequest);

        Assert.Equal("#number", page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.Equal("new.clerk", page.QuerySelector("#name")!.GetAttribute("value"));
        Assert.DoesNotContain(SomebodysNumber[..17], page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_are_given_confirmed_and_taken_back_and_an_account_ends_with_its_sessions()
    {
        using var maker = await site.SignedInAsync("transport.maker");
        await DoneAsync("grant", "已授予角色", ("account", "transport.maker"), ("role", nameof(Role.Inspector)), ("region", ""));
        Assert.Contains("执法检查人员", CardOf(await StaffSite.PageAsync(admin, Page), "transport.maker").TextContent, StringComparison.Ordinal);
        await DoneAsync("revoke", "已撤销角色", ("account", "transport.maker"), ("role", nameof(Role.Inspector)));
        await DoneAsync("confirm", "再有效一个季度", ("account", "transport.maker"));
        await DoneAsync("end", "账户已停用", ("account", "transport.maker"));

        using var gone = await maker.GetAsync("/work");
        Assert.Equal(HttpStatusCode.Redirect, gone.StatusCode);
        Assert.StartsWith("/sign-in", gone.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_rules_forbid_is_said_on_the_page_with_its_reason()
    {
        using var refused = await StaffSite.PostFormAsync(admin, Page, $"{Page}/grant",
            ("account", "transport.maker"), ("role", nameof(Role.Reviewer)), ("region", ""));
        var page = await StaffSite.ReadAsync(refused, HttpStatusCode.Conflict);

        Assert.Contains("同一个人不能既是数据管理员又是审核员", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_regions_administrator_finds_its_own_organisations_and_of_others_nothing()
    {
        Assert.True((await site.Get<RegisterOrganisation>().RunAsync(new("COUNTY", "云岭市一县交通局", "990101"), Caller.TheProgram, default)).Value);
        await site.AppointAsync("county", null, Role.Administrator, "990101");
        using var county = await site.SignedInAsync("county");

        var list = await StaffSite.PageAsync(county, "/work/people");
        var other = await StaffSite.PageAsync(county, Page, HttpStatusCode.NotFound);
        var none = await StaffSite.PageAsync(county, "/work/people/NOWHERE", HttpStatusCode.NotFound);
        _ = await StaffSite.PageAsync(county, "/work/people/platform", HttpStatusCode.NotFound);

        Assert.Equal(["/work/people/COUNTY"], list.QuerySelectorAll(".submission a").Select(a => a.GetAttribute("href")));
        Assert.Equal(none.QuerySelector("main")!.InnerHtml, other.QuerySelector("main")!.InnerHtml);
        _ = await StaffSite.PageAsync(county, "/work/people/COUNTY");
    }

    [Fact]
    public async Task An_auditor_reads_it_all_and_is_offered_nothing_to_change()
    {
        using var auditor = await site.SignedInAsync("auditor");

        var page = await StaffSite.PageAsync(auditor, Page);

        Assert.Contains("transport.maker", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main form"));
        using var refused = await StaffSite.PostFormAsync(auditor, "/work", $"{Page}/confirm", ("account", "transport.maker"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private async Task DoneAsync(string form, string says, params (string, string)[] fields)
    {
        using var answer = await StaffSite.PostFormAsync(admin, Page, $"{Page}/{form}", fields);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains(says, (await StaffSite.PageAsync(admin, answer.Headers.Location!.OriginalString)).Body!.TextContent, StringComparison.Ordinal);
    }

    private static IElement CardOf(IDocument page, string account) =>
        page.QuerySelectorAll("li.submission").Single(card => card.QuerySelector("h2")!.TextContent == account);

    private static string ResidentNumber { get; } = SomebodysNumber[..17]
        + Model.Subjects.Identifiers.ResidentId.CheckCharacter(SomebodysNumber.AsSpan(0, 17));
}
