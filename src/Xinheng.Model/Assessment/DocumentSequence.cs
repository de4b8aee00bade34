using System.Globalization;
using System.Text.RegularExpressions;
using Xinheng.Model.Collection;

namespace Xinheng.Model.Assessment;

/// <summary>A document number read as a place in a body's yearly series: 云市监罚〔2026〕12号 is the 12th of 云市监罚 in 2026.</summary>
public sealed partial record DocumentSequence(string Prefix, int Year, int Number)
{
    /// <summary>Null where the number follows no such series: nothing can be missing from it.</summary>
    public static DocumentSequence? Read(string number) =>
        Series().Match(DocumentKey.Of(number)) is { Success: true } found
        && int.Parse(found.Groups[2].Value, CultureInfo.InvariantCulture) is var year and >= 1949 and <= 2200
            ? new DocumentSequence(found.Groups[1].Value, year, int.Parse(found.Groups[3].Value, CultureInfo.InvariantCulture))
            : null;

    /// <summary>The number as its body writes it.</summary>
    public static string Write(string prefix, int year, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}〔{year}〕{number}号");

    [GeneratedRegex(@"^(.{1,60})\[(\d{4})\](?:第)?0*(\d{1,7})号?$")]
    private static partial Regex Series();
}

/// <summary>Numbers missing between two that came (漏报或隐瞒的线索，不是结论): first and last of a run.</summary>
public readonly record struct NumberGap(int From, int To)
{
    public int Count => To - From + 1;

    /// <summary>Runs missing between the smallest and the largest number; what lies outside nobody can know.</summary>
    public static IReadOnlyList<NumberGap> Between(IEnumerable<int> numbers)
    {
        List<NumberGap> gaps = [];
        int? before = null;
        foreach (var number in numbers.Distinct().Order())
        {
            if (before is { } last && number > last + 1)
            {
                gaps.Add(new NumberGap(last + 1, number - 1));
            }

            before = number;
        }

        return gaps;
    }

    public override string ToString() => From == To ? $"{From}" : $"{From}–{To}";
}
