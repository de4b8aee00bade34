using System.Buffers;

namespace Xinheng.Model.Collection;

/// <summary>
/// A document number as it is compared: departments write one number with 〔〕, [], （） or 【】, wide or narrow, with and
/// without blanks. What was handed in stays as it is; only the record's key is made of this.
/// </summary>
public static class DocumentKey
{
    private static readonly SearchValues<char> Opening = SearchValues.Create("〔[（(【{｛［﹝〖「『<《〈＜");
    private static readonly SearchValues<char> Closing = SearchValues.Create("〕]）)】}｝］﹞〗」』>》〉＞");

    public static string Of(string number) => string.Create(Length(number), number, static (place, given) =>
    {
        var at = 0;
        foreach (var c in given)
        {
            if (!char.IsWhiteSpace(c))
            {
                place[at++] = Of(c);
            }
        }
    });

    private static int Length(string number)
    {
        var length = 0;
        foreach (var c in number)
        {
            length += char.IsWhiteSpace(c) ? 0 : 1;
        }

        return length;
    }

    private static char Of(char c) =>
        Opening.Contains(c) ? '['
        : Closing.Contains(c) ? ']'
        : c is >= '\uFF01' and <= '\uFF5E' ? char.ToUpperInvariant((char)(c - 0xFEE0))
        : char.ToUpperInvariant(c);
}
