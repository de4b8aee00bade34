using Xinheng.Model.Catalogue;
using Xinheng.Model.Law;

namespace Xinheng.Model.Collection;

/// <summary>
/// By when a fact must be handed in, and how long is left: the item's cycle, counted by the place's calendar from the day of
/// the decision, which is day 0. For the ten administrative acts it is seven working days (发改办财金〔2018〕424号, V-).
/// </summary>
public sealed class ReportingClock(UpdateCycle cycle, LegalCalendar calendar)
{
    private const int LookBack = 400;

    /// <summary>Whether the item has a cycle that runs from each decision; monthly and yearly ones do not.</summary>
    public bool Runs => cycle.Unit is UpdateUnit.WorkingDays or UpdateUnit.Days;

    /// <summary>Null where nothing runs.</summary>
    public Deadline? DueOn(DateOnly decidedOn) => cycle.Unit switch
    {
        UpdateUnit.Days => Deadline.Due(decidedOn, decidedOn.AddDays(cycle.Count), ""),
        UpdateUnit.WorkingDays => calendar.Due(decidedOn, cycle.Count),
        _ => null,
    };

    /// <summary>Working days from today, not counted, to the last day, counted; 0 on the last day, less when it is past. Null where a calendar is missing.</summary>
    public int? DaysLeft(DateOnly today, DateOnly due)
    {
        var (from, to, sign) = today <= due ? (today, due, 1) : (due, today, -1);
        var days = 0;
        for (var date = from.AddDays(1); date <= to; date = date.AddDays(1))
        {
            if (!calendar.IsWorkingDay(date).TryGet(out var isWorking))
            {
                return null;
            }

            days += isWorking ? 1 : 0;
        }

        return sign * days;
    }

    /// <summary>The earliest day of a decision that handed in today is in time; null where nothing runs or a calendar is missing.</summary>
    public DateOnly? OldestInTime(DateOnly today)
    {
        DateOnly? oldest = null;
        for (var back = 0; Runs && back < LookBack; back++)
        {
            var day = today.AddDays(-back);
            if (DueOn(day) is not { DueOn: { } due } || due < today)
            {
                break;
            }

            oldest = day;
        }

        return oldest;
    }
}
