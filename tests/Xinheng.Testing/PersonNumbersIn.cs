using System.Text;
using System.Text.RegularExpressions;
using Xinheng.Model.Subjects.Identifiers;

namespace Xinheng.Testing;

/// <summary>Known numbers of persons, to be looked for in whatever leaves or stays: 18 digits, the former 15, with blanks or hyphens between.</summary>
public sealed partial class PersonNumbersIn
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public int Count => known.Count;

    /// <summary>Takes up whatever of a text is a sound number of a person.</summary>
    public void Learn(string? text)
    {
        if (text is not null && ResidentId.IsValidResidentId(text, DateOnly.MaxValue))
        {
            known.Add(text);
            known.Add(text[..6] + text[8..17]);
        }
    }

    public bool Knows(string number) => known.Contains(number);

    public IEnumerable<string> FindIn(string text)
    {
        foreach (Match run in Run().Matches(text))
        {
            var digits = Between().Replace(run.Value, "").ToUpperInvariant();
            foreach (var length in new[] { 15, 18 })
            {
                for (var at = 0; at + length <= digits.Length; at++)
                {
                    if (known.Contains(digits.Substring(at, length)))
                    {
                        yield return digits.Substring(at, length);
                    }
                }
            }
        }
    }

    /// <summary>In bytes: as one-byte text, as UTF-16 of either order, and where hex stands for bytes, in those too.</summary>
    public IEnumerable<string> FindIn(byte[] bytes) =>
        [.. FindIn(Encoding.Latin1.GetString(bytes)), .. FindIn(Encoding.Unicode.GetString(bytes)), .. FindIn(Encoding.BigEndianUnicode.GetString(bytes))];

    public IEnumerable<string> FindInDump(string text)
    {
        foreach (var found in FindIn(text))
        {
            yield return found;
        }

        foreach (Match hex in Hex().Matches(text))
        {
            foreach (var found in FindIn(Convert.FromHexString(hex.ValueSpan[2..])))
            {
                yield return found;
            }
        }
    }

    [GeneratedRegex(@"\d(?:[ \-.·]{0,2}[\dXx]){14,}")]
    private static partial Regex Run();

    [GeneratedRegex(@"[ \-.·]")]
    private static partial Regex Between();

    [GeneratedRegex(@"\\x(?:[0-9a-f]{2}){15,}")]
    private static partial Regex Hex();
}
