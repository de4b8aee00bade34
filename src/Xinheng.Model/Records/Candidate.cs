using Xinheng.Model.Subjects;

namespace Xinheng.Model.Records;

/// <summary>A checked row ready to become a revision: whom it is about, which fact it is, what it counts for, its content.</summary>
/// <param name="Row">The row's number in its submission, as a clerk counts.</param>
/// <param name="Key">First 16 bytes of SHA-256 over the item's key fields.</param>
/// <param name="Content">Tells contents apart; see <see cref="RevisionContent.ContentOf"/>.</param>
/// <param name="OpenFields">Canonical JSON of the fields open in the edition.</param>
/// <param name="ClosedFields">Canonical JSON of the others, persons' numbers as tokens.</param>
public sealed record Candidate(
    int Row, SubjectReference Subject, Guid Key, Guid Content, Standing Standing, byte[] OpenFields, byte[] ClosedFields)
{
    /// <summary>What a registration says about its subject; null for every other item.</summary>
    public RegistrationFacts? Registration { get; init; }

    /// <summary>Persons' numbers it names that are not on file yet.</summary>
    public IReadOnlyList<SealedNumber> NewNumbers { get; init; } = [];

    /// <summary>A reviewer has looked at a held row and let it pass.</summary>
    public bool Released { get; init; }
}
