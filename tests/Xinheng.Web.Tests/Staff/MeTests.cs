using System.Net;
using Xinheng.Model.People;
using Xinheng.Model.People.Tracing;
using Xinheng.Platform.People;
using Xinheng.Platform.People.Tracing;
using Xinheng.Testing;

namespace Xinheng.Web.Tests.Staff;

/// <summary>The counter and the door of subjects, through real forms.</summary>
public sealed class MeTests : IAsyncLifetime
{
    private static readonly string Number = TableFile.PersonNumber(11);

    private StaffSite site = null!;

    public async ValueTask InitializeAsync()
    {
        site = await StaffSite.OpenAsync();
        await site.AppointAsync("clerk", StaffSite.Transport, Role.CounterClerk);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task From_the_counter_to_ones_own_file_and_out_again()
    {
        using var clerk = await site.SignedInAsync("clerk");
        using var answer = await StaffSite.PostFormAsync(clerk, "/work/counter", "/work/counter",
            ("name", "张阿姨"), ("number", Number), ("face", "yes"), ("paper", "yes"));
        var page = await StaffSite.ReadAsync(answer);
        var code = page.QuerySelector(".enrolment-code")!.TextContent.Trim();

        using var aunt = site.NewClient();
        using var enrolled = await StaffSite.PostFormAsync(aunt, "/me/enrol", "/me/enrol",
            ("code", code), ("name", "aunt"), ("password", StaffSite.Password), ("again", StaffSite.Password));
        Assert.Equal("/me/sign-in?new=1", enrolled.Headers.Location?.ToString());
        using var signedIn = await StaffSite.PostFormAsync(aunt, "/me/sign-in", "/me/sign-in",
            ("name", "aunt"), ("password", StaffSite.Password), ("to", "/me"));
        Assert.Equal("/me", signedIn.Headers.Location?.ToString());

        var own = await StaffSite.PageAsync(aunt, "/me");
        Assert.Contains("您没有失信记录", own.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Number, own.DocumentElement.OuterHtml, StringComparison.Ordinal);

        using var signedOut = await StaffSite.PostFormAsync(aunt, "/me", "/me/sign-out");
        using var after = await aunt.GetAsync("/me");
        Assert.Equal("/me/sign-in?to=%2Fme", after.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_refused_form_comes_back_filled_in_but_for_the_number()
    {
        using var clerk = await site.SignedInAsync("clerk");
        using var answer = await StaffSite.PostFormAsync(clerk, "/work/counter", "/work/counter", ("name", "张阿姨"), ("number", Number));
        var page = await StaffSite.ReadAsync(answer, HttpStatusCode.BadRequest);

        Assert.Equal(2, page.QuerySelectorAll(".error-summary li").Length);
        Assert.Equal("张阿姨", page.QuerySelector("#name")!.GetAttribute("value"));
        Assert.DoesNotContain(Number, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_of_staff_is_none_here_and_a_subjects_is_none_at_the_workbench()
    {
        using var maker = await site.SignedInAsync("transport.maker");
        using var aunt = await site.EnrolledAsync("aunt", StaffSite.Citizen);

        using var staffHere = await maker.GetAsync("/me");
        using var subjectThere = await aunt.GetAsync("/work");
        Assert.Equal("/me/sign-in?to=%2Fme", staffHere.Headers.Location?.ToString());
        Assert.Equal("/sign-in?to=%2Fwork", subjectThere.Headers.Location?.ToString());

        // Nor does either door say that the other's accounts exist.
        using var wrongDoor = await StaffSite.PostFormAsync(site.Nobody, "/me/sign-in", "/me/sign-in", ("name", "transport.maker"), ("password", StaffSite.Password));
        using var nobody = await StaffSite.PostFormAsync(site.Nobody, "/me/sign-in", "/me/sign-in", ("name", "no.such.account"), ("password", StaffSite.Password));
        Assert.Equal(Message(await StaffSite.ReadAsync(nobody, HttpStatusCode.Forbidden)), Message(await StaffSite.ReadAsync(wrongDoor, HttpStatusCode.Forbidden)));
    }

    [Fact]
    public async Task A_firms_agent_sees_its_records_whole_and_who_looked_and_nobody_elses()
    {
        await MatrixObjects.MakeAsync(site, ("own", StaffSite.Transport, "990100"));
        var claim = await site.AgentAsync();
        using var agent = await site.EnrolledAsync("agent", claim);
        using var aunt = await site.EnrolledAsync("aunt", StaffSite.Citizen);
        var self = (await site.Get<Accounts>().FindAsync("agent", default))!.Self!.Value;
        var reviewer = (await site.Get<Accounts>().FindAsync("transport.reviewer", default))!;
        await site.Get<Trace>().WriteAsync(new Look(LookKind.Read, self, ["CF_LP"], "招标资格核查", "招〔2026〕1号", null, LookResult.Answered, 1), reviewer, default);

        var own = await StaffSite.PageAsync(agent, "/me");
        Assert.Equal(claim.Enterprise!.Name, own.QuerySelector("h1")!.TextContent);
        Assert.NotEmpty(own.QuerySelectorAll("article.record.adverse"));
        var looks = (await StaffSite.PageAsync(agent, "/me/looks")).QuerySelector("main")!.TextContent;
        Assert.Contains("云岭市交通运输局", looks, StringComparison.Ordinal);
        Assert.Contains("招标资格核查", looks, StringComparison.Ordinal);
        Assert.Contains("招〔2026〕1号", looks, StringComparison.Ordinal);
        Assert.DoesNotContain("transport.reviewer", looks, StringComparison.Ordinal);
        Assert.DoesNotContain("您自己", looks, StringComparison.Ordinal);
        Assert.Contains("您自己", (await StaffSite.PageAsync(agent, "/me/looks?own=true")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        Assert.Empty((await StaffSite.PageAsync(aunt, "/me")).QuerySelectorAll("article.record"));
        Assert.Contains("没有别人查过您", (await StaffSite.PageAsync(aunt, "/me/looks")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_passwords_that_differ_use_up_no_code()
    {
        using var answer = await StaffSite.PostFormAsync(site.Nobody, "/me/enrol", "/me/enrol",
            ("code", "ABCDE-FGHJK"), ("name", "aunt"), ("password", StaffSite.Password), ("again", "another one here"));

        Assert.Contains("两遍口令不一样", Message(await StaffSite.ReadAsync(answer, HttpStatusCode.BadRequest)), StringComparison.Ordinal);
    }

    private static string Message(AngleSharp.Dom.IDocument page) => page.QuerySelector(".error-summary")!.TextContent.Trim();
}
