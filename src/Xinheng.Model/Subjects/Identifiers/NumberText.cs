using Xinheng.Model.Foundation;

namespace Xinheng.Model.Subjects.Identifiers;

/// <summary>The one way numbers are normalised: outer blanks gone, full width to half width, upper case. Clean text is returned as it came.</summary>
internal static class NumberText
{
    public static string Normalise(string text) => IsNormal(text)
        ? text
        : Text.HalfWidth(text).AsSpan().Trim().Trim(Invisible).ToString().ToUpperInvariant();

    // Byte-order marks and zero-width blanks ride along when cells are copied.
    private const string Invisible = "\uFEFF\u200B\u200C\u200D \t\r\n\u00A0";

    private static bool IsNormal(string text)
    {
        foreach (var c in text)
        {
            if (c is not ((>= '0' and <= '9') or (>= 'A' and <= 'Z')))
            {
                return false;
            }
        }

        return true;
    }

    public static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
