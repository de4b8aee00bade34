using System.Text;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Subjects.Identifiers;

/// <summary>文号 and 案号, as <c>信政〔2026〕5号</c>: departments write the brackets, widths and blanks in many ways and mean one document.</summary>
public static class DocumentNumber
{
    /// <summary>The form by which two spellings are compared. It is not for display: the record keeps what was handed in.</summary>
    public static string Normalise(string text)
    {
        var half = Text.HalfWidth(text);
        var plain = new StringBuilder(half.Length);
        foreach (var c in half)
        {
            switch (c)
            {
                case '(' or '[' or '{' or '<' or '〔' or '【' or '〈' or '《' or '「' or '﹝' or '〖':
                    plain.Append('〔');
                    break;
                case ')' or ']' or '}' or '>' or '〕' or '】' or '〉' or '》' or '」' or '﹞' or '〗':
                    plain.Append('〕');
                    break;
                case '—' or '–' or '‐' or '‑' or '−':
                    plain.Append('-');
                    break;
                default:
                    if (!char.IsWhiteSpace(c) && !char.IsControl(c) && c != '\u200B' && c != '\uFEFF')
                    {
                        plain.Append(char.ToUpperInvariant(c));
                    }

                    break;
            }
        }

        return plain.ToString();
    }

    public static bool Same(string one, string other) => Normalise(one) == Normalise(other);

}
