using Xinheng.Model.Records;

namespace Xinheng.Model.Cases.Repairing;

/// <summary>What bears on whether a record may be repaired, and when.</summary>
/// <param name="DocumentDate">Date of the decision, from which every period runs.</param>
/// <param name="Class">As the determining body confirmed it; null while it has not.</param>
public sealed record RepairFacts(DateOnly DocumentDate, Severity? Class)
{
    public RepairTrack Track { get; init; } = RepairTrack.Ordinary;

    public RecordState State { get; init; } = RecordState.Current;

    public bool IsAdverse { get; init; } = true;

    /// <summary>First day no longer public, as the record has it; null: the law's end counts.</summary>
    public DateOnly? PublicUntil { get; init; }

    /// <summary>Proof that the duties are performed and the wrong is corrected was handed in.</summary>
    public bool DutiesShown { get; init; }

    /// <summary>The public credit commitment is signed.</summary>
    public bool CommitmentSigned { get; init; }

    /// <summary>Until when false materials bar a new application, the day itself excluded; null: they do not.</summary>
    public DateOnly? BarredUntil { get; init; }

    /// <summary>A case about it is being handled already.</summary>
    public bool HasOpenCase { get; init; }
}
