using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Xinheng.Model.Foundation;

/// <summary>Normalisation of text as it comes from departments' files.</summary>
public static partial class Text
{
    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(char.IsControl)]);

    /// <summary>
    /// Whether it holds characters that no page can show: those below the blank, the delete sign, and U+0080–U+009F, which a browser
    /// would even show as something else.
    /// </summary>
    public static bool HasControls(string text) => text.AsSpan().ContainsAny(Controls);

    /// <summary>The same with a replacement sign (�) for every control character but line ends and tabs: what is wrong can be seen.</summary>
    public static string Visible(string text) => !HasControls(text) ? text
        : string.Create(text.Length, text, static (shown, given) =>
        {
            for (var i = 0; i < given.Length; i++)
            {
                shown[i] = char.IsControl(given[i]) && given[i] is not ('\n' or '\r' or '\t') ? '\uFFFD' : given[i];
            }
        });

    /// <summary>Whether a run of 11, 15 or 18 places stands in it: a telephone or identity number, right or mistyped.</summary>
    public static bool HoldsPersonsNumber(string text) => PersonsNumber().IsMatch(text);

    /// <summary>The same text with such runs blotted out.</summary>
    public static string WithoutPersonsNumbers(string text) => PersonsNumber().Replace(text, match => new string('*', match.Length));

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

    [GeneratedRegex(@"(?<![0-9０-９A-Za-z])(?:[0-9０-９]{11}|[0-9０-９]{15}|[0-9０-９]{17}[0-9０-９XxＸｘ])(?![0-9０-９A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex PersonsNumber();
}
