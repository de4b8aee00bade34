using Xinheng.Model.Foundation;

namespace Xinheng.Model.Catalogue.Checking;

/// <summary>Looks for numbers of persons in free text: runs of exactly 15 or 18 places that pass the check, mobile numbers of 11.</summary>
public static class NumberScan
{
    internal enum Found
    {
        Nothing,
        Phone,
        ResidentNumber,
    }

    internal const int OldNumberLength = 15;
    internal const int NumberLength = 18;

    private const int PhoneLength = 11;

    /// <summary>Whether a number of a person, right or mistyped, may stand in it: then it is not repeated to anybody.</summary>
    public static bool MayBePerson(string text) => Find(text, BornInSomeMonth) != Found.Nothing;

    /// <summary>The graver of what is found.</summary>
    /// <param name="shortest">Runs of fewer places are not looked at.</param>
    internal static Found Find(string text, NumberCheck residentNumber, int shortest = PhoneLength)
    {
        var found = Found.Nothing;
        var from = 0;

        // A run of at least so many places covers every place of that number: the rest of the text is not looked at.
        while (from + shortest <= text.Length)
        {
            var probe = from + shortest - 1;
            if (!IsPlace(text[probe]))
            {
                from = probe + 1;
                continue;
            }

            var start = probe;
            while (start > from && IsPlace(text[start - 1]))
            {
                start--;
            }

            var end = probe + 1;
            while (end < text.Length && IsPlace(text[end]))
            {
                end++;
            }

            var judged = end - start < shortest ? Found.Nothing : Judge(text.AsSpan(start, end - start), residentNumber);
            if (judged == Found.ResidentNumber)
            {
                return judged;
            }

            found = judged == Found.Nothing ? found : judged;
            from = end + 1;
        }

        return found;
    }

    private static Found Judge(ReadOnlySpan<char> run, NumberCheck residentNumber)
    {
        // Letters glued before or after digits make it a serial or code of something else; a lone trailing X belongs to the number.
        if (run.Length is not (PhoneLength or OldNumberLength or NumberLength))
        {
            return Found.Nothing;
        }

        var number = Text.HalfWidth(run.ToString());
        if (number.AsSpan(0, number.Length - 1).ContainsAnyExceptInRange('0', '9'))
        {
            return Found.Nothing;
        }

        var last = number[^1];
        return number.Length == PhoneLength
            ? char.IsAsciiDigit(last) && number[0] == '1' && number[1] is >= '3' and <= '9' ? Found.Phone : Found.Nothing
            : (char.IsAsciiDigit(last) || last is 'X' or 'x') && residentNumber(number.ToUpperInvariant()).Normalised is not null
                ? Found.ResidentNumber
                : Found.Nothing;
    }

    private static bool IsPlace(char c) => char.IsAsciiLetterOrDigit(c) || c is (>= '０' and <= '９') or 'Ｘ' or 'ｘ';

    private static NumberVerdict BornInSomeMonth(string number)
    {
        var year = number.Length == NumberLength ? number.AsSpan(6, 4) : "1900";
        var month = number.AsSpan(number.Length == NumberLength ? 10 : 8, 2);
        return year is ['1', '8' or '9', ..] or ['2', '0', ..] && month is ['0', not '0'] or ['1', <= '2']
            ? new NumberVerdict(number, null)
            : default;
    }
}
