using Dapper;
using Xinheng.Model.People;
using Xinheng.Platform.Catalogue.Drafting;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Collection.Rehearsing;
using Xinheng.Platform.Disclosure.Rehearsing;
using Xinheng.Platform.Tests.Records;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Collection;

/// <summary>A drafted catalogue tried beforehand: what it foretells is what comes to pass.</summary>
public sealed class RehearsalTests : IAsyncLifetime
{
    private const string File = "items/CF_LP.yaml";
    private const int Rows = 60;

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

    public static TheoryData<string, string, string> Changes => new()
    {
        { "a shorter field", "name: 违法行为类型, type: text, length: 2000", "name: 违法行为类型, type: text, length: 12" },
        { "a core field", "{code: BZ, name: 备注, type: text, length: 512}", "{code: BZ, name: 备注, type: text, length: 512, required: true}" },
        { "a field that is expected", "{code: BZ, name: 备注, type: text, length: 512}", "{code: BZ, name: 备注, type: text, length: 512, expected: true}" },
        { "a rule", "rules:\n", "rules:\n  - {demand: {field: CF_NR_FK, must: {greater: [CF_NR_FK, \"0.2\"]}, code: penalty.too-small, number: E02, message: 罚款太少。, severity: error}}\n" },
        { "a rule that holds", "rules:\n", "rules:\n  - {demand: {field: BZ, must: {given: BZ}, code: penalty.look, number: E02, message: 请看一看。, severity: hold}}\n" },
        { "a rule taken away", "  - {ordered: [CF_JDRQ, CF_GSJZQ]}\n", "" },
        { "a column that is no more", "  - {code: CF_SY, name: 违法事实, type: text, length: 5000, required: true}\n", "" },
        { "an item that takes nothing", "openness: public\n", "openness: public\ninactive: 等待批准\n" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task What_it_would_refuse_is_what_is_refused_when_the_same_rows_come_again(string what, string text, string instead)
    {
        var file = Mixed(new Random(what.Length));
        var before = await RefusedAsync(await platform.SubmitAsync("CF_LP", file));
        await DraftAsync(text, instead);

        var told = await RehearseAsync();
        await PublishAsync();
        var again = await AgainAsync(file);

        Assert.Equal(("done", (long)Rows, (long)before.Count), (told.State, told.Rows, told.Refused));
        Assert.Equal(again.Except(before).Count(), told.NewlyRefused);
        if (what is "a core field" or "a shorter field" or "a rule" or "a column that is no more" or "an item that takes nothing")
        {
            Assert.NotEqual(0, told.NewlyRefused);
        }
    }

    [Fact]
    public async Task It_says_by_whom_and_by_which_rule_and_shows_rows_only_to_those_who_may_see_them()
    {
        await platform.SubmitAsync("CF_LP", Mixed(new Random(7)));
        await DraftAsync("{code: BZ, name: 备注, type: text, length: 512}", "{code: BZ, name: 备注, type: text, length: 512, required: true}");

        var told = await RehearseAsync();
        var read = platform.Get<Rehearsals>();
        var provider = Assert.Single(await read.ProvidersAsync(told.Id, default));
        var rule = Assert.Single(await read.RulesAsync(told.Id, TestPlatform.Authority, default));

        Assert.Equal((TestPlatform.Authority, told.NewlyRefused), (provider.Provider, provider.NewlyRefused));
        Assert.Equal(("field.missing", "BZ", "error"), (rule.Code, rule.Field, rule.Severity));
        Assert.True(rule.Rows >= told.NewlyRefused);
        var seen = await read.ExamplesAsync(told.Id, "field.missing", "BZ", null, author, default);
        Assert.Equal(5, seen.Count);
        Assert.All(seen, row => Assert.Contains(row.Content.Problems, p => p is { Code: "field.missing", Field: "BZ" }));
        Assert.Empty(await read.ExamplesAsync(told.Id, "field.missing", "BZ", null, publisher, default));
        Assert.Empty(await read.ExamplesAsync(told.Id, "field.missing", "BZ", null, await platform.StrangerAsync(), default));
    }

    [Fact]
    public async Task Nothing_is_entered_and_a_draft_changed_meanwhile_is_not_tried()
    {
        await platform.SubmitAsync("CF_LP", Mixed(new Random(8)));
        var counts = await CountsAsync();
        await DraftAsync("length: 2000", "length: 12");
        var told = await RehearseAsync();
        Assert.Equal(counts, await CountsAsync());

        platform.Clock.Advance(TimeSpan.FromMinutes(1));
        _ = (await platform.Get<RehearseCatalogue>().AskAsync(File, author, default)).Value;
        await DraftAsync("length: 2000", "length: 13");
        await platform.DrainAsync();
        Assert.Equal("changed", (await platform.Get<Rehearsals>().LatestAsync(await IdAsync(), default))!.State);
        Assert.NotEqual(0, told.NewlyRefused);
    }

    [Theory]
    [InlineData("openness: public\n", "openness: governmentSharing\n")]
    [InlineData("openness: public\n", "openness: public\ninactive: 等待批准\n")]
    [InlineData("  socialImpact: CF_SHYX\n", "")]
    public async Task The_records_it_says_would_move_are_the_records_that_move(string text, string instead)
    {
        var some = await EnterAsync();
        await DraftAsync(text, instead);
        var drafted = await platform.Get<Drafts>().CheckAsync(File, await TextAsync(), default);
        var before = (await platform.Get<CatalogueInForce>().CurrentAsync(default)).Pack.Find("CF_LP");
        var after = drafted.Pack!.Find("CF_LP") is { IsActive: true } active ? active : null;
        var shown = await ShownAsync();

        var told = await platform.Get<DraftedDisclosure>().ChangeAsync(before, after, default);
        var leaving = (await platform.Get<DraftedDisclosure>().MovedAsync("CF_LP", after, true, null, author, default)).Select(r => r.Id).ToHashSet();
        var entering = (await platform.Get<DraftedDisclosure>().MovedAsync("CF_LP", after, false, null, author, default)).Select(r => r.Id).ToHashSet();
        await PublishAsync();
        var then = await ShownAsync();

        Assert.Equal(some, shown.Count + 2);
        Assert.Equal((shown.Count, leaving.Count, entering.Count), (told.Shown, told.Leaving, told.Entering));
        Assert.Equal(shown.Except(then).Order(), leaving.Order());
        Assert.Equal(then.Except(shown).Order(), entering.Order());
        Assert.NotEqual(0, leaving.Count + entering.Count);
        Assert.Empty(await platform.Get<DraftedDisclosure>().MovedAsync("CF_LP", after, false, null, publisher, default));
    }

    [Fact]
    public async Task Another_rule_of_classes_names_the_records_it_would_put_elsewhere_and_changes_none()
    {
        await EnterAsync();
        await DraftAsync("severity: {from: field}", "severity: {fixed: serious, basis: {text: 示例办法第1条, confidence: V}}");

        var told = await RehearseAsync();
        var changed = Assert.Single(await platform.Get<Rehearsals>().ClassesAsync(told.Id, default));

        Assert.Equal(((short?)2, (short?)3, 8L), (changed.Stands, changed.WouldBe, changed.Records));
        Assert.Equal(8, (await platform.Get<Rehearsals>().ClassRowsAsync(told.Id, null, author, default)).Count);
        await PublishAsync();
        Assert.Equal(8, await platform.AskAsync<int>("select count(*)::int from records.record where severity = 2"));
    }

    // Good rows, rows that one rule or another refuses today, remarks on some.
    private static string Mixed(Random some)
    {
        var file = new PenaltyFile();
        for (var n = 1; n <= Rows; n++)
        {
            var kind = some.Next(8);
            file.Add(n, n, row =>
            {
                row["BZ"] = some.Next(2) == 0 ? "" : "有备注";
                row["CF_WFXW"] = some.Next(2) == 0 ? row["CF_WFXW"] : "经营超过保质期的食品和不合格的食品添加剂";
                row["CF_NR_FK"] = some.Next(3) == 0 ? "0.1" : row["CF_NR_FK"];
                row["CF_GSJZQ"] = kind == 0 ? "2026-06-01" : row["CF_GSJZQ"];
                row["CF_WSH"] = kind == 1 ? "" : row["CF_WSH"];
            });
        }

        return file.ToString();
    }

    // Eight records of one authority: six on show, one without the mark, one minor.
    private async Task<int> EnterAsync()
    {
        var file = new PenaltyFile();
        for (var n = 1; n <= 8; n++)
        {
            file.Add(n, n, row =>
            {
                row["CF_SHYX"] = n is 7 or 8 ? "否" : "是";
                row["CF_SXFL"] = "一般";
            });
        }

        await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", file.ToString()));
        return 8;
    }

    private async Task DraftAsync(string text, string instead)
    {
        var shipped = (await platform.Get<Drafts>().SourceAsync(default)).Files[File];
        Assert.Contains(text, shipped, StringComparison.Ordinal);
        var drafted = shipped.Replace(text, instead, StringComparison.Ordinal) + (instead.Contains("BZ", StringComparison.Ordinal) ? "  BZ: 示例备注\n" : "");
        drafted = text.Contains("CF_SY,", StringComparison.Ordinal) ? drafted.Replace("  CF_SY: 示例：违法事实\n", "", StringComparison.Ordinal) : drafted;
        var saved = await platform.Get<SaveDraft>().RunAsync(new(File, drafted, "试算"), author, default);
        Assert.False(saved.IsRefused, string.Join("; ", saved.Refusals.Select(r => r.Message)));
    }

    private async Task<string> TextAsync() => (await platform.Get<Drafts>().FindAsync(File, default))!.Draft!.Text;

    private async Task<Guid> IdAsync() => (await platform.Get<Drafts>().FindAsync(File, default))!.Draft!.Id;

    private async Task<Rehearsal> RehearseAsync()
    {
        var asked = await platform.Get<RehearseCatalogue>().AskAsync(File, author, default);
        Assert.False(asked.IsRefused, string.Join("; ", asked.Refusals.Select(r => r.Message)));
        await platform.DrainAsync();
        return (await platform.Get<Rehearsals>().LatestAsync(await IdAsync(), default))!;
    }

    private async Task PublishAsync() => Assert.True((await platform.Get<PublishCatalogue>().RunAsync(
        new PublishCatalogue.OfDraft(File, Draft.DigestOf(await TextAsync())), publisher, default)).Value.IsNew);

    // Handed in again as other bytes that say the same: a blank line at the end.
    private async Task<HashSet<long>> AgainAsync(string file)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(file + "\r\n"));
        var received = await platform.Get<ReceiveSubmission>().RunAsync(
            new("CF_LP", TestPlatform.Authority, Xinheng.Model.Collection.SubmissionFormat.Csv, content), platform.Maker, default);
        if (received.IsRefused)
        {
            return [.. Enumerable.Range(1, Rows).Select(n => (long)n)];
        }

        await platform.DrainAsync();
        return await RefusedAsync((await platform.Get<Submissions>().FindAsync(received.Value.Id, Caller.TheProgram, default)).Value);
    }

    private async Task<HashSet<long>> RefusedAsync(Submission submission) => submission.Where == SubmissionState.Returned
        ? [.. Enumerable.Range(1, Rows).Select(n => (long)n)]
        : [.. (await platform.Get<KeptRows>().PageAsync(submission.Key, "refused", 0, platform.Maker, default)).Value.Items.Select(r => r.Number)];

    private async Task<(long, long, long)> CountsAsync() => await platform.AskAsync<(long, long, long)>("""
        select (select count(*) from journal.entry where power not like 'catalogue.%'), (select count(*) from records.record),
               (select count(*) from collection.kept_row)
        """);

    private async Task<HashSet<Guid>> ShownAsync()
    {
        await using var connection = await platform.Database.Owner.OpenConnectionAsync();
        return [.. await connection.QueryAsync<Guid>("select record_id from publication.shown where item = 'CF_LP'")];
    }
}
