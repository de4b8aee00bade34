namespace Xinheng.Model.Catalogue.Checking;

/// <summary>Blanks around values as spreadsheets leave them: also byte order marks and zero-width ones.</summary>
internal static class Blank
{
    private const int LongestQuote = 60;

    /// <summary>The text without outer blanks; the same instance where there are none.</summary>
    public static string Trim(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && Is(text[start]))
        {
            start++;
        }

        while (end > start && Is(text[end - 1]))
        {
            end--;
        }

        return end - start == text.Length ? text : text[start..end];
    }

    /// <summary>A long value is quoted by its beginning.</summary>
    public static string Shorten(string text) => text.Length <= LongestQuote ? text : text[..LongestQuote] + "……";

    private static bool Is(char c) => char.IsWhiteSpace(c) || c is '\uFEFF' or '\u200B' or '\u200C' or '\u200D' or '\u2060';
}
