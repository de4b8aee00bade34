using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using Xinheng.Testing;

namespace Xinheng.Web.Tests.Naughty;

/// <summary>The public list of texts that break programs, and what a page must not do with any of them.</summary>
internal static class NaughtyStrings
{
    private static readonly string[] Dangerous = ["iframe", "object", "embed", "base", "marquee", "video", "audio", "applet", "frameset"];

    private static readonly string[] Ours = ["/assets/", "/badge/"];

    public static List<string> All() => [.. Conformance.Read("text/blns.json").GetProperty("strings").EnumerateArray().Select(s => s.GetString()!)];

    /// <summary>All of them in as few texts of at most that many characters as they fit into, a blank between two.</summary>
    public static List<string> Packed(IEnumerable<string> strings, int longest)
    {
        List<string> texts = [];
        var text = new StringBuilder();
        foreach (var one in strings.SelectMany(s => Pieces(s, longest)))
        {
            if (text.Length > 0 && text.Length + 1 + one.Length > longest)
            {
                texts.Add(text.ToString());
                text.Clear();
            }

            text.Append(text.Length > 0 ? " " : "").Append(one);
        }

        texts.Add(text.ToString());
        return texts;
    }

    /// <summary>What of a text can be seen: blanks, controls and marks without a shape set aside, because pages may fold them.</summary>
    public static string Seen(string text)
    {
        var seen = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && rune.Value != 0xFFFD && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
            {
                seen.Append(rune);
            }
        }

        return seen.ToString();
    }

    /// <summary>All that a reader can see of a page, what stands in its fields included.</summary>
    public static string Shown(IDocument page) =>
        Seen(string.Concat(page.QuerySelectorAll("input").Select(i => i.GetAttribute("value") + "\n")) + page.Body!.TextContent);

    /// <summary>What somebody's text made of a page: nothing may be left of it but text.</summary>
    public static IEnumerable<string> Injected(IDocument page)
    {
        foreach (var element in page.All)
        {
            if (Dangerous.Contains(element.LocalName)
                || (element.LocalName is "img" && !Ours.Any(ours => (element.GetAttribute("src") ?? "").StartsWith(ours, StringComparison.Ordinal)))
                || (element.LocalName == "script" && !(element.GetAttribute("src") ?? "").StartsWith("/assets/", StringComparison.Ordinal))
                || (element.LocalName == "link" && !(element.GetAttribute("href") ?? "").StartsWith('/'))
                || element.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal) || IsScript(a)))
            {
                yield return element.OuterHtml[..Math.Min(160, element.OuterHtml.Length)];
            }
        }
    }

    private static bool IsScript(IAttr attribute) => attribute.Name is "href" or "src" or "action" or "formaction"
        && Seen(attribute.Value).StartsWith("javascript:", StringComparison.OrdinalIgnoreCase);

    // One longer than the field comes in pieces; none is cut within a character.
    private static IEnumerable<string> Pieces(string text, int longest)
    {
        var piece = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (piece.Length + rune.Utf16SequenceLength > longest)
            {
                yield return piece.ToString();
                piece.Clear();
            }

            piece.Append(rune);
        }

        yield return piece.ToString();
    }
}
