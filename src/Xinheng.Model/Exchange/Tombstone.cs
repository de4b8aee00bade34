using Xinheng.Model.Foundation;

namespace Xinheng.Model.Exchange;

/// <summary>The lasting mark that a record left public view. Only the subject and those who run the platform are told why.</summary>
public readonly record struct TombstoneId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>Why a record is no longer shown.</summary>
public enum Departure
{
    /// <summary>信用修复: put right, and its publicity ended early.</summary>
    Repaired,

    /// <summary>撤回公示: the decision was revoked, changed or held unlawful.</summary>
    Withdrawn,

    /// <summary>屏蔽: hidden for a time.</summary>
    Shielded,

    /// <summary>归档.</summary>
    Archived,

    /// <summary>停止公示: its end was brought forward by a decision.</summary>
    Stopped,

    /// <summary>期满: the publicity period is over.</summary>
    Expired,

    /// <summary>A rule of the catalogue, a request of the subject, a doubt about its content.</summary>
    Other,
}

/// <param name="Entry">The journal entry of the act that decided it; null where none did (an end of publicity).</param>
/// <param name="IsOpen">Whether strangers could see it before; if not, no subscriber is told.</param>
/// <param name="RestoredAt">When the record came back; null while it is gone.</param>
public sealed record Tombstone(
    TombstoneId Id, RecordId Record, SubjectId Subject, string Item, Departure Why, DateTimeOffset At, EntryId? Entry, bool IsOpen, DateTimeOffset? RestoredAt)
{
    public bool IsCurrent => RestoredAt is null;
}
