using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Xinheng.Model.Collection;
using Xinheng.Testing;
using static Xinheng.Platform.Tests.Collection.Reading.WorkbookMaker;

namespace Xinheng.Platform.Tests.Collection.Reading;

public class XlsxReaderTests
{
    private static readonly string Head = Row(1, Text("A1", "名称"), Text("B1", "值"));

    [Fact]
    public async Task Shared_and_inline_texts_numbers_and_truths_are_read()
    {
        var book = Of(
                Head,
                Row(2, "<c r=\"A2\" t=\"s\"><v>0</v></c>", Number("B2", "0.5")),
                Row(4, "<c r=\"A4\" t=\"s\"><v>1</v></c>", "<c r=\"B4\" t=\"b\"><v>1</v></c>"),
                Row(5, "<c r=\"A5\" s=\"1\"/>"),
                Row(6, "<c r=\"A6\" t=\"str\"><v>某局</v></c>"))
            .Shared("<t>某公司</t>", "<r><t>乙</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> 公司</t></r><rPh sb=\"0\" eb=\"1\"><t>yi</t></rPh>");

        var read = await XlsxAsync(book);

        Assert.Equal(["名称", "值"], read.Columns);
        Assert.Equal([(1L, 2L), (2L, 4L), (3L, 6L)], read.Rows.Select(row => (row.Number, row.Line)));
        Assert.Equal(["某公司", "0.5"], read.Rows[0].Values.AsEnumerable());
        Assert.Equal(["乙 公司", "true"], read.Rows[1].Values.AsEnumerable());
        Assert.Equal(["某局", null], read.Rows[2].Values.AsEnumerable());
        Assert.Null(read.Fault);
        Assert.Empty(read.Notes);
    }

    [Theory]
    [InlineData("1", 0, "1")]
    [InlineData("-0.50", 0, "-0.50")]
    [InlineData("1.1000000000000001", 0, "1.1")]
    [InlineData("1E+3", 0, "1000")]
    [InlineData("1.5E-3", 0, "0.0015")]
    [InlineData("123456789012345", 0, "123456789012345")]
    [InlineData("123", 4, "000123")]
    [InlineData("12345.6", 6, "12345.6")]
    [InlineData("46112", 1, "2026-03-31")]
    [InlineData("46112", 3, "2026-03-31")]
    [InlineData("46112.5", 2, "2026-03-31T12:00:00")]
    [InlineData("46111.999999", 2, "2026-03-31")]
    [InlineData("1", 1, "1900-01-01")]
    [InlineData("59", 1, "1900-02-28")]
    [InlineData("61", 1, "1900-03-01")]
    [InlineData("0.75", 7, "18:00:00")]
    [InlineData("1.5", 5, "1.5")]
    [InlineData("2958465", 1, "9999-12-31")]
    public async Task Numbers_and_dates_come_as_they_were_typed(string number, int style, string expected)
    {
        var read = await XlsxAsync(Of(Head, Row(2, Text("A2", "x"), Number("B2", number, style))));

        Assert.Empty(read.Rows[0].Faults);
        Assert.Equal(expected, read.Rows[0].Values[1]);
    }

    [Fact]
    public async Task Workbooks_that_count_from_1904_give_the_same_dates()
    {
        var book = new WorkbookMaker { Properties = "<workbookPr date1904=\"1\"/>" }.Sheet(Head + Row(2, Text("A2", "x"), Number("B2", "44650", 1)));

        Assert.Equal("2026-03-31", (await XlsxAsync(book)).Rows[0].Values[1]);
    }

