using Xinheng.Model.Procedures;

namespace Xinheng.Platform.Procedures;

/// <summary>A case as it is shown: file, steps in order, clocks, papers, what was told about it.</summary>
public sealed record CaseView(
    CaseFile File, IReadOnlyList<StepTaken> Steps, IReadOnlyList<ClockShown> Clocks, IReadOnlyList<DocumentShown> Documents);

/// <param name="Organisation">Whose people took it: code of the unit; null for the subject and the platform.</param>
public sealed record StepTaken(
    int No, string Step, string Stage, DateOnly Day, DateTime At, string Party, string? Organisation, string? OrganisationName, string? Body, string? BodyName, string? Reason);

/// <summary>One clock of a case. Without a deadline where the place has no confirmed rule: the matter is due as soon as possible.</summary>
public sealed record ClockShown
{
    public required string Clock { get; init; }

    public string? Organisation { get; init; }

    public string? OrganisationName { get; init; }

    public required string Owes { get; init; }

    public required DateOnly StartedOn { get; init; }

    public required bool Ended { get; init; }

    public string? Rule { get; init; }

    public string? Basis { get; init; }

    public int? Amount { get; init; }

    public string? Unit { get; init; }

    public DateOnly? DueOn { get; init; }

    public int? AwaitsYear { get; init; }

    public DateOnly? MetOn { get; init; }

    public bool Paused { get; init; }

    public bool HasDeadline => Rule is not null;

    public ClockState StateOn(DateOnly today) => this switch
    {
        { Ended: true, MetOn: null } => ClockState.Lapsed,
        { Ended: true } => MetOn > DueOn ? ClockState.MetLate : ClockState.Met,
        { HasDeadline: false } => ClockState.NoRule,
        { Paused: true } => ClockState.Paused,
        { AwaitsYear: not null } => ClockState.AwaitsCalendar,
        _ => today > DueOn ? ClockState.Overdue : ClockState.Running,
    };
}

public enum ClockState
{
    Running,
    Overdue,
    Paused,
    AwaitsCalendar,
    NoRule,
    Met,
    MetLate,
    Lapsed,
}

public sealed record DocumentShown(Guid Id, string Name, string MediaType, long Length, string Party, DateTime AddedAt);

/// <summary>A case in a list, with the clock that runs out first.</summary>
public sealed record CaseListed
{
    public required Guid Id { get; init; }

    public required string Number { get; init; }

    public required string Procedure { get; init; }

    public required string Stage { get; init; }

    public required Guid SubjectId { get; init; }

    public Guid? About { get; init; }

    public string? Body { get; init; }

    public string? BodyName { get; init; }

    public required DateOnly OpenedOn { get; init; }

    public DateOnly? ClosedOn { get; init; }

    public DateOnly? PausedOn { get; init; }

    /// <summary>The last day of the open clock that runs out first.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>That clock, in the procedure's word, and who owes it.</summary>
    public string? Clock { get; init; }

    public string? Owes { get; init; }
}
