using System.Text;

namespace Xinheng.Model.Foundation;

/// <summary>Normalisation of text as it comes from departments' files.</summary>
public static class Text
{
    /// <summary>Full-width Latin letters, digits, punctuation and blanks become half-width; the rest stays.</summary>
    public static string HalfWidth(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uFF01', '\uFF5E') && !text.Contains('\u3000'))
        {
            return text;
        }

        var half = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            half.Append(c switch
            {
                '\u3000' => ' ',
                >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
                _ => c,
            });
        }

        return half.ToString();
    }

    /// <summary>Outer blanks removed, inner runs of blanks (half- or full-width) become one.</summary>
    public static string Collapse(string text)
    {
        var trimmed = text.Trim();
        if (!trimmed.Contains('\u3000') && !trimmed.Contains("  ", StringComparison.Ordinal))
        {
            return trimmed;
        }

        return string.Join(' ', trimmed.Split([' ', '\u3000'], StringSplitOptions.RemoveEmptyEntries));
    }
}
