using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Xinheng.Model.Catalogue;

namespace Xinheng.Platform.Catalogue;

/// <summary>
/// The empty table of an item as a workbook: the header to fill in under, explanations and code lists, a worked row.
/// Every cell is text, so that no code loses digits and nothing is ever a formula.
/// </summary>
public static class XlsxTemplate
{
    // Index of the only cell format that is not the default: text ("@", built-in number format 49).
    private const uint TextFormat = 1;
    private const uint TextNumberFormat = 49;

    public static byte[] Write(CatalogueItem item)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new Workbook();
            var sheets = book.Workbook.AppendChild(new Sheets());
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            string[] header = [.. item.Fields.Select(f => f.Name)];
            Add(book, sheets, "填报", header.Length, [header]);
            Add(book, sheets, "说明", 6, TemplateNotes.Of(item));
            Add(book, sheets, "示例", header.Length, [header, [.. item.Example.Select(v => v ?? "")]]);
            book.Workbook.Save();
        }

        return stream.ToArray();
    }

    private static void Add(WorkbookPart book, Sheets sheets, string name, int width, IEnumerable<string[]> rows)
    {
        var part = book.AddNewPart<WorksheetPart>();
        var content = new SheetData();
        foreach (var row in rows)
        {
            content.AppendChild(new Row(row.Select(Cell)));
        }

        // The whole column is text, also the cells that are still to be filled in.
        var columns = new DocumentFormat.OpenXml.Spreadsheet.Columns(new Column
        {
            Min = 1, Max = (uint)width, Width = 24, CustomWidth = true, Style = TextFormat,
        });
        part.Worksheet = new Worksheet(columns, content);
        sheets.AppendChild(new Sheet
        {
            Id = book.GetIdOfPart(part), SheetId = (uint)sheets.ChildElements.Count + 1, Name = name,
        });
    }

    private static Cell Cell(string text) => new()
    {
        DataType = CellValues.InlineString,
        StyleIndex = TextFormat,
        InlineString = new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }),
    };

    private static Stylesheet Styles() => new(
        new Fonts(new Font()),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { NumberFormatId = TextNumberFormat, ApplyNumberFormat = true }));
}
