using System.Text;
using Xinheng.Model.Catalogue;

namespace Xinheng.Platform.Catalogue;

/// <summary>
/// The empty table of an item as CSV: UTF-8 with a byte order mark, because spreadsheets take it for a local encoding without.
/// A worked row is there only when asked for: it must not be handed in by mistake.
/// </summary>
public static class CsvTemplate
{
    public static byte[] Write(CatalogueItem item, bool withExample = false)
    {
        var text = new StringBuilder();
        Row(text, item.Fields.Select(f => f.Name));
        if (withExample)
        {
            Row(text, item.Example.Select(v => v ?? ""));
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) =>
        text.AppendJoin(',', cells.Select(Quote)).Append("\r\n");

    // A name or example that begins like a formula must open as text.
    private static string Quote(string given) => Escape(given is ['=' or '+' or '-' or '@', ..] ? "'" + given : given);

    private static string Escape(string cell) => cell.AsSpan().ContainsAny("\",\r\n")
        ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : cell;
}
