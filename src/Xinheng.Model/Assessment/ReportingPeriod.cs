using System.Globalization;
using Xinheng.Model.Law;

namespace Xinheng.Model.Assessment;

/// <summary>One stretch of a reporting cycle, first and last day included.</summary>
public readonly record struct ReportingPeriod(DateOnly From, DateOnly To)
{
    /// <summary>By when it must have been reported: so many working days after its last day.</summary>
    public Deadline Due(LegalCalendar calendar, int workingDays) => calendar.Due(To, workingDays);

    public bool Holds(DateOnly day) => day >= From && day <= To;

    /// <summary>2026年10月12日, 2026年10月, 2026年第3季度, 2026年上半年, 2026年.</summary>
    public override string ToString()
    {
        var months = To.Month - From.Month + 1;
        return From == To ? From.ToString("yyyy年M月d日", CultureInfo.InvariantCulture)
            : (months, From.Month) switch
            {
                (1, _) => From.ToString("yyyy年M月", CultureInfo.InvariantCulture),
                (3, _) => $"{From.Year}年第{((From.Month - 1) / 3) + 1}季度",
                (6, 1) => $"{From.Year}年上半年",
                (6, _) => $"{From.Year}年下半年",
                (12, _) => $"{From.Year}年",
                _ => $"{From.Year}年{From.Month}至{To.Month}月",
            };
    }
}
