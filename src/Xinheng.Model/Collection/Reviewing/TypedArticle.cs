using System.Globalization;
using System.Text.RegularExpressions;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Collection.Reviewing;

/// <summary>
/// What a reviewer types to sign a severe grade or what speaks against a person: an article of the basis the row gives. It must
/// stand in that basis; Chinese and Arabic numbers, brackets and blanks make no difference.
/// </summary>
public static partial class TypedArticle
{
    private const string Digits = "零一二三四五六七八九";

    /// <summary>The articles that a basis cites; empty where it only names an instrument.</summary>
    public static IReadOnlySet<int> ArticlesOf(string basis) => Articles(Plain(basis)).ToHashSet();

    public static bool Matches(string? typed, string basis)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return false;
        }

        var (given, cited) = (Plain(typed), Plain(basis));
        var (mine, theirs) = (Articles(given).ToHashSet(), Articles(cited).ToHashSet());
        if (theirs.Count == 0)
        {
            return given == cited || (given.Length >= 4 && cited.Contains(given, StringComparison.Ordinal));
        }

        // A bare number is taken for an article; anything else that was typed must be the name of the instrument cited.
        if (mine.Count == 0)
        {
            return int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var bare) ? theirs.Contains(bare)
                : NumberOf(given) is { } word && theirs.Contains(word);
        }

        var name = Article().Replace(given, "").Trim('、', ',', '，', '。');
        name = Parts().Replace(name, "");
        return mine.IsSubsetOf(theirs) && (name.Length == 0 || cited.Contains(name, StringComparison.Ordinal));
    }

    private static IEnumerable<int> Articles(string plain) => Article().Matches(plain)
        .SelectMany(match => match.Groups[1].Value.Split('、', ',', '和', '及'))
        .Select(number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var arabic) ? arabic : NumberOf(number))
        .OfType<int>();

    private static string Plain(string text) => Brackets().Replace(Text.HalfWidth(text), "").ToUpperInvariant();

    /// <summary>From 一 to 九百九十九; null for anything else.</summary>
    private static int? NumberOf(string chinese)
    {
        var (sum, last) = (0, 0);
        foreach (var c in chinese)
        {
            var digit = c == '〇' ? 0 : Digits.IndexOf(c, StringComparison.Ordinal);
            if (digit >= 0)
            {
                last = digit;
            }
            else if (c is '百' or '十')
            {
                sum += (last == 0 ? 1 : last) * (c == '百' ? 100 : 10);
                last = 0;
            }
            else
            {
                return null;
            }
        }

        return chinese.Length == 0 ? null : sum + last;
    }

    [GeneratedRegex(@"第([0-9零〇一二三四五六七八九十百、,和及]+)条")]
    private static partial Regex Article();

    [GeneratedRegex(@"第[0-9零〇一二三四五六七八九十百()、,]+[款项目]")]
    private static partial Regex Parts();

    [GeneratedRegex(@"[《》〈〉\s""“”]")]
    private static partial Regex Brackets();
}
