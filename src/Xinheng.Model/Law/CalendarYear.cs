using System.Collections.Frozen;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Law;

/// <summary>A holiday of a year, first and last day included.</summary>
public sealed record Holiday(string Name, DateOnly From, DateOnly To);

/// <summary>A Saturday or Sunday worked in exchange for a holiday (调休上班).</summary>
public sealed record MakeUpDay(DateOnly Date, string For);

/// <summary>What one date is in the law's calendar; <c>Name</c> is the holiday, the make-up day or the weekend, empty on plain working days.</summary>
public readonly record struct CalendarDay(DateOnly Date, bool IsWorkingDay, string? Name);

/// <summary>One year of holidays and make-up days, as the State Council's annual notice arranges it: data, not code.</summary>
public sealed class CalendarYear
{
    private readonly FrozenDictionary<DateOnly, string> holidays;
    private readonly FrozenDictionary<DateOnly, string> makeUpDays;

    private CalendarYear(int year, IReadOnlyList<Holiday> holidays, IReadOnlyList<MakeUpDay> makeUpDays)
    {
        Year = year;
        Holidays = holidays;
        MakeUpDays = makeUpDays;
        this.holidays = holidays.SelectMany(h => DaysOf(h).Select(day => (day, h.Name)))
            .ToFrozenDictionary(pair => pair.day, pair => pair.Name);
        this.makeUpDays = makeUpDays.ToFrozenDictionary(day => day.Date, day => $"{day.For}调休上班");
    }

    public int Year { get; }

    public IReadOnlyList<Holiday> Holidays { get; }

    public IReadOnlyList<MakeUpDay> MakeUpDays { get; }

    /// <summary>Title of the notice.</summary>
    public required string Notice { get; init; }

    /// <summary>Number of the notice; null when nobody knows it.</summary>
    public string? NoticeNumber { get; init; }

    public required Confidence Confidence { get; init; }

    /// <summary>When this arrangement entered our tables: a deadline computed earlier knew an older one.</summary>
    public required DateOnly RecordedOn { get; init; }

    public bool IsFictional { get; init; }

    public string? Note { get; init; }

    public CalendarDay Day(DateOnly date) =>
        makeUpDays.TryGetValue(date, out var makeUp) ? new(date, true, makeUp)
        : holidays.TryGetValue(date, out var holiday) ? new(date, false, holiday)
        : date.DayOfWeek switch
        {
            DayOfWeek.Saturday => new(date, false, "星期六"),
            DayOfWeek.Sunday => new(date, false, "星期日"),
            _ => new(date, true, null),
        };

    public static Result<CalendarYear> Create(
        int year, IReadOnlyList<Holiday> holidays, IReadOnlyList<MakeUpDay> makeUpDays,
        string notice, string? number, Confidence confidence, DateOnly recordedOn,
        bool fictional = false, string? note = null)
    {
        var problems = Problems(year, holidays, makeUpDays);
        return problems.Count > 0
            ? Result<CalendarYear>.Refuse(problems)
            : new CalendarYear(year, holidays, makeUpDays)
            {
                Notice = notice,
                NoticeNumber = number,
                Confidence = confidence,
                RecordedOn = recordedOn,
                IsFictional = fictional,
                Note = note,
            };
    }

    private static List<Refusal> Problems(int year, IReadOnlyList<Holiday> holidays, IReadOnlyList<MakeUpDay> makeUpDays)
    {
        var off = holidays.Where(h => h.To.DayNumber - h.From.DayNumber < 366).SelectMany(DaysOf).ToList();
        return
        [
            .. holidays.Where(h => h.From > h.To || h.From.Year != year || h.To.Year != year).Select(h =>
                Refusal.Invalid("calendar.holiday-range",
                    $"{year}年日历：“{h.Name}”{h.From:yyyy-MM-dd}至{h.To:yyyy-MM-dd}须在本年之内，起日不晚于止日。")),
            .. off.GroupBy(day => day).Where(group => group.Count() > 1).Select(group =>
                Refusal.Invalid("calendar.holiday-twice",
                    $"{year}年日历：{group.Key:yyyy-MM-dd}列入了两个节日，请只留一个。")),
            .. makeUpDays
                .Where(d => d.Date.Year != year || d.Date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                .Select(d => Refusal.Invalid("calendar.make-up-day",
                    $"{year}年日历：调休上班日{d.Date:yyyy-MM-dd}须是本年的星期六或星期日。")),
            .. makeUpDays.GroupBy(d => d.Date).Where(group => group.Count() > 1 || off.Contains(group.Key)).Select(group =>
                Refusal.Invalid("calendar.day-twice",
                    $"{year}年日历：{group.Key:yyyy-MM-dd}出现两次，或既放假又上班，请只留一项。")),
        ];
    }

    private static IEnumerable<DateOnly> DaysOf(Holiday holiday) =>
        Enumerable.Range(0, Math.Max(0, holiday.To.DayNumber - holiday.From.DayNumber + 1)).Select(holiday.From.AddDays);
}
