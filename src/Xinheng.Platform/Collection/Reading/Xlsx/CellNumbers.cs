using System.Buffers;
using System.Globalization;

namespace Xinheng.Platform.Collection.Reading.Xlsx;

/// <summary>Why a number in a cell cannot be taken.</summary>
internal enum NumberProblem
{
    None,
    NotANumber,

    /// <summary>Spreadsheets keep fifteen significant digits; codes written as numbers have lost their ends.</summary>
    TooManyDigits,
    NotADate,
}

/// <summary>Numbers as a clerk typed them: no exponents, no seventeenth digits, dates as dates.</summary>
internal static class CellNumbers
{
    private const int Significant = 15;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    public static string? Read(string raw, NumberStyle style, bool countsFrom1904, out NumberProblem problem)
    {
        problem = NumberProblem.None;
        if (style.Meaning == NumberMeaning.Number && IsPlain(raw))
        {
            return style.Width > raw.Length && raw.All(char.IsAsciiDigit) ? raw.PadLeft(style.Width, '0') : raw;
        }

        if (!double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            problem = NumberProblem.NotANumber;
            return null;
        }

        var text = style.Meaning == NumberMeaning.Number ? null : Moment(number, style.Meaning, countsFrom1904);
        if (text is not null)
        {
            return text;
        }

        if (style.Meaning == NumberMeaning.Date)
        {
            problem = NumberProblem.NotADate;
            return null;
        }

        return Decimal(number, style.Width, out problem);
    }

    /// <summary>Short enough to be exact just as it stands.</summary>
    private static bool IsPlain(string raw)
    {
        var digits = raw.AsSpan(raw.StartsWith('-') ? 1 : 0);
        return digits.Length is > 0 and <= Significant && char.IsAsciiDigit(digits[0]) && char.IsAsciiDigit(digits[^1]) &&
            digits.Count('.') <= 1 && digits.IndexOfAnyExcept(Digits) < 0;
    }

    private static string? Decimal(double number, int width, out NumberProblem problem)
    {
        // 1.1 is kept as 1.1000000000000001: fifteen digits give back what was typed, or it had more than can be kept.
        var typed = number.ToString("G15", CultureInfo.InvariantCulture);
        problem = NumberProblem.TooManyDigits;
        if (Math.Abs(number) >= 1e15 || double.Parse(typed, CultureInfo.InvariantCulture) != number ||
            !decimal.TryParse(typed, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ||
            (exact == 0 && number != 0))
        {
            return null;
        }

        problem = NumberProblem.None;
        var text = exact.ToString("0.############################", CultureInfo.InvariantCulture);
        return width > text.Length && text.All(char.IsAsciiDigit) ? text.PadLeft(width, '0') : text;
    }

    private static string? Moment(double serial, NumberMeaning meaning, bool countsFrom1904)
    {
        var day = Math.Floor(serial);
        var second = (int)Math.Round((serial - day) * 86_400);
        (day, second) = second == 86_400 ? (day + 1, 0) : (day, second);
        var time = TimeOnly.MinValue.Add(TimeSpan.FromSeconds(second)).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        if (meaning == NumberMeaning.Time)
        {
            return day == 0 ? time : null;
        }

        // The 1900 system knows a 29 February 1900 (day 60) that never was, and its days before count one later.
        if (day > 2_958_465 || (countsFrom1904 ? day < 0 : day is < 1 or 60))
        {
            return null;
        }

        var start = countsFrom1904 ? new DateOnly(1904, 1, 1)
            : day < 60 ? new DateOnly(1899, 12, 31)
            : new DateOnly(1899, 12, 30);
        if (day > DateOnly.MaxValue.DayNumber - start.DayNumber)
        {
            return null;
        }

        var date = start.AddDays((int)day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return second == 0 ? date : $"{date}T{time}";
    }
}
