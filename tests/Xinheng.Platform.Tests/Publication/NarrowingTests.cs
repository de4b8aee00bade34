using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Publication;
using Xinheng.Platform.Tests.Records;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Publication;

/// <summary>The catalogue in force today decides what is open, for every row there ever was.</summary>
public sealed class NarrowingTests : IAsyncLifetime
{
    private const string Open = "name: 法定代表人, type: text, length: 50, required: true, aliases: [CF_FR]}";
    private const string Closed = "name: 法定代表人, type: text, length: 50, required: true, aliases: [CF_FR], openness: closed}";

    private static readonly System.Text.Json.JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private TestPlatform platform = null!;
    private CatalogueSource shipped = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        shipped = CatalogueSource.Read(Path.Combine(TestPlatform.Root, "catalogue", "packs", "national-draft"));
    }

    public async ValueTask DisposeAsync() => await platform.DisposeAsync();

    [Fact]
    public async Task A_closed_field_is_gone_at_once_from_every_row_and_back_when_opened_again()
    {
        var records = new[] { await platform.EnterPenaltyAsync(1), await platform.EnterPenaltyAsync(2) };
        await AssertRepresentativeAsync(records, shown: true);

        await PublishAsync(Open, Closed);
        await AssertRepresentativeAsync(records, shown: false);
        Assert.DoesNotContain("张示例", System.Text.Json.JsonSerializer.Serialize(
            await platform.Get<PublicSubjects>().FindAsync(PenaltyFile.Code(1), default), Plain), StringComparison.Ordinal);

        await PublishAsync("", "");
        await AssertRepresentativeAsync(records, shown: true);
    }

    [Fact]
    public async Task A_proof_that_would_open_what_is_closed_by_now_is_not_given()
    {
        var record = await platform.EnterPenaltyAsync(1);
        await platform.Get<Sealer>().SealAsync(default);
        Assert.False((await platform.Get<RecordProofs>().FindAsync(record.Value, default)).IsRefused);

        await PublishAsync(Open, Closed);
        await platform.Get<Sealer>().SealAsync(default);
        Assert.Equal("record.proof-closed-since", OneRecord.CodeOf(await platform.Get<RecordProofs>().FindAsync(record.Value, default)));

        await PublishAsync("", "");
        Assert.False((await platform.Get<RecordProofs>().FindAsync(record.Value, default)).IsRefused);
    }

    [Fact]
    public async Task A_field_opened_later_shows_in_rows_entered_while_it_was_closed()
    {
        await PublishAsync(Open, Closed);
        var record = await platform.EnterPenaltyAsync(1);
        await AssertRepresentativeAsync([record], shown: false);

        await PublishAsync("", "");

        await AssertRepresentativeAsync([record], shown: true);
    }

    [Fact]
    public async Task No_edition_opens_a_persons_number()
    {
        const string number = "name: 法定代表人证件号码, type: idNumber, kindField: CF_FR_ZJLX, ";
        var record = await platform.EnterPenaltyAsync(1);

        var opened = await platform.Get<PublishCatalogue>().RunAsync(
            Changed(number + "personal: true}", number + "personal: true, openness: open}"), Caller.TheProgram, default);
        Assert.Equal("catalogue.personal-open", OneRecord.CodeOf(opened));

        // Forgetting to call it personal does not open it either: numbers of persons are sealed by their type.
        _ = await platform.Get<PublishCatalogue>().RunAsync(
            Changed(number + "personal: true}", number.TrimEnd(' ', ',') + "}"), Caller.TheProgram, default);
        Assert.DoesNotContain("CF_FR_ZJHM", await platform.AskAsync<string[]>(
            "select open_fields from catalogue.item where code = 'CF_LP' order by edition desc limit 1"));
        Assert.NotNull(await platform.SeeAsync(record));
    }

    [Fact]
    public async Task An_item_closed_to_the_public_takes_all_its_records_out_of_every_output()
    {
        var record = await platform.EnterPenaltyAsync(1);

        await PublishAsync("openness: public", "openness: governmentSharing");

        Assert.Null(await platform.SeeAsync(record));
        Assert.Empty((await platform.Get<PublicSubjects>().FindAsync(PenaltyFile.Code(1), default))!.Records);
        Assert.Empty(await platform.Get<PublicRecords>().OfSubjectAsync(PenaltyFile.Code(1), null, null, null, default));
        Assert.Empty((await platform.Get<DisclosureLists>().PageAsync("CF_LP", null, null, null, null, default)).Items);
        Assert.All(await platform.Get<DisclosureLists>().CountsAsync(default), c => Assert.Equal(0, c.Shown));
    }

    private async Task AssertRepresentativeAsync(IEnumerable<RecordId> records, bool shown)
    {
        foreach (var record in records)
        {
            var fields = (await platform.SeeAsync(record))!.Fields;
            Assert.Equal(shown, fields.Any(f => f.Code == "CF_FRDB"));
            Assert.Contains(fields, f => f.Code == "CF_WSH");
        }
    }

    private async Task PublishAsync(string text, string instead)
    {
        var published = await platform.Get<PublishCatalogue>().RunAsync(Changed(text, instead), Caller.TheProgram, default);
        Assert.True(published.Value.IsNew);
    }

    private CatalogueSource Changed(string text, string instead)
    {
        const string file = "items/CF_LP.yaml";
        Assert.Contains(text, shipped.Files[file], StringComparison.Ordinal);
        return text.Length == 0 ? shipped : new CatalogueSource(new Dictionary<string, string>(shipped.Files)
        {
            [file] = shipped.Files[file].Replace(text, instead, StringComparison.Ordinal),
        });
    }
}
