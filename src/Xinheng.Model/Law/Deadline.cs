namespace Xinheng.Model.Law;

/// <summary>By when something is due. If the way there leads through a year whose calendar is not loaded,
/// it has no date yet and says which year it awaits: nothing is guessed.</summary>
public sealed record Deadline
{
    private Deadline(DateOnly from, DateOnly? dueOn, int? awaitsYear, string calendar) =>
        (From, DueOn, AwaitsYear, Calendar) = (from, dueOn, awaitsYear, calendar);

    /// <summary>The day of the event, day 0.</summary>
    public DateOnly From { get; }

    /// <summary>The last day in time; null while a calendar is awaited.</summary>
    public DateOnly? DueOn { get; }

    public int? AwaitsYear { get; }

    /// <summary>Which calendar it was counted by, and as of which recording of its last year.</summary>
    public string Calendar { get; }

    public bool IsOverdue(DateOnly today) => DueOn is { } due && today > due;

    public static Deadline Due(DateOnly from, DateOnly dueOn, string calendar) => new(from, dueOn, null, calendar);

    public static Deadline Awaiting(DateOnly from, int year, string calendar) => new(from, null, year, calendar);

    public override string ToString() => DueOn is { } due ? $"{due:yyyy-MM-dd}" : $"待{AwaitsYear}年日历";
}
