namespace Xinheng.Model.Procedures;

/// <summary>One thing that may be done in a procedure: who does it, when it may be done, where it leads, which clocks it touches.</summary>
/// <param name="Name">As the statute calls it: 受理.</param>
/// <param name="From">Stages it may be taken in; none: it opens the case.</param>
/// <param name="To">The stage it leads to; null: the case stays where it is.</param>
public sealed record Step(string Code, string Name, Party By, IReadOnlyList<Stage> From, Stage? To)
{
    public IReadOnlyList<ClockOf> Starts { get; init; } = [];

    /// <summary>Clocks that it stops in time or late. A step that closes the case lapses what still runs.</summary>
    public IReadOnlyList<ClockOf> Meets { get; init; } = [];

    /// <summary>Clocks nobody owes any longer.</summary>
    public IReadOnlyList<ClockOf> Lapses { get; init; } = [];

    /// <summary>The article it follows, as readers cite it.</summary>
    public string? Basis { get; init; }

    /// <summary>Whoever takes it says why; the subject reads it.</summary>
    public bool NeedsReason { get; init; }

    /// <summary>All open clocks stand still from its day on (检验、鉴定期间不计).</summary>
    public bool Pauses { get; init; }

    /// <summary>They run on from its day.</summary>
    public bool Resumes { get; init; }

    public bool Opens => From.Count == 0;
}
