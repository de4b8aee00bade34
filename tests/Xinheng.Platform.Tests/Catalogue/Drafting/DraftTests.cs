using Xinheng.Model.People;
using Xinheng.Platform.Catalogue.Drafting;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Journal;
using Xinheng.Platform.People;
using Xinheng.Platform.Tests.Records;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Catalogue.Drafting;

/// <summary>Drafts of the catalogue: never in force, published by a second person, not undone by files unasked.</summary>
public sealed class DraftTests : IAsyncLifetime
{
    private const string File = "items/CF_LP.yaml";

    private TestPlatform platform = null!;
    private Caller author = null!;
    private Caller publisher = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        author = await platform.AppointAsync("author", Role.Operator);
        publisher = await platform.AppointAsync("publisher", Role.Administrator);
    }

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task A_draft_is_in_force_only_once_a_second_person_published_it()
    {
        var text = await SaveAsync(author, "update: {workingDays: 7}", "update: {workingDays: 5}");
        Assert.Equal(7, await CycleAsync());

        var published = await PublishAsync(publisher, text);

        Assert.True(published.Value.IsNew);
        Assert.Equal(5, await CycleAsync());
        Assert.Null((await platform.Get<Drafts>().FindAsync(File, default))!.Draft);
        var edition = (await platform.Get<Drafts>().EditionsAsync(default))[0];
        Assert.Equal(("draft", File), (edition.Origin, edition.File));
        await platform.Get<Sealer>().SealAsync(default);
        Assert.Empty((await platform.Get<Verify>().RunAsync(null, default)).Value.Findings);
    }

    [Fact]
    public async Task Nobody_publishes_what_they_wrote_from_whichever_account()
    {
        var text = await SaveAsync(publisher, "update: {workingDays: 7}", "update: {workingDays: 5}");
        Assert.Equal("catalogue.own-draft", OneRecord.CodeOf(await PublishAsync(publisher, text)));

        // The same person under another name, and somebody who only wrote in it later.
        _ = (await platform.Get<AppointAccount>().RunAsync(
            new("publisher-too", TestPlatform.Authority, "correct horse battery", new AccountHolder("云某", "publisher")), Caller.TheProgram, default)).Value;
        _ = (await platform.Get<GrantRole>().RunAsync(new("publisher-too", Role.Administrator), Caller.TheProgram, default)).Value;
        var other = (await platform.Get<Accounts>().FindAsync("publisher-too", default))!;
        Assert.Equal("catalogue.own-draft", OneRecord.CodeOf(await PublishAsync(other, text)));

        var third = await platform.AppointAsync("third", Role.Administrator);
        var later = await SaveAsync(third, "update: {workingDays: 7}", "update: {workingDays: 3}");
        Assert.Equal("catalogue.own-draft", OneRecord.CodeOf(await PublishAsync(third, later)));
        Assert.Equal(7, await CycleAsync());
    }

    [Fact]
    public async Task Who_may_not_draft_or_publish_hears_so_and_changes_nothing()
    {
        var refused = await platform.Get<SaveDraft>().RunAsync(new(File, "code: CF_LP\n", "没有理由"), platform.Maker, default);
        Assert.Equal("catalogue.not-editor", OneRecord.CodeOf(refused));

        var text = await SaveAsync(author, "update: {workingDays: 7}", "update: {workingDays: 5}");
        Assert.Equal("catalogue.not-administrator", OneRecord.CodeOf(await PublishAsync(author, text)));
        Assert.Equal("catalogue.not-editor", OneRecord.CodeOf(await platform.Get<DropDraft>().RunAsync(File, platform.Reviewer, default)));
        Assert.NotNull((await platform.Get<Drafts>().FindAsync(File, default))!.Draft);
    }

    [Fact]
    public async Task What_was_changed_since_the_publisher_looked_is_not_published()
    {
        var seen = await SaveAsync(author, "update: {workingDays: 7}", "update: {workingDays: 5}");
        await SaveAsync(author, "update: {workingDays: 7}", "update: {workingDays: 300}");

        Assert.Equal("catalogue.draft-changed", OneRecord.CodeOf(await PublishAsync(publisher, seen)));
        Assert.Equal(7, await CycleAsync());
    }

    [Fact]
    public async Task A_faulty_draft_is_kept_says_all_its_faults_with_their_places_and_is_not_published()
    {
        var shipped = (await platform.Get<Drafts>().SourceAsync(default)).Files[File];
        var text = shipped
            .Replace("name: 行政处罚决定书文号, type: documentNumber, length: 128, required: true", "name: 行政处罚决定书文号, type: documentNumber, length: 128", StringComparison.Ordinal)
            .Replace("codeSet: CS_PROC", "codeSet: CS_NOWHERE", StringComparison.Ordinal);
        await SaveTextAsync(author, text);

        var unread = await platform.Get<Drafts>().CheckAsync(File, text, default);
        Assert.Equal(["f-CF_CXLB-codeSet"], unread.Problems.Select(p => p.Field));

        text = text.Replace("CS_NOWHERE", "CS_PROC", StringComparison.Ordinal).Replace("R_REPAIR\n", "R_NONE\n", StringComparison.Ordinal);
        Assert.Equal(["retention"], (await platform.Get<Drafts>().CheckAsync(File, text, default)).Problems.Select(p => p.Field));

        text = text.Replace("R_NONE\n", "R_REPAIR\n", StringComparison.Ordinal);
        await SaveTextAsync(author, text);
        var unsound = await platform.Get<Drafts>().CheckAsync(File, text, default);
        Assert.Equal(["catalogue.adverse-undocumented", "catalogue.key-optional"], unsound.Problems.Select(p => p.Code).Order());
        Assert.Contains("f-CF_WSH-requirement", unsound.Problems.Select(p => p.Field));

        var published = await PublishAsync(publisher, text);
        Assert.Equal(["catalogue.adverse-undocumented", "catalogue.key-optional"], published.Refusals.Select(r => r.Code).Order());
    }

    [Fact]
    public async Task Files_do_not_undo_what_the_editor_published_unless_told_to()
    {
        var shipped = await platform.Get<Drafts>().SourceAsync(default);
        await PublishAsync(publisher, await SaveAsync(author, "update: {workingDays: 7}", "update: {workingDays: 5}"));

        var load = platform.Get<PublishCatalogue>();
        var refused = await load.RunAsync(shipped, Caller.TheProgram, default);
        Assert.Equal("catalogue.load-would-undo", OneRecord.CodeOf(refused));
        Assert.Contains("5个工作日内 → 7个工作日内", refused.Refusals[0].Message, StringComparison.Ordinal);
        Assert.Equal(5, await CycleAsync());

        // What is exported may be changed elsewhere and loaded; a folder that says the same changes nothing.
        var exported = await platform.Get<Drafts>().SourceAsync(default);
        Assert.False((await load.RunAsync(exported, Caller.TheProgram, default)).Value.IsNew);
        var elsewhere = exported.With("items/RY_BZ.yaml", exported.Files["items/RY_BZ.yaml"] + "# 另一处\n");
        Assert.True((await load.RunAsync(elsewhere, Caller.TheProgram, default)).Value.IsNew);
        Assert.Equal(5, await CycleAsync());

        // From here on the folder knows, and what it says next is no undoing.
        Assert.True((await load.RunAsync(shipped, Caller.TheProgram, default)).Value.IsNew);
        Assert.Equal(7, await CycleAsync());

        await PublishAsync(publisher, await SaveAsync(author, "update: {workingDays: 7}", "update: {workingDays: 5}"));
        Assert.True((await load.RunAsync(shipped, overrule: true, Caller.TheProgram, default)).Value.IsNew);
        Assert.Equal(7, await CycleAsync());
    }

    [Fact]
    public async Task A_draft_begun_before_the_file_changed_is_not_published_over_it()
    {
        var text = await SaveAsync(author, "update: {workingDays: 7}", "update: {workingDays: 5}");
        var source = await platform.Get<Drafts>().SourceAsync(default);
        _ = (await platform.Get<PublishCatalogue>().RunAsync(
            source.With(File, source.Files[File] + "# 另有一改\n"), Caller.TheProgram, default)).Value;

        Assert.Equal("catalogue.draft-outdated", OneRecord.CodeOf(await PublishAsync(publisher, text)));
        Assert.True((await platform.Get<Drafts>().FindAsync(File, default))!.IsOutdated);

        _ = (await platform.Get<SaveDraft>().RunAsync(new(File, text, null, OverNewer: true), author, default)).Value;
        Assert.True((await PublishAsync(publisher, text)).Value.IsNew);
    }

    private async Task<int> CycleAsync() => (await platform.Get<CatalogueInForce>().CurrentAsync(default)).Pack.Find("CF_LP")!.Update.Count;

    private async Task<string> SaveAsync(Caller by, string what, string instead)
    {
        var shipped = (await platform.Get<Drafts>().SourceAsync(default)).Files[File];
        Assert.Contains(what, shipped, StringComparison.Ordinal);
        return await SaveTextAsync(by, shipped.Replace(what, instead, StringComparison.Ordinal));
    }

    private async Task<string> SaveTextAsync(Caller by, string text)
    {
        var saved = await platform.Get<SaveDraft>().RunAsync(new(File, text, "试一试"), by, default);
        Assert.False(saved.IsRefused, string.Join("; ", saved.Refusals.Select(r => r.Message)));
        return (await platform.Get<Drafts>().FindAsync(File, default))!.Draft!.Text;
    }

    private Task<Xinheng.Model.Foundation.Result<PublishCatalogue.Published>> PublishAsync(Caller by, string text) =>
        platform.Get<PublishCatalogue>().RunAsync(new PublishCatalogue.OfDraft(File, Platform.Catalogue.Drafting.Draft.DigestOf(text)), by, default);
}
