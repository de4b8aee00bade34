using System.Globalization;

namespace Xinheng.Platform.Programmes.FictionalProvince.Land;

/// <summary>Dates as texts, made once: a million rows name the same few thousand days.</summary>
internal sealed class Days
{
    private const int First = 1995;
    private const int Last = 2035;

    private static readonly int Start = new DateOnly(First, 1, 1).DayNumber;

    private readonly string[] texts = [.. Enumerable.Range(Start, new DateOnly(Last, 12, 31).DayNumber - Start + 1)
        .Select(day => Write(DateOnly.FromDayNumber(day)))];

    public string Text(DateOnly day) =>
        day.DayNumber - Start is >= 0 and var place && place < texts.Length ? texts[place] : Write(day);

    private static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
