using System.IO.Compression;
using System.Security;
using System.Text;

namespace Xinheng.Platform.Tests.Collection.Reading;

/// <summary>Writes workbooks by hand, so that a test can put into them what no spreadsheet would.</summary>
internal sealed class WorkbookMaker
{
    private readonly Dictionary<string, byte[]> parts = [];
    private readonly List<(string Name, string State, string Xml)> sheets = [];

    public string Properties { get; init; } = "";

    public static string Text(string place, string text) =>
        $"<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{Escape(text)}</t></is></c>";

    public static string Number(string place, string number, int style = 0) => $"<c r=\"{place}\" s=\"{style}\"><v>{number}</v></c>";

    public static string Row(int number, params string[] cells) => $"<row r=\"{number}\">{string.Concat(cells)}</row>";

    public static WorkbookMaker Of(params string[] rows) => new WorkbookMaker().Sheet(string.Concat(rows));

    public WorkbookMaker Sheet(string rows, string behind = "", string name = "数据", string state = "visible")
    {
        sheets.Add((name, state, $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData>{behind}</worksheet>"));
        return this;
    }

    public WorkbookMaker Part(string name, string xml) => Part(name, Encoding.UTF8.GetBytes(xml));

    public WorkbookMaker Part(string name, byte[] bytes)
    {
        parts[name] = bytes;
        return this;
    }

    public WorkbookMaker Shared(params string[] items) =>
        Part("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{string.Concat(items.Select(item => $"<si>{item}</si>"))}</sst>");

    public byte[] Make()
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(zip, "_rels/.rels", Relations(("r1", "officeDocument", "xl/workbook.xml")));
            Put(zip, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Links}\">{Properties}<sheets>{string.Concat(
                sheets.Select((sheet, i) =>
                    $"<sheet name=\"{Escape(sheet.Name)}\" sheetId=\"{i + 1}\" state=\"{sheet.State}\" r:id=\"s{i}\"/>"))}</sheets></workbook>");
            Put(zip, "xl/_rels/workbook.xml.rels", Relations(
                [.. sheets.Select((_, i) => ($"s{i}", "worksheet", $"worksheets/sheet{i}.xml"))]));
            Put(zip, "xl/styles.xml", Styles);
            for (var i = 0; i < sheets.Count; i++)
            {
                Put(zip, $"xl/worksheets/sheet{i}.xml", sheets[i].Xml);
            }

            foreach (var (name, bytes) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(bytes);
            }
        }

        return file.ToArray();
    }

    public MemoryStream Open() => new(Make());

    /// <summary>Control characters as spreadsheets write them; their own escape escaped.</summary>
    private static string Escape(string text)
    {
        var xml = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var isOurs = text[i] == '_' && i + 1 < text.Length && text[i + 1] == 'x';
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (isPair)
            {
                xml.Append(text, i++, 2);
            }
            else if (isOurs || text[i] < ' ' || char.IsSurrogate(text[i]) || text[i] >= '\uFFFE')
            {
                xml.Append($"_x{(int)text[i]:X4}_");
            }
            else
            {
                xml.Append(SecurityElement.Escape(text[i].ToString()));
            }
        }

        return xml.ToString();
    }

    private static string Relations(params (string Id, string Kind, string Target)[] relations) =>
        $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(relations.Select(
            r => $"<Relationship Id=\"{r.Id}\" Type=\"{Links}/{r.Kind}\" Target=\"{r.Target}\"/>"))}</Relationships>";

    private static void Put(ZipArchive zip, string name, string xml)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(xml);
    }

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>0 general, 1 date, 2 date and time, 3 Chinese date, 4 six digits wide, 5 elapsed time, 6 amount, 7 time.</summary>
    private const string Styles = $"""
        <styleSheet xmlns="{Main}"><numFmts>
        <numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="165" formatCode="000000"/>
        <numFmt numFmtId="166" formatCode="[h]:mm"/><numFmt numFmtId="167" formatCode="[Red]#,##0.00\ &quot;yd&quot;"/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/>
        <xf numFmtId="167"/><xf numFmtId="21"/></cellXfs></styleSheet>
        """;
}
