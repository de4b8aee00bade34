using System.Text;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Subjects;

/// <summary>How organisations' names are compared and searched: by a normal form and by its pairs of neighbouring characters.</summary>
public static class SubjectName
{
    /// <summary>Half-width, upper case, without blanks, brackets and dots: “ＸＹ（测试）公司” and “xy(测试)公司” are one.</summary>
    public static string Normal(string name)
    {
        var normal = new StringBuilder(name.Length);
        foreach (var c in Text.HalfWidth(name))
        {
            if (!char.IsWhiteSpace(c) && c is not ('(' or ')' or '[' or ']' or '.' or '·' or '-' or '"' or '\'' or ',' or '、' or '〔' or '〕'))
            {
                normal.Append(char.ToUpperInvariant(c));
            }
        }

        return normal.ToString();
    }

    /// <summary>The distinct pairs of the normal form, separated by blanks; a single character stands for itself.</summary>
    public static string Pairs(string name)
    {
        var normal = Normal(name);
        var pairs = Neighbours(normal);
        return pairs.Count == 0 ? normal : string.Join(' ', pairs.Distinct());
    }

    /// <summary>
    /// Each two neighbouring characters of a normal form, in their order; none of a single character. A rare character outside the
    /// first plane (𬭎, 𠮷) is one character, never two halves.
    /// </summary>
    public static IReadOnlyList<string> Neighbours(string normal)
    {
        if (!normal.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return [.. Enumerable.Range(0, Math.Max(0, normal.Length - 1)).Select(i => normal.Substring(i, 2))];
        }

        var characters = normal.EnumerateRunes().Select(rune => rune.ToString()).ToList();
        return [.. characters.Zip(characters.Skip(1), (one, next) => one + next)];
    }
}
