using Xinheng.Model.Collection;
using Xinheng.Model.People;
using Xinheng.Platform.Catalogue;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection;
using Xinheng.Platform.Tests.Collection.Reading;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Collection;

/// <summary>One good row in every dress a department's file may wear: it enters the same.</summary>
public sealed class FileFormatTests(Intake intake) : IClassFixture<Intake>
{
    private readonly TestPlatform platform = intake.Platform;

    [Fact]
    public async Task A_gb18030_file_enters()
    {
        var n = intake.Next();

        await EntersAsync(n, Asking.Gb18030(new PenaltyFile(chineseHeaders: true).Add(n, n).ToString()), SubmissionFormat.Csv);
    }

    [Fact]
    public async Task A_tab_separated_file_enters()
    {
        var n = intake.Next();

        await EntersAsync(n, Utf8(new TableFile().Add(PenaltyFile.Row(n, n)).Csv('\t')), SubmissionFormat.Csv);
    }

    [Fact]
    public async Task Columns_may_stand_in_any_order()
    {
        var n = intake.Next();
        var file = new TableFile().Add(PenaltyFile.Row(n, n));

        await EntersAsync(n, Utf8(file.Csv(columns: [.. file.Columns.Reverse()])), SubmissionFormat.Csv);
    }

    [Fact]
    public async Task A_workbook_enters()
    {
        var n = intake.Next();
        var row = PenaltyFile.Row(n, n);
        var places = row.Keys.Select((_, i) => $"{(i < 26 ? "" : "A")}{(char)('A' + (i % 26))}").ToList();
        var book = WorkbookMaker.Of(
            WorkbookMaker.Row(1, [.. row.Keys.Select((k, i) => WorkbookMaker.Text($"{places[i]}1", k))]),
            WorkbookMaker.Row(2, [.. row.Values.Select((v, i) => WorkbookMaker.Text($"{places[i]}2", v))])).Make();

        await EntersAsync(n, book, SubmissionFormat.Xlsx);
    }

    [Fact]
    public async Task Json_enters()
    {
        var n = intake.Next();

        await EntersAsync(n, new TableFile().Add(PenaltyFile.Row(n, n)).Json(), SubmissionFormat.Json);
    }

    [Fact]
    public async Task NdJson_enters()
    {
        var n = intake.Next();

        await EntersAsync(n, new TableFile().Add(PenaltyFile.Row(n, n)).NdJson(), SubmissionFormat.NdJson);
    }

    [Fact]
    public async Task A_permit_enters_and_is_public_until_the_day_after_its_term()
    {
        var n = intake.Next();

        await platform.EnterAsync("XK_LP", new TableFile().Add(TableFile.Permit(n, n)).Csv());

        Assert.Equal(new DateOnly(2031, 6, 10), Assert.Single(await platform.PublicAsync(n)).PublicUntil);
    }

    [Fact]
    public async Task Html_and_script_come_back_as_the_text_they_are()
    {
        var n = intake.Next();
        const string Text = "<script>alert('甲')</script> & \"乙\" <b>";

        await platform.EnterAsync("CF_LP", new PenaltyFile().Add(n, n, row => row["CF_SY"] = Text).ToString());

        Assert.Equal(Text, Assert.Single(await platform.PublicAsync(n)).Fields.Single(f => f.Code == "CF_SY").Value);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://example.invalid\")")]
    [InlineData("+1")]
    [InlineData("-cmd")]
    [InlineData("@SUM(A1)")]
    public async Task A_cell_that_begins_like_a_formula_is_text_in_the_returned_rows_and_itself_when_they_come_back(string text)
    {
        var n = intake.Next();
        var submission = await platform.SubmitAsync(
            "CF_LP", new PenaltyFile().Add(n, n, row => (row["CF_SY"], row["CF_JDRQ"]) = (text, "2026-02-30")).ToString());

        var csv = (await platform.Get<KeptRows>().CsvAsync(submission.Key, platform.Maker, default)).Value;
        var again = await platform.EnterAsync("CF_LP", csv.Replace("2026-02-30", "2026-06-10", StringComparison.Ordinal));

        Assert.Contains(CsvCell("'" + text), csv, StringComparison.Ordinal);
        Assert.DoesNotContain("," + CsvCell(text), csv, StringComparison.Ordinal);
        Assert.Equal((1, 0, 0, 0, 0), again.Counts());
        Assert.Equal(text, Assert.Single(await platform.PublicAsync(n)).Fields.Single(f => f.Code == "CF_SY").Value);
    }

    [Fact]
    public async Task A_field_name_that_begins_like_a_formula_is_text_in_the_template()
    {
        await using var own = await TestPlatform.CreateAsync();
        var source = CatalogueSource.Read(Path.Combine(TestPlatform.Root, "catalogue", "packs", "national-draft"));
        var changed = new Dictionary<string, string>(source.Files);
        changed["items/CF_LP.yaml"] = changed["items/CF_LP.yaml"].Replace("name: 处罚内容", "name: \"=处罚内容\"", StringComparison.Ordinal);
        _ = (await own.Get<PublishCatalogue>().RunAsync(new CatalogueSource(changed), Caller.TheProgram, default)).Value;
        var item = (await own.Get<CatalogueInForce>().CurrentAsync(default)).Find("CF_LP").Value;

        var template = System.Text.Encoding.UTF8.GetString(CsvTemplate.Write(item));

        Assert.Contains(",'=处罚内容,", template, StringComparison.Ordinal);
    }

    private async Task EntersAsync(int subject, byte[] bytes, SubmissionFormat format)
    {
        var submission = await platform.ApproveAsync(await platform.SubmitAsync("CF_LP", bytes, format));

        Assert.Equal(SubmissionState.Entered, submission.Where);
        Assert.Equal((1, 0, 0, 0, 0), submission.Counts());
        var record = Assert.Single(await platform.PublicAsync(subject));
        Assert.Equal($"云市监罚〔2026〕{subject}号", record.DocumentNumber);
        Assert.Equal("经查，当事人货架上有三批次食品超过保质期。", record.Fields.Single(f => f.Code == "CF_SY").Value);
    }

    private static string CsvCell(string text) => text.Contains('"') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
