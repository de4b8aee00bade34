using Xinheng.Model.Catalogue;
using Xinheng.Model.Records;
using Xinheng.Model.Subjects;

namespace Xinheng.Model.Disclosure;

/// <summary>Whether one audience may see one record today, and if not, by which rule.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    public sealed record Shown : Decision;

    /// <summary>Shown with the mark 异议: it is contested, under review or under suit. Basis: 河南省社会信用条例 41 (V).</summary>
    public sealed record ShownMarked : Decision;

    public sealed record Withheld(Withholding Reason) : Decision;

    public bool IsShown => this is not Withheld;

    /// <summary>
    /// The one place where it is decided. For <see cref="Audience.Public"/> the views ask the same of every row through
    /// <c>disclosure.shows</c>; random testing holds the two equal.
    /// </summary>
    public static Decision Decide(DisclosureFacts facts, Audience audience, DateOnly today) =>
        WhyNot(facts, audience, today) is { } reason ? new Withheld(reason)
        : facts.Contested ? new ShownMarked()
        : new Shown();

    private static Withholding? WhyNot(DisclosureFacts facts, Audience audience, DateOnly today) => audience switch
    {
        Audience.Public => NotCurrent(facts) ?? Held(facts) ?? Protected(facts) ?? NotPublic(facts) ?? NotPublished(facts) ?? Ended(facts, today),
        Audience.Government organ => Untitled(organ.Task, Withholding.NoTask)
            ?? NotCurrent(facts) ?? Held(facts) ?? Protected(facts) ?? NotOpenTo(facts, Openness.GovernmentSharing, Withholding.NotShared) ?? OutOfUse(facts, today),
        Audience.Authorised other => Untitled(other.Purpose, Withholding.NoPurpose)
            ?? NotCurrent(facts) ?? Held(facts) ?? Protected(facts) ?? NotOpenTo(facts, Openness.Authorised, Withholding.NotQueried) ?? OutOfUse(facts, today),
        // It sees its own whatever became of it: repaired, expired, never published. Only a hold stays, because the data
        // found in the text may be somebody else's.
        Audience.TheSubject => Held(facts),
        Audience.Auditor => null,
        _ => throw new ArgumentOutOfRangeException(nameof(audience)),
    };

    private static Withholding? NotCurrent(DisclosureFacts facts) => facts.State switch
    {
        RecordState.Current => null,
        RecordState.Withdrawn => Withholding.Withdrawn,
        RecordState.Repaired => Withholding.Repaired,
        RecordState.Shielded => Withholding.Shielded,
        RecordState.Archived => Withholding.Archived,
        _ => throw new ArgumentOutOfRangeException(nameof(facts)),
    };

    private static Withholding? Held(DisclosureFacts facts) => facts.Held ? Withholding.Held : null;

    // Children, and what the subject itself wants nobody told: whoever asks, by whatever title, but itself and the auditor.
    private static Withholding? Protected(DisclosureFacts facts) =>
        facts.Minor && facts.SubjectKind == SubjectKind.NaturalPerson ? Withholding.UnderAge
        : facts.Vetoed && facts.Nature == Nature.Positive ? Withholding.Vetoed
        : null;

    private static Withholding? NotPublic(DisclosureFacts facts) =>
        OpennessOf(facts) != Openness.Public ? Withholding.NotPublic
        : facts.SubjectKind == SubjectKind.NaturalPerson && !facts.PersonsPublic ? Withholding.NaturalPerson
        : null;

    // Class and mark bear on publication alone: an organ may know of a minor penalty that nobody publishes.
    private static Withholding? NotPublished(DisclosureFacts facts) =>
        facts.Nature == Nature.Adverse && !facts.Confirmed ? Withholding.Unconfirmed
        : facts.Nature == Nature.Adverse && !(facts.Severity >= Severity.Ordinary) ? Withholding.Minor
        : facts.HasImpact && facts.Impact != true ? Withholding.NoImpact
        : null;

    private static Withholding? Ended(DisclosureFacts facts, DateOnly today) =>
        !(today >= facts.PublicUntil) ? null
        : facts.Nature == Nature.Adverse ? Withholding.PeriodOver
        : Withholding.ValidityOver;

    private static Withholding? Untitled(string title, Withholding reason) => string.IsNullOrWhiteSpace(title) ? reason : null;

    // The modes are no ladder: what organs share is not open to those whom the subject authorised, nor the other way about.
    private static Withholding? NotOpenTo(DisclosureFacts facts, Openness mode, Withholding reason) =>
        OpennessOf(facts) is { } openness && (openness == Openness.Public || openness == mode) ? null : reason;

    // Where the end of use is not known, the end of publicity is taken: nothing adverse is used longer by a guess.
    private static Withholding? OutOfUse(DisclosureFacts facts, DateOnly today) =>
        facts.Nature == Nature.Adverse && today >= (facts.UsableUntil ?? facts.PublicUntil) ? Withholding.OutOfUse : null;

    private static Openness? OpennessOf(DisclosureFacts facts) =>
        facts.Openness == Openness.PerField ? facts.OwnOpenness : facts.Openness;
}
