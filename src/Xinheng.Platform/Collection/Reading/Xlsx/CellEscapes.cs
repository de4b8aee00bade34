using System.Globalization;
using System.Text;

namespace Xinheng.Platform.Collection.Reading.Xlsx;

/// <summary>Workbooks write characters that XML cannot hold as <c>_x000D_</c> (ECMA-376 part 1, 22.9.2.19).</summary>
internal static class CellEscapes
{
    public static string Decode(string text)
    {
        var at = text.IndexOf("_x", StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        var decoded = new StringBuilder(text.Length);
        var done = 0;
        while (at >= 0)
        {
            if (at + 6 < text.Length && text[at + 6] == '_' &&
                ushort.TryParse(
                    text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                decoded.Append(text, done, at - done).Append((char)unit);
                done = at + 7;
            }

            at = text.IndexOf("_x", Math.Max(done, at + 2), StringComparison.Ordinal);
        }

        return decoded.Append(text, done, text.Length - done).ToString();
    }

    public static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                {
                    return true;
                }

                i++;
            }
        }

        return false;
    }
}