    [Theory]
    [InlineData("<c r=\"B2\"><f>SUM(A1)</f><v>1</v></c>", "row.formula")]
    [InlineData("<c r=\"B2\"><f t=\"shared\" si=\"0\"/><v>1</v></c>", "row.formula")]
    [InlineData("<c r=\"B2\" t=\"e\"><v>#REF!</v></c>", "row.cell-error")]
    [InlineData("<c r=\"B2\"><v>1.10101199001011E+17</v></c>", "row.too-many-digits")]
    [InlineData("<c r=\"B2\"><v>110101199001011230</v></c>", "row.too-many-digits")]
    [InlineData("<c r=\"B2\"><v>0.30000000000000004</v></c>", "row.too-many-digits")]
    [InlineData("<c r=\"B2\"><v>NaN</v></c>", "row.cell-error")]
    [InlineData("<c r=\"B2\" s=\"1\"><v>60</v></c>", "row.not-a-date")]
    [InlineData("<c r=\"B2\" s=\"1\"><v>-1</v></c>", "row.not-a-date")]
    [InlineData("<c r=\"B2\" s=\"1\"><v>1E+300</v></c>", "row.not-a-date")]
    [InlineData("<c r=\"B2\" t=\"inlineStr\"><is><t>a_x0000_</t></is></c>", "row.nul")]
    [InlineData("<c r=\"B2\" t=\"inlineStr\"><is><t>a_xD800_</t></is></c>", "row.lone-surrogate")]
    [InlineData("<c r=\"C2\"><v>1</v></c>", "row.too-many-cells")]
    [InlineData("<c r=\"XFD2\"><v>1</v></c>", "row.too-many-cells")]
    public async Task A_bad_cell_refuses_its_row_and_the_next_one_is_read(string cell, string code)
    {
        var read = await XlsxAsync(Of(Head, Row(2, Text("A2", "x"), cell), Row(3, Text("A3", "y"))));

        Assert.Equal(code, Assert.Single(read.Rows[0].Faults).Code);
        Assert.Equal("x", read.Rows[0].Values[0]);
        Assert.Equal(["y", null], read.Rows[1].Values.AsEnumerable());
        Assert.True(read.Rows[1].IsReadable);
        Assert.Null(read.Fault);
    }

    [Fact]
    public async Task A_long_cell_is_refused()
    {
        var read = await XlsxAsync(Of(Head, Row(2, Text("A2", "x"), Text("B2", new string('某', 30_000)))));

        Assert.Equal("row.cell-too-long", read.Rows[0].Fault!.Code);
    }

    [Fact]
    public async Task Merged_cells_refuse_the_file_and_are_named()
    {
        var book = new WorkbookMaker().Sheet(
            Head + Row(2, Text("A2", "x")), "<mergeCells count=\"2\"><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"D1:E1\"/></mergeCells>");

        var read = await XlsxAsync(book);

        Assert.Equal("file.merged-cells", read.Fault!.Code);
        Assert.Contains("A2:A3、D1:E1", read.Fault.Message, StringComparison.Ordinal);
        Assert.Equal(1, read.Fault.RowsRead);
    }

    [Fact]
    public async Task Hidden_sheets_are_passed_over_and_other_sheets_with_content_are_named()
    {
        var book = new WorkbookMaker()
            .Sheet(Row(1, Text("A1", "隐")), name: "字典", state: "hidden")
            .Sheet(Head + Row(2, Text("A2", "x")))
            .Sheet("", name: "空表")
            .Sheet(Row(1, Text("A1", "y")), name: "第二页")
            .Part("xl/externalLinks/externalLink1.xml", "<externalLink/>");

        var read = await XlsxAsync(book);

        Assert.Equal("x", read.Rows[0].Values[0]);
        Assert.Equal(["file.other-sheets", "file.external-links"], read.Notes.Select(note => note.Code));
        Assert.Contains("第二页", read.Notes[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain("空表", read.Notes[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workbooks_written_by_a_library_are_read_through_a_stream_that_only_goes_forward()
    {
        var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            var sheet = workbook.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new Worksheet(new SheetData(
                Enumerable.Range(0, 3_000).Select(i => new DocumentFormat.OpenXml.Spreadsheet.Row(
                    new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(i == 0 ? "名称" : $"公司{i}")) },
                    i == 0
                        ? new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text("金额")) }
                        : new Cell { CellValue = new CellValue(i.ToString(CultureInfo.InvariantCulture)) }))));
            workbook.Workbook = new Workbook(new Sheets(new Sheet { Id = workbook.GetIdOfPart(sheet), SheetId = 1, Name = "表" }));
        }

        var read = await Reading.OfAsync(new DripStream(file.ToArray(), 1), SubmissionFormat.Xlsx);

        Assert.Null(read.Fault);
        Assert.Equal(2_999, read.Rows.Count);
        Assert.Equal(["公司2999", "2999"], read.Rows[^1].Values.AsEnumerable());
    }

    [Fact]
    public async Task Naughty_strings_survive_as_text()
    {
        var strings = Conformance.Read("text/blns.json").GetProperty("strings").EnumerateArray().Select(s => s.GetString()!).ToList();
        var rows = strings.Select((text, i) => Row(i + 2, Number($"A{i + 2}", $"{i}"), Text($"B{i + 2}", text)));

        var read = await XlsxAsync(Of([Head, .. rows]));

        // XML itself folds CR LF; the strings that hold one come with it escaped, so nothing is folded here.
        Assert.Equal(strings, read.Rows.Select(row => row.Values[1]));
    }

    private static Task<Reading> XlsxAsync(WorkbookMaker book) => Reading.OfAsync(book.Open(), SubmissionFormat.Xlsx);
}
