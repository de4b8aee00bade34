using System.Net;
using Xinheng.Model.Collection;
using Xinheng.Model.People;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Journal;
using Xinheng.Platform.People;
using Xinheng.Testing;

namespace Xinheng.Web.Tests.Staff;

/// <summary>The archive of an organisation before those who answer for it, and before those who do not.</summary>
public sealed class ArchiveTests : IAsyncLifetime
{
    private static readonly string Firm = PenaltyFile.Code(660_001);

    private StaffSite site = null!;

    public async ValueTask InitializeAsync()
    {
        site = await StaffSite.OpenAsync();
        var file = (await Penalties.OfAsync(site))
            .Add("云交罚〔2026〕61号", ("CF_XDR_SHXYM", Firm))
            .Add("云交罚〔2026〕62号", ("CF_XDR_SHXYM", Firm), ("CF_SHYX", "否"));
        var (maker, reviewer) = ((await site.Get<Accounts>().FindAsync("transport.maker", default))!, (await site.Get<Accounts>().FindAsync("transport.reviewer", default))!);
        using var content = new MemoryStream(file.Utf8());
        var received = (await site.Get<ReceiveSubmission>().RunAsync(new("CF_LP", StaffSite.Transport, SubmissionFormat.Csv, content), maker, default)).Value;
        await site.DrainAsync();
        _ = (await site.Get<ApproveSubmission>().RunAsync(new(received.Id, null), reviewer, default)).Value;
        await site.DrainAsync();
        await site.Get<Sealer>().SealAsync(default);
        await site.AppointAsync("desk", null, Role.Operator, "990100");
        await site.AppointAsync("desk.far", null, Role.Operator, "990200");
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Theory]
    [InlineData("transport.reviewer")]
    [InlineData("desk")]
    [InlineData("auditor")]
    public async Task Those_who_answer_for_it_see_also_what_is_not_shown_and_why(string account)
    {
        using var client = await site.SignedInAsync(account);

        var page = await StaffSite.PageAsync(client, $"/work/subjects/{Firm}");

        var records = page.QuerySelectorAll("article.record");
        Assert.Equal(2, records.Length);
        Assert.Contains(records, record => record.TextContent.Contains("公示期已满", StringComparison.Ordinal));
        Assert.Contains(records, record => record.TextContent.Contains("具有一定社会影响", StringComparison.Ordinal));
        Assert.Equal(2, page.QuerySelectorAll(".timeline-event").Length);
        Assert.All(records, record => Assert.NotNull(record.QuerySelector("a[href^='/api/v1/transparency/inclusion']")));
    }

    [Theory]
    [InlineData("culture.reviewer")]
    [InlineData("desk.far")]
    public async Task Whose_it_is_not_hears_what_is_said_of_nobody(string account)
    {
        using var client = await site.SignedInAsync(account);

        var theirs = await StaffSite.PageAsync(client, $"/work/subjects/{Firm}", HttpStatusCode.NotFound);
        var nobodys = await StaffSite.PageAsync(client, $"/work/subjects/{PenaltyFile.Code(660_002)}", HttpStatusCode.NotFound);

        Assert.Equal(nobodys.QuerySelector("main")!.TextContent, theirs.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task Every_look_is_traced_the_refused_one_too()
    {
        var before = await site.CountAsync("people.look");
        using var reviewer = await site.SignedInAsync("transport.reviewer");
        await StaffSite.PageAsync(reviewer, $"/work/subjects/{Firm}");
        using var other = await site.SignedInAsync("culture.reviewer");
        await StaffSite.PageAsync(other, $"/work/subjects/{Firm}", HttpStatusCode.NotFound);

        Assert.Equal(before + 2, await site.CountAsync("people.look"));
    }

    [Fact]
    public async Task Firms_are_found_by_name_and_a_persons_number_is_refused()
    {
        using var client = await site.SignedInAsync("desk");

        var found = await StaffSite.PageAsync(client, $"/work/subjects?q={Firm}");
        Assert.Equal($"/work/subjects/{Firm}", found.QuerySelector(".hit a")!.GetAttribute("href"));
        Assert.NotNull((await StaffSite.PageAsync(client, "/work/subjects?q=990100199001010012")).QuerySelector(".error-summary"));
    }
}
