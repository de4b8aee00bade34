using System.Collections.Frozen;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Law;

/// <summary>Working days by law: holidays out, make-up days in. Basis: 行政处罚法 85, 行政许可法 82 (V).</summary>
public sealed class LegalCalendar
{
    private readonly FrozenDictionary<int, CalendarYear> years;

    private LegalCalendar(string name, IEnumerable<CalendarYear> years)
    {
        Name = name;
        this.years = years.ToFrozenDictionary(year => year.Year);
    }

    public string Name { get; }

    public IEnumerable<CalendarYear> Years => years.Values.OrderBy(year => year.Year);

    public static Result<LegalCalendar> Create(string name, IReadOnlyList<CalendarYear> years)
    {
        var twice = years.GroupBy(year => year.Year).Where(group => group.Count() > 1)
            .Select(group => Refusal.Invalid("calendar.year-twice", $"日历“{name}”的{group.Key}年出现两次，请只留一份。"))
            .ToList();
        return twice.Count > 0 ? Result<LegalCalendar>.Refuse(twice) : new LegalCalendar(name, years);
    }

    public Result<CalendarDay> Day(DateOnly date) => years.TryGetValue(date.Year, out var year)
        ? year.Day(date)
        : Refusal.Conflict("calendar.year-not-loaded",
            $"日历“{Name}”还没有{date.Year}年的放假安排，无法判断{date:yyyy-MM-dd}是否工作日；请先载入该年通知。");

    public Result<bool> IsWorkingDay(DateOnly date) => Day(date).Map(day => day.IsWorkingDay);

    /// <summary>The last of <paramref name="workingDays"/> working days after the day of the event, which is day 0.</summary>
    /// <param name="stood">When the clock stood still; those days do not count.</param>
    public Deadline Due(DateOnly from, int workingDays, IReadOnlyList<Standstill>? stood = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        var date = from;
        for (var left = workingDays; left > 0;)
        {
            date = date.AddDays(1);
            if (!years.TryGetValue(date.Year, out var year))
            {
                return Deadline.Awaiting(from, date.Year, Name);
            }

            left -= year.Day(date).IsWorkingDay && !(stood?.Any(s => s.Holds(date)) ?? false) ? 1 : 0;
        }

        return Deadline.Due(from, date, VersionAt(date));
    }

    /// <summary>The last day of a period for doing something: when it falls on a day off, the first working day after it.
    /// Basis: 民法典 203 (K). Periods of publication do not roll: they end on the anniversary itself.</summary>
    public Deadline Due(DateOnly from, LegalPeriod period, IReadOnlyList<Standstill>? stood = null)
    {
        var date = period.After(from).AddDays(stood?.Sum(s => s.Days) ?? 0);
        while (years.TryGetValue(date.Year, out var year))
        {
            if (year.Day(date).IsWorkingDay)
            {
                return Deadline.Due(from, date, VersionAt(date));
            }

            date = date.AddDays(1);
        }

        return Deadline.Awaiting(from, date.Year, Name);
    }

    private string VersionAt(DateOnly date) => years.TryGetValue(date.Year, out var year)
        ? $"{Name} {date.Year} ({year.RecordedOn:yyyy-MM-dd})"
        : Name;
}
