using System.IO.Compression;
using System.Text;
using Xinheng.Model.Collection;
using Xinheng.Platform.Collection.Reading;
using static Xinheng.Platform.Tests.Collection.Reading.WorkbookMaker;

namespace Xinheng.Platform.Tests.Collection.Reading;

public class HostileWorkbookTests
{
    private static readonly string Head = Row(1, Text("A1", "名称"), Text("B1", "值"));

    [Fact]
    public async Task A_bomb_is_refused_while_it_unpacks()
    {
        var spaces = Encoding.UTF8.GetBytes($"<sst>{new string(' ', 3 << 20)}{string.Concat(Enumerable.Repeat("<si/>" + new string(' ', 1 << 20), 60))}</sst>");

        Assert.Equal("file.workbook-too-large", await RefusalAsync(Of(Head).Part("xl/sharedStrings.xml", spaces)));
    }

    [Fact]
    public async Task A_bomb_in_the_sheet_refuses_the_file_after_its_rows()
    {
        var rows = string.Concat(Enumerable.Range(2, 60).Select(i => Row(i, Text($"A{i}", "x")) + new string(' ', 1 << 20)));

        var read = await Reading.OfAsync(Of(Head, rows).Open(), SubmissionFormat.Xlsx);

        Assert.Equal("file.workbook-too-large", read.Fault!.Code);
    }

    [Fact]
    public async Task One_enormous_node_is_refused_before_it_is_held()
    {
        var noise = new StringBuilder();
        var random = new Random(7);
        while (noise.Length < 6 << 20)
        {
            noise.Append(random.NextInt64());
        }

        Assert.Equal("file.workbook-too-large", await RefusalAsync(Of(Head).Shared($"<t a=\"{noise}\">x</t>")));
    }

    [Fact]
    public async Task Shared_texts_beyond_what_may_be_held_are_refused()
    {
        var limits = ReadingLimits.Default with { SharedTextBytes = 10_000 };
        var book = Of(Head).Shared([.. Enumerable.Range(0, 300).Select(i => $"<t>{i}</t>")]);

        Assert.Equal("file.workbook-too-large", (await Reading.RefusedAsync(book.Open(), SubmissionFormat.Xlsx, limits)).Code);
    }

    [Fact]
    public async Task Entities_are_not_expanded_and_nothing_is_fetched()
    {
        var book = Of(Head).Part(
            "xl/sharedStrings.xml", "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b SYSTEM \"file:///etc/hostname\">]><sst><si><t>&a;&b;</t></si></sst>");

        Assert.Equal("file.broken-workbook", await RefusalAsync(book));
    }

    [Fact]
    public async Task Elements_nested_without_end_are_refused() =>
        Assert.Equal("file.broken-workbook", await RefusalAsync(Of(Head).Shared(string.Concat(Enumerable.Repeat("<t>", 100_000)))));

    [Fact]
    public async Task Too_many_parts_are_refused_before_they_are_listed()
    {
        var book = Of(Head);
        for (var i = 0; i < 10_001; i++)
        {
            book.Part($"p{i}", []);
        }

        Assert.Equal("file.workbook-too-large", await RefusalAsync(book));
    }

    [Fact]
    public async Task Two_parts_of_one_name_are_refused() =>
        Assert.Equal("file.broken-workbook", await RefusalAsync(Of(Head).Part("XL/workbook.xml", "<workbook/>")));

    [Fact]
    public async Task A_hundred_thousand_columns_are_refused()
    {
        var cells = string.Concat(Enumerable.Range(0, 100_000).Select(i => "<c><v>1</v></c>"));

        Assert.Equal("file.broken-workbook", await RefusalAsync(Of($"<row>{cells}</row>")));
        Assert.Equal("file.too-many-columns", await RefusalAsync(Of($"<row>{cells[..(600 * 15)]}</row>")));
    }

    [Theory]
    [InlineData(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }, "collection.format.xls")]
    [InlineData(new byte[] { 0x61, 0x2C, 0x62, 0x0A }, "file.wrong-format")]
    [InlineData(new byte[] { 0x50, 0x4B, 0x03, 0x04, 0x00 }, "file.broken-workbook")]
    [InlineData(new byte[0], "file.wrong-format")]
    public async Task What_is_no_workbook_is_refused_with_advice(byte[] bytes, string code) =>
        Assert.Equal(code, (await Reading.RefusedAsync(new MemoryStream(bytes), SubmissionFormat.Xlsx)).Code);

    [Fact]
    public async Task A_workbook_without_visible_sheet_or_header_is_refused()
    {
        Assert.Equal("file.no-visible-sheet", await RefusalAsync(new WorkbookMaker().Sheet(Head, state: "veryHidden")));
        Assert.Equal("file.no-header", await RefusalAsync(Of("")));
        Assert.Equal("file.duplicate-column", await RefusalAsync(Of(Row(1, Text("A1", "a"), Text("B1", "a")))));
        Assert.Equal("file.blank-column", await RefusalAsync(Of(Row(1, Text("B1", "a")))));
        Assert.Equal("file.header-unreadable", await RefusalAsync(Of(Row(1, "<c r=\"A1\"><f>1</f></c>"))));
    }

    [Fact]
    public async Task Rows_and_cells_out_of_order_refuse_the_file()
    {
        var rows = await Reading.OfAsync(Of(Head, Row(3, Text("A3", "x")), Row(2, Text("A2", "y"))).Open(), SubmissionFormat.Xlsx);
        var cells = await Reading.OfAsync(Of(Head, Row(2, Text("B2", "x"), Text("A2", "y"))).Open(), SubmissionFormat.Xlsx);

        Assert.Equal("file.broken-workbook", rows.Fault!.Code);
        Assert.Equal("file.broken-workbook", cells.Fault!.Code);
    }

    [Fact]
    public async Task A_damaged_workbook_is_read_or_refused_but_never_an_accident()
    {
        var whole = Of(Head, Row(2, "<c r=\"A2\" t=\"s\"><v>0</v></c>", Number("B2", "46112", 1))).Shared("<t>x</t>").Make();
        var stored = Uncompressed(whole);
        var random = new Random(11);
        var refused = 0;
        foreach (var _ in Enumerable.Range(0, 6_000))
        {
            var damaged = (byte[])(random.Next(2) == 0 ? whole : stored).Clone();
            for (var i = random.Next(1, 6); i > 0; i--)
            {
                damaged[random.Next(4, damaged.Length)] = (byte)random.Next(256);
            }

            refused += await Reading.FaultAsync(damaged, SubmissionFormat.Xlsx) is null ? 0 : 1;
        }

        Assert.InRange(refused, 100, 6_000);
    }

    /// <summary>The same parts, not packed, so that damage reaches the XML.</summary>
    private static byte[] Uncompressed(byte[] workbook)
    {
        var file = new MemoryStream();
        using var from = new ZipArchive(new MemoryStream(workbook));
        using (var to = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries)
            {
                using var source = entry.Open();
                using var target = to.CreateEntry(entry.FullName, CompressionLevel.NoCompression).Open();
                source.CopyTo(target);
            }
        }

        return file.ToArray();
    }

    private static async Task<string> RefusalAsync(WorkbookMaker book) =>
        (await Reading.RefusedAsync(book.Open(), SubmissionFormat.Xlsx)).Code;
}
