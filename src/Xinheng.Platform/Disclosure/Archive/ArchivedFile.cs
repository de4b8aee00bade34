using Xinheng.Model.Disclosure;

namespace Xinheng.Platform.Disclosure.Archive;

/// <summary>What became of a record at one time: what was done, when, by whom, why, and where that is on record.</summary>
/// <param name="Actor">The account's name, or what carried it out.</param>
/// <param name="Submission">The file it came in by, where it did.</param>
/// <param name="Entry">The journal's entry.</param>
public sealed record ArchivedRevision(
    Guid Record, int No, DateTimeOffset At, string Operation, string State, string? Reason, string? Actor, string? Organisation,
    Guid? Submission, Guid Entry);

/// <summary>A record in a subject's archive: whole, with whether anybody sees it today and if not, why.</summary>
public sealed record ArchivedRecord
{
    public required Guid Id { get; init; }

    public required string Item { get; init; }

    public required string ItemName { get; init; }

    /// <summary><c>positive</c>, <c>neutral</c> or <c>adverse</c>.</summary>
    public required string Nature { get; init; }

    public required string[] Basis { get; init; }

    public required string[] OpenFields { get; init; }

    public required string Provider { get; init; }

    public required string ProviderName { get; init; }

    public string? AuthorityName { get; init; }

    public DateOnly? DecidedOn { get; init; }

    /// <summary>First day no longer public.</summary>
    public DateOnly? PublicUntil { get; init; }

    /// <summary>1 轻微, 2 一般, 3 严重.</summary>
    public short? Severity { get; init; }

    public required bool Confirmed { get; init; }

    public required bool Contested { get; init; }

    public required string State { get; init; }

    /// <summary>Open and closed fields as JSON texts; a person's number in them is a token.</summary>
    public required string Open { get; init; }

    public required string Closed { get; init; }

    /// <summary>Otherwise the reader sees of it what everybody sees.</summary>
    public required bool IsWhole { get; init; }

    public Decision Public { get; init; } = new Decision.Shown();

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<ArchivedRevision> Revisions { get; init; } = [];
}

/// <param name="Records">The positive before the neutral before the adverse, newest first.</param>
/// <param name="IsPart">The reader sees only what is theirs and what is public.</param>
public sealed record ArchivedFile(FileHead Head, IReadOnlyList<ArchivedRecord> Records, bool IsPart, bool IsCut);
