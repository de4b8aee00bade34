using System.Text;

namespace Xinheng.Platform.Collection.Reading;

/// <summary>
/// Cells of CSV files that we hand out: quoted by RFC 4180, and harmless when a spreadsheet opens them. A cell that would
/// start a formula gets a single quote before it; <see cref="Unguard"/> takes exactly that back when our own file returns.
/// </summary>
public static class CsvText
{
    /// <summary>The full-width forms count too: East Asian editions of spreadsheets take them for the narrow ones.</summary>
    private const string Starters = "=+-@\t\r\n＝＋－＠";

    /// <summary>For everything that people open: guarded against formulas, then quoted.</summary>
    public static string Escape(string? text) => Quote(Guard(text));

    /// <summary>RFC 4180 only. Nothing is written for null; an empty text is an empty pair of quotes.</summary>
    public static string Quote(string? text)
    {
        if (text is null)
        {
            return "";
        }

        return text.Length == 0 || text.AsSpan().ContainsAny(",\t\"\r\n") || text[0] == ' ' || text[^1] == ' '
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }

    /// <summary>Negative amounts stay numbers; everything else that starts like a formula is made text.</summary>
    public static string? Guard(string? text) => text is not null && StartsFormula(text) ? "'" + text : text;

    public static string? Unguard(string? text) =>
        text is ['\'', ..] && StartsFormula(text[1..]) ? text[1..] : text;

    /// <summary>One line with its line end; every cell escaped.</summary>
    public static StringBuilder AppendCsvRow(this StringBuilder csv, IEnumerable<string?> cells) =>
        csv.AppendJoin(',', cells.Select(Escape)).Append("\r\n");

    private static bool StartsFormula(string text)
    {
        // Our own mark counts as a start, or taking it back would not be exact.
        var start = text.AsSpan().TrimStart('\'');
        return start.Length > 0 && Starters.Contains(start[0], StringComparison.Ordinal) && !IsNegativeNumber(text);
    }

    private static bool IsNegativeNumber(string text) =>
        text is ['-', .. var digits] && digits.Length is > 0 and <= 20 &&
        char.IsAsciiDigit(digits[0]) && char.IsAsciiDigit(digits[^1]) &&
        digits.All(c => char.IsAsciiDigit(c) || c == '.') && digits.AsSpan().Count('.') <= 1;
}
