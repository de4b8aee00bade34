namespace Xinheng.Platform.Disclosure.Archive;

/// <summary>What became of a record at one time: what was done, when, by whom, why, and where that is on record.</summary>
/// <param name="Actor">The account's name, or what carried it out.</param>
/// <param name="Submission">The file it came in by, where it did.</param>
/// <param name="Entry">The journal's entry.</param>
public sealed record ArchivedRevision(
    Guid Record, int No, DateTimeOffset At, string Operation, string State, string? Reason, string? Actor, string? Organisation,
    Guid? Submission, Guid Entry);

/// <summary>A record in a subject's archive, with what became of it.</summary>
public sealed record ArchivedRecord : FiledRecord
{
    public required string[] OpenFields { get; init; }

    public required string Provider { get; init; }

    /// <summary>Otherwise the reader sees of it what everybody sees.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<ArchivedRevision> Revisions { get; init; } = [];
}

/// <param name="Records">The positive before the neutral before the adverse, newest first.</param>
/// <param name="IsPart">The reader sees only what is theirs and what is public.</param>
public sealed record ArchivedFile(FileHead Head, IReadOnlyList<ArchivedRecord> Records, bool IsPart, bool IsCut);
