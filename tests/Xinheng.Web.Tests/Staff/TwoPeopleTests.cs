using System.Net;
using Xinheng.Model.People;
using Xinheng.Platform.Collection;
using Xinheng.Platform.People;

namespace Xinheng.Web.Tests.Staff;

/// <summary>Entry and approval are two people's: by page, by interface, and from another account of the same person.</summary>
public sealed class TwoPeopleTests
{
    [Fact]
    public async Task Who_handed_in_approves_by_no_door_and_each_account_that_tried_is_noted()
    {
        await using var site = await StaffSite.OpenAsync();
        using var maker = await site.SignedInAsync("transport.maker");
        var file = (await Penalties.OfAsync(site)).Add("云交罚〔2026〕1号");
        using var sent = await maker.PostAsync("/api/v1/submissions/CF_LP", new ByteArrayContent(file.Utf8()));
        var id = (await StaffSite.JsonAsync(sent, HttpStatusCode.Accepted)).GetProperty("id").GetString()!;
        await site.DrainAsync();

        using (var byInterface = await maker.PostAsync($"/api/v1/submissions/{id}/approval", null))
        {
            Assert.Equal(HttpStatusCode.Forbidden, byInterface.StatusCode);
        }

        using (var byPage = await StaffSite.PostFormAsync(maker, "/work", $"/work/submissions/{id}/approval", ("digest", "")))
        {
            Assert.Equal(HttpStatusCode.Forbidden, byPage.StatusCode);
        }

        using var second = await SecondAccountAsync(site);
        using (var byPage = await StaffSite.PostFormAsync(second, "/work", $"/work/submissions/{id}/approval", ("digest", "")))
        {
            var page = await StaffSite.ReadAsync(byPage, HttpStatusCode.Forbidden);
            Assert.Contains("用另一个账户也不行", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        }

        using (var byInterface = await second.PostAsync($"/api/v1/submissions/{id}/approval", null))
        {
            var problem = await StaffSite.JsonAsync(byInterface, HttpStatusCode.Forbidden);
            Assert.Equal("collection.own-work", problem.GetProperty("errors")[0].GetProperty("code").GetString());
        }

        Assert.Equal(2, await site.CountAsync("collection.own_approval"));
        Assert.Equal(SubmissionState.Checked,
            (await site.Get<Submissions>().FindAsync(new(Guid.Parse(id)), Caller.TheProgram, default)).Value.Where);
    }

    // The maker became a reviewer: the first account is closed, the second is the same person's.
    private static async Task<HttpClient> SecondAccountAsync(StaffSite site)
    {
        _ = (await site.Get<RevokeRole>().RunAsync(new("transport.maker", Role.Maker), Caller.TheProgram, default)).Value;
        _ = (await site.Get<AppointAccount>().RunAsync(
            new("transport.second", StaffSite.Transport, StaffSite.Password, new AccountHolder("云某", "transport.maker")), Caller.TheProgram, default)).Value;
        _ = (await site.Get<GrantRole>().RunAsync(new("transport.second", Role.Reviewer), Caller.TheProgram, default)).Value;
        return await site.SignedInAsync("transport.second");
    }
}
