using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Cases.Promising.Templates;
using Xinheng.Platform.Tests.Collection;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Cases.Promising;

/// <summary>The library of templates: two persons an each, live at once, and no promise where none may stand in.</summary>
public sealed class TemplateTests(Intake intake) : IClassFixture<Intake>
{
    private readonly TestPlatform platform = intake.Platform;

    [Fact]
    public async Task Whoever_wrote_a_template_does_not_put_it_in_force()
    {
        var template = Promised.Template("own-draft");
        var both = await platform.AppointAsync("draft-and-decide", Role.Maker);
        both = both with { Grants = [.. both.Grants, new Grant(Role.Reviewer)] };
        var version = (await DraftAsync(template, both)).Value;

        var own = await AdoptAsync(template, version, both);
        var other = await AdoptAsync(template, version, platform.Reviewer);

        Assert.Equal("cases.promise-own-draft", Promised.CodeOf(own));
        Assert.False(other.IsRefused);
        Assert.NotNull(await platform.Get<PromiseTemplates>().FindAsync("own-draft", default));
    }

    [Fact]
    public async Task A_template_is_not_offered_before_a_second_person_and_a_further_version_replaces_the_first()
    {
        var template = Promised.Template("versions");
        await DraftAsync(template, platform.Maker);
        Assert.Null(await platform.Get<PromiseTemplates>().FindAsync("versions", default));
        await AdoptAsync(template, 1, platform.Reviewer);

        var second = (await DraftAsync(template with { Promise = "我承诺得更多。" }, platform.Maker)).Value;
        Assert.Equal(1, (await platform.Get<PromiseTemplates>().FindAsync("versions", default))!.Version);
        await AdoptAsync(template, second, platform.Reviewer);

        var now = (await platform.Get<PromiseTemplates>().FindAsync("versions", default))!;
        Assert.Equal((2, "我承诺得更多。"), (now.Version, now.Template.Promise));
    }

    [Fact]
    public async Task A_text_written_after_it_was_read_is_not_put_in_force_by_mistake()
    {
        var template = Promised.Template("read-before");
        await DraftAsync(template, platform.Maker);
        var read = (await platform.Get<PromiseTemplates>().VersionsAsync("read-before", platform.Reviewer, default)).Value[0];
        platform.Clock.Advance(TimeSpan.FromSeconds(1));
        await DraftAsync(template with { Promise = "换了的文字。" }, platform.Maker);

        var adopted = await platform.Get<AdoptPromiseTemplate>().RunAsync(new("read-before", read.Version, read.DraftedAt), platform.Reviewer, default);

        Assert.Equal("cases.promise-template-changed", Promised.CodeOf(adopted));
    }

    [Theory]
    [InlineData(PromiseKind.InPlaceOfApproval, true)]
    [InlineData(PromiseKind.PapersLater, true)]
    [InlineData(PromiseKind.InPlaceOfCertificate, true)]
    [InlineData(PromiseKind.OwnAccord, false)]
    [InlineData(PromiseKind.Trade, false)]
    public async Task A_matter_of_public_safety_is_never_promised_away_and_may_be_promised_besides(PromiseKind kind, bool refused)
    {
        var ticked = await DraftAsync(Promised.Template($"ticked-{(int)kind}", kind), platform.Maker, "public-safety");
        var named = await DraftAsync(Promised.Template($"named-{(int)kind}", kind, "危险化学品经营许可"), platform.Maker);

        foreach (var draft in new[] { ticked, named })
        {
            Assert.Equal(refused ? ["cases.promise-excluded-matter"] : [], draft.Refusals.Select(r => r.Code));
            Assert.All(draft.Refusals, r => Assert.Contains("公共安全", r.Message, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_department_writes_for_itself_only()
    {
        var others = await DraftAsync(Promised.Template("for-others") with { Body = TestPlatform.OtherAuthority }, platform.Maker);
        var everybodys = await DraftAsync(Promised.Template("for-all") with { Body = null }, platform.Maker);

        Assert.Equal("cases.promise-not-drafter", Promised.CodeOf(others));
        Assert.Equal("cases.promise-not-drafter", Promised.CodeOf(everybodys));
    }

    [Fact]
    public async Task A_promise_to_mend_is_not_published_and_papers_later_says_which()
    {
        var open = await DraftAsync(Promised.Template("open-repair", PromiseKind.Repair), platform.Maker);
        var vague = await DraftAsync(Promised.Template("vague-papers", PromiseKind.PapersLater, followUps: []), platform.Maker);

        Assert.Equal("cases.promise-too-open", Promised.CodeOf(open));
        Assert.Equal("cases.promise-no-papers", Promised.CodeOf(vague));
    }

    [Fact]
    public async Task An_ended_template_is_signed_no_more()
    {
        var template = await platform.OfferAsync(Promised.Template("ended"));
        var firm = await platform.FirmAsync(intake.Next());

        _ = (await platform.Get<EndPromiseTemplate>().RunAsync(new("ended", "改为一般程序"), platform.Reviewer, default)).Value;

        Assert.Equal("cases.promise-not-offered", Promised.CodeOf(await platform.TrySignAsync(template, firm)));
    }

    [Fact]
    public async Task The_shipped_texts_can_all_be_offered_and_show_every_type()
    {
        var files = platform.Get<TemplateFiles>();

        foreach (var starter in files.Starters)
        {
            Assert.Empty((await DraftAsync(starter with { Code = $"starter-{starter.Code}" }, Caller.TheProgram)).Refusals);
        }

        Assert.Equal(Enum.GetValues<PromiseKind>().Order(), files.Starters.Select(s => s.Kind).Distinct().Order());
    }

    private Task<Result<int>> DraftAsync(PromiseTemplate template, Caller by, params string[] touches) =>
        platform.Get<DraftPromiseTemplate>().RunAsync(new(template, touches), by, default);

    private Task<Result<Done>> AdoptAsync(PromiseTemplate template, int version, Caller by) =>
        platform.Get<AdoptPromiseTemplate>().RunAsync(new(template.Code, version, null), by, default);
}
