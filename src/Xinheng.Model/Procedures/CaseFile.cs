using Xinheng.Model.Foundation;

namespace Xinheng.Model.Procedures;

/// <summary>How an application came in.</summary>
public enum FiledBy
{
    /// <summary>网上: the subject, signed in.</summary>
    Web,

    /// <summary>窗口: taken down by a clerk for whoever proved to be the subject.</summary>
    Counter,

    /// <summary>接口: a department's or an institution's system.</summary>
    Machine,

    /// <summary>The unit itself began it: an order to correct, an interview.</summary>
    Body,
}

/// <summary>One case of a procedure: whose, about what, with whom, and where it stands. It keeps the rules it began under.</summary>
public sealed record CaseFile
{
    public required CaseId Id { get; init; }

    /// <summary>As people cite it: 修20261122-0007.</summary>
    public required string Number { get; init; }

    public required string Procedure { get; init; }

    public required SubjectId Subject { get; init; }

    /// <summary>What it is about: a record, a commitment; null where the subject itself is.</summary>
    public Guid? About { get; init; }

    /// <summary>Code of the unit that has it in hand; null: the platform itself.</summary>
    public string? Body { get; init; }

    /// <summary>Division whose operators supervise it; null: those of the whole installation.</summary>
    public string? Region { get; init; }

    public required string Stage { get; init; }

    public required FiledBy FiledBy { get; init; }

    /// <summary>The day whose rules it keeps to its end.</summary>
    public required DateOnly RulesOn { get; init; }

    public required DateOnly OpenedOn { get; init; }

    public DateOnly? ClosedOn { get; init; }

    /// <summary>Since when its clocks stand still; null while they run.</summary>
    public DateOnly? PausedOn { get; init; }

    public bool IsOpen => ClosedOn is null;
}
