using Xinheng.Model.Law;

namespace Xinheng.Model.Assessment;

/// <summary>Whether what was due from a department for a period has come; the later in the list, the worse.</summary>
public enum ArrivalState
{
    /// <summary>已到: data came in time.</summary>
    Arrived,

    /// <summary>零报告: the department said that there was nothing.</summary>
    Nothing,

    /// <summary>未到期: nothing came, and it is not late yet.</summary>
    Open,

    /// <summary>待年历: the last day lies in a year whose calendar is not loaded; nobody can say whether it is late.</summary>
    AwaitingCalendar,

    /// <summary>迟到: it came after its last day.</summary>
    Late,

    /// <summary>逾期未到.</summary>
    Overdue,
}

/// <summary>One period of one department and item: what is due, by when, and what came.</summary>
/// <param name="DueOn">Last day in time; null while a calendar is awaited.</param>
/// <param name="CameOn">The day of the first delivery, or of the word that there was nothing.</param>
public sealed record Arrival(ReportingPeriod Period, DateOnly? DueOn, int? AwaitsYear, ArrivalState State, DateOnly? CameOn)
{
    /// <summary>
    /// 到报规则（平台规则）: a delivery from the first day of the period to the last day in time is in time; else the word that
    /// there was nothing; else the first delivery after it is late. What is neither is overdue from the day after the last day.
    /// </summary>
    /// <param name="deliveries">Legal days on which something was handed in, in order.</param>
    /// <param name="nothingOn">The day on which the department reported nothing for the period.</param>
    public static Arrival Of(ReportingPeriod period, Deadline due, IReadOnlyList<DateOnly> deliveries, DateOnly? nothingOn, DateOnly today)
    {
        var last = due.DueOn ?? DateOnly.MaxValue;
        DateOnly? inTime = null;
        DateOnly? late = null;
        foreach (var day in deliveries)
        {
            if (day > last)
            {
                late ??= day;
            }
            else if (day >= period.From)
            {
                inTime ??= day;
            }
        }

        var (state, came) = (inTime, nothingOn, late) switch
        {
            ({ } day, _, _) => (ArrivalState.Arrived, (DateOnly?)day),
            (null, { } day, _) => (ArrivalState.Nothing, day),
            (null, null, { } day) => (ArrivalState.Late, day),
            _ => (today <= period.To || today <= due.DueOn ? ArrivalState.Open
                : due.DueOn is null ? ArrivalState.AwaitingCalendar : ArrivalState.Overdue, null),
        };
        return new Arrival(period, due.DueOn, due.AwaitsYear, state, came);
    }

    /// <summary>Whether it may still be said that there was nothing: the period is over, or in its last day, and nothing came.</summary>
    public bool MayReportNothing(DateOnly today) =>
        today >= Period.To && State is ArrivalState.Open or ArrivalState.AwaitingCalendar or ArrivalState.Overdue;
}
