using Xinheng.Model.Foundation;
using Xinheng.Model.Law;

namespace Xinheng.Platform.Law;

/// <summary>A deadline as its table has it: what is due, by which rule from which fact, and on which day or after which calendar.</summary>
public sealed record DeadlineOnRecord
{
    internal const string Columns = """
        id, kind, about, rule, jurisdiction, basis, amount, unit, profile, start_fact as StartFact, started_on as StartedOn,
        rules_on as RulesOn, paused_after as PausedAfter, paused_through as PausedThrough,
        calendar, calendar_version as CalendarVersion, due_on as DueOn, awaits_year as AwaitsYear, set_at as SetAt,
        set_in as SetIn, counted_in as CountedIn, entry, met_on as MetOn, ended_at as EndedAt, ended_entry as EndedEntry
        """;

    public required Guid Id { get; init; }

    /// <summary>What kind of thing it is about, in its room's word.</summary>
    public required string Kind { get; init; }

    public required Guid About { get; init; }

    public required string Rule { get; init; }

    /// <summary>Whose rule it is: the place's own, or one it falls back to.</summary>
    public required string Jurisdiction { get; init; }

    public required string Basis { get; init; }

    public required int Amount { get; init; }

    public required string Unit { get; init; }

    public required string Profile { get; init; }

    /// <summary>The event that started it, in words: 收到申请.</summary>
    public required string StartFact { get; init; }

    /// <summary>Day 0.</summary>
    public required DateOnly StartedOn { get; init; }

    /// <summary>The day whose rule it keeps.</summary>
    public required DateOnly RulesOn { get; init; }

    /// <summary>Each day it was stopped.</summary>
    public DateOnly[] PausedAfter { get; init; } = [];

    /// <summary>Each day it went on; one fewer than <see cref="PausedAfter"/> while it stands still.</summary>
    public DateOnly[] PausedThrough { get; init; } = [];

    public required string Calendar { get; init; }

    public required string CalendarVersion { get; init; }

    /// <summary>The last day in time; null while a year's calendar is awaited.</summary>
    public DateOnly? DueOn { get; init; }

    public int? AwaitsYear { get; init; }

    public required DateTime SetAt { get; init; }

    public required int SetIn { get; init; }

    public required int CountedIn { get; init; }

    public required Guid Entry { get; init; }

    /// <summary>When what was due was done; null while it is not, or when it lapsed.</summary>
    public DateOnly? MetOn { get; init; }

    public DateTime? EndedAt { get; init; }

    public Guid? EndedEntry { get; init; }

    public DeadlineId Key => new(Id);

    public bool IsPaused => PausedAfter.Length > PausedThrough.Length;

    public IReadOnlyList<Standstill> Stood => [.. PausedAfter.Zip(PausedThrough, (after, through) => new Standstill(after, through))];

    public bool IsOpen => EndedAt is null;

    /// <summary>Met after its day; what awaits a calendar cannot be said to be late.</summary>
    public bool WasMetLate => MetOn > DueOn;

    public bool IsOverdue(DateOnly today) => IsOpen && today > DueOn;

    internal Deadline Count(LegalCalendar calendar) => Enum.Parse<RuleUnit>(Unit) switch
    {
        RuleUnit.WorkingDays => calendar.Due(StartedOn, Amount, Stood),
        RuleUnit.Days => calendar.Due(StartedOn, LegalPeriod.OfDays(Amount), Stood),
        RuleUnit.Months => calendar.Due(StartedOn, LegalPeriod.OfMonths(Amount), Stood),
        RuleUnit.Years => calendar.Due(StartedOn, LegalPeriod.OfYears(Amount), Stood),
        _ => throw new InvalidOperationException($"{Rule} is counted in {Unit}."),
    };
}

/// <summary>What a loading of the law did to a deadline: the date before and after, or the year awaited instead.</summary>
public sealed record DeadlineChange(
    Guid Deadline, string Kind, Guid About, DateOnly? WasDueOn, int? WasAwaiting, DateOnly? DueOn, int? AwaitsYear);
