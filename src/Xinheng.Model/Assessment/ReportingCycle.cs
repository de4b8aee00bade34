using Xinheng.Model.Catalogue;

namespace Xinheng.Model.Assessment;

/// <summary>In what a reporting cycle is counted.</summary>
public enum CycleUnit
{
    /// <summary>Nothing is due by the calendar: it comes when there is something (按需).</summary>
    None,

    /// <summary>Every working day.</summary>
    Day,

    Month,
}

/// <summary>
/// 报送周期: how often something must arrive from a department, be it only the word that there was nothing. Not the clock of a
/// single decision (that is the item's update cycle); where an item has such a clock only, one hears of it once a month.
/// </summary>
/// <param name="Months">How many months make one period, counted from January; 0 where the unit is no month.</param>
public readonly record struct ReportingCycle(CycleUnit Unit, int Months)
{
    public static ReportingCycle Never { get; } = new(CycleUnit.None, 0);

    public static ReportingCycle Daily { get; } = new(CycleUnit.Day, 0);

    public static ReportingCycle OfMonths(int months) => new(CycleUnit.Month, months);

    /// <summary>What a catalogue's update cycle means for reporting.</summary>
    public static ReportingCycle Of(UpdateCycle update) => update switch
    {
        { Unit: UpdateUnit.OnDemand } => Never,
        { Unit: UpdateUnit.Days, Count: 1 } => Daily,
        { Unit: UpdateUnit.Months } => OfMonths(Math.Clamp(update.Count, 1, 12)),
        _ => OfMonths(1),
    };

    /// <summary>The period a day lies in; null where nothing is due by the calendar.</summary>
    public ReportingPeriod? PeriodOf(DateOnly day)
    {
        switch (Unit)
        {
            case CycleUnit.Day:
                return new ReportingPeriod(day, day);
            case CycleUnit.Month:
                var first = (day.Month - 1) / Months * Months;
                var from = new DateOnly(day.Year, first + 1, 1);
                var last = Math.Min(first + Months, 12); // five months: the third stretch of a year has two
                return new ReportingPeriod(from, new DateOnly(day.Year, last, DateTime.DaysInMonth(day.Year, last)));
            default:
                return null;
        }
    }

    /// <summary>As it stands in tables and forms: <c>none</c>, <c>day</c>, <c>3</c>.</summary>
    public string Code => Unit switch
    {
        CycleUnit.None => "none",
        CycleUnit.Day => "day",
        _ => Months.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    public static ReportingCycle? Parse(string code) => code switch
    {
        "none" => Never,
        "day" => Daily,
        _ => int.TryParse(code, out var months) && months is >= 1 and <= 12 ? OfMonths(months) : null,
    };

    public override string ToString() => Unit switch
    {
        CycleUnit.None => "按需",
        CycleUnit.Day => "每个工作日",
        _ => Months switch { 1 => "每月", 3 => "每季度", 6 => "每半年", 12 => "每年", _ => $"每{Months}个月" },
    };
}
