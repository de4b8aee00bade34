using System.Text;
using Xinheng.Model.Catalogue;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Collection.Reading;

namespace Xinheng.Web.Tests.Staff;

/// <summary>A department's penalty file: the catalogue's worked row, as often as wanted, with some cells changed.</summary>
internal sealed class Penalties(CatalogueItem item)
{
    private readonly List<string?[]> rows = [];

    public CatalogueItem Item => item;

    public static async Task<Penalties> OfAsync(StaffSite site) =>
        new((await site.Get<CatalogueInForce>().CurrentAsync(CancellationToken.None)).Find("CF_LP").Value);

    public Penalties Add(string documentNumber, params (string Column, string? Value)[] changes)
    {
        string?[] row = [.. item.Example];
        foreach (var (column, value) in changes.Prepend(("CF_WSH", documentNumber)))
        {
            row[item.IndexOf(column)] = value;
        }

        rows.Add(row);
        return this;
    }

    /// <summary>As an old office program writes it: Chinese column names, GB 18030.</summary>
    public byte[] Gb18030()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030").GetBytes(Text(CsvText.Quote));
    }

    public byte[] Utf8() => Encoding.UTF8.GetBytes(Text(CsvText.Quote));

    /// <summary>As a spreadsheet puts it on the clipboard.</summary>
    public string Pasted() => string.Join('\n', new[] { item.Fields.Select(f => (string?)f.Name) }.Concat(rows)
        .Select(row => string.Join('\t', row)));

    private string Text(Func<string?, string> quote)
    {
        var text = new StringBuilder().AppendJoin(',', item.Fields.Select(f => quote(f.Name))).Append("\r\n");
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Take(item.Fields.Length).Select(quote)).Append("\r\n");
        }

        return text.ToString();
    }
}
