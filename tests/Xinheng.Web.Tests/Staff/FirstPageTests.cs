using System.Net;
using Xinheng.Model.People;
using Xinheng.Platform.People;

namespace Xinheng.Web.Tests.Staff;

/// <summary>Whoever signs in lands on a page that is of use to them.</summary>
public sealed class FirstPageTests
{
    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>().Where(role => !role.IsOfSubject())];

    [Theory, MemberData(nameof(Roles))]
    public async Task Signing_in_leads_every_role_to_a_page_that_says_what_it_may_do(Role role)
    {
        await using var site = await StaffSite.OpenAsync();
        using var client = await SignedInAsync(site, $"one.{role}".ToLowerInvariant(), role);

        var page = await StaffSite.PageAsync(client, "/work");

        Assert.Contains(Components.WorkWords.Duty(role), page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        foreach (var link in page.QuerySelectorAll("nav a[href^='/work']"))
        {
            _ = await StaffSite.PageAsync(client, link.GetAttribute("href")!);
        }
    }

    [Fact]
    public async Task An_administrator_sees_where_accounts_organisations_and_clients_are_managed_and_no_submissions()
    {
        await using var site = await StaffSite.OpenAsync();
        using var administrator = await SignedInAsync(site, "the.administrator", Role.Administrator);

        var text = (await StaffSite.PageAsync(administrator, "/work")).QuerySelector("main")!.TextContent;

        Assert.All(["单位与人员", "xinheng organisation list", "xinheng client add"], c => Assert.Contains(c, text, StringComparison.Ordinal));
        Assert.DoesNotContain("各单位的报送", text, StringComparison.Ordinal);
        using var others = await administrator.GetAsync($"/api/v1/submissions/{Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.Forbidden, others.StatusCode);
    }

    [Fact]
    public async Task An_account_without_a_role_is_told_how_to_get_one()
    {
        await using var site = await StaffSite.OpenAsync();
        using var nobody = await SignedInAsync(site, "without.role", null);

        Assert.Contains("为账户 without.role 授予角色", (await StaffSite.PageAsync(nobody, "/work")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_not_for_ones_role_leads_back_to_the_first()
    {
        await using var site = await StaffSite.OpenAsync();
        using var auditor = await site.SignedInAsync("auditor");

        var page = await StaffSite.PageAsync(auditor, "/work/submit", HttpStatusCode.Forbidden);

        Assert.NotNull(page.QuerySelector("main a[href='/work']"));
    }

    private static async Task<HttpClient> SignedInAsync(StaffSite site, string name, Role? role)
    {
        var organisation = role is { } needed && needed.NeedsOrganisation() ? StaffSite.OrganisationFor(needed) : null;
        _ = (await site.Get<AppointAccount>().RunAsync(new(name, organisation, StaffSite.Password, new AccountHolder("云某", name)), Caller.TheProgram, default)).Value;
        if (role is { } one)
        {
            _ = (await site.Get<GrantRole>().RunAsync(new(name, one), Caller.TheProgram, default)).Value;
        }

        return await site.SignedInAsync(name);
    }
}
