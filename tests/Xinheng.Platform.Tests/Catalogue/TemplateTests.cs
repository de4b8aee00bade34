using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Platform.Catalogue;

namespace Xinheng.Platform.Tests.Catalogue;

public sealed class TemplateTests
{
    public static TheoryData<string> Codes => DraftPackTests.Codes;

    [Theory, MemberData(nameof(Codes))]
    public void The_csv_template_with_its_worked_row_passes_when_handed_in(string code)
    {
        var item = Draft.Item(code);
        var file = CsvTemplate.Write(item, withExample: true);
        Assert.Equal([0xEF, 0xBB, 0xBF], file.Take(3));

        using var reader = new CsvReader(new StreamReader(new MemoryStream(file), Encoding.UTF8),
            new CsvConfiguration(CultureInfo.InvariantCulture) { HasHeaderRecord = false });
        Assert.True(reader.Read());
        var header = reader.Parser.Record!;
        Assert.True(reader.Read());
        var row = reader.Parser.Record!;

        Assert.Empty(HandIn(item, header, row).Problems);
        Assert.False(reader.Read());
    }

    [Fact]
    public void The_plain_csv_template_has_no_row_to_hand_in_by_mistake() =>
        Assert.Equal(1, Encoding.UTF8.GetString(CsvTemplate.Write(Draft.Item("CF_LP"))).Count(c => c == '\n'));

    [Theory, MemberData(nameof(Codes))]
    public void The_workbook_has_only_text_and_its_worked_row_passes(string code)
    {
        var item = Draft.Item(code);
        using var document = SpreadsheetDocument.Open(new MemoryStream(XlsxTemplate.Write(item)), false);
        var sheets = document.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().ToList();
        var rows = sheets.ConvertAll(s => Rows((WorksheetPart)document.WorkbookPart.GetPartById(s.Id!)));

        Assert.Equal(["填报", "说明", "示例"], sheets.Select(s => s.Name!.Value));
        Assert.Equal(item.Fields.Select(f => f.Name), Assert.Single(rows[0]));
        Assert.Equal(rows[0][0], rows[2][0]);
        Assert.Empty(HandIn(item, rows[2][0], rows[2][1]).Problems);
        foreach (var field in item.Fields)
        {
            Assert.Contains(rows[1], r => r.Length == 6 && r[0] == field.Code && r[3] == field.Type.Explain);
        }

        foreach (var value in item.Fields.Select(f => f.Type.Codes).OfType<CodeSet>().SelectMany(s => s.Values))
        {
            Assert.Contains(rows[1], r => r is [var c, var text] && c == value.Code && text == value.Text);
        }

        Assert.All(document.WorkbookPart.WorksheetParts.SelectMany(p => p.Worksheet.Descendants<Cell>()), cell =>
        {
            Assert.Null(cell.CellFormula);
            Assert.Equal(CellValues.InlineString, cell.DataType!.Value);
        });
        Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(document));
    }

    private static CheckedRow HandIn(CatalogueItem item, IReadOnlyList<string> header, string[] row)
    {
        var map = ColumnMap.Match(item, header).Value;
        var aligned = new string?[map.Width];
        map.Arrange(row, aligned);
        return item.Check(aligned, Draft.Context);
    }

    private static List<string[]> Rows(WorksheetPart part) =>
        [.. part.Worksheet.Descendants<Row>().Select(r => r.Elements<Cell>().Select(c => c.InnerText).ToArray())];
}
