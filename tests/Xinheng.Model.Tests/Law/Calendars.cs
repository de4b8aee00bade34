using Xinheng.Model.Law;

namespace Xinheng.Model.Tests.Law;

/// <summary>The national calendar of 2026, by hand, so that these tests stand without files.</summary>
internal static class Calendars
{
    public static CalendarYear Year2026 { get; } = CalendarYear.Create(
        2026,
        [
            Off("元旦", "01-01", "01-03"), Off("春节", "02-15", "02-23"), Off("清明节", "04-04", "04-06"),
            Off("劳动节", "05-01", "05-05"), Off("端午节", "06-19", "06-21"), Off("中秋节", "09-25", "09-27"),
            Off("国庆节", "10-01", "10-07"),
        ],
        [
            On("01-04", "元旦"), On("02-14", "春节"), On("02-28", "春节"),
            On("05-09", "劳动节"), On("09-20", "国庆节"), On("10-10", "国庆节"),
        ],
        "2026年放假安排", null, Confidence.Verified, new DateOnly(2025, 11, 4)).Value;

    public static LegalCalendar Only2026 { get; } = LegalCalendar.Create("national", [Year2026]).Value;

    public static DateOnly Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", null);

    private static Holiday Off(string name, string from, string to) => new(name, Day($"2026-{from}"), Day($"2026-{to}"));

    private static MakeUpDay On(string date, string name) => new(Day($"2026-{date}"), name);
}
