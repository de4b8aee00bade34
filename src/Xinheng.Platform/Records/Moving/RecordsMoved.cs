using Xinheng.Model.Foundation;
using Xinheng.Model.Records;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.Records.Moving;

/// <summary>Why a record counts no longer, or that it counts again.</summary>
public enum Move
{
    /// <summary>撤下.</summary>
    Withdrawn,

    /// <summary>已修复.</summary>
    Repaired,

    /// <summary>重整中屏蔽.</summary>
    Shielded,

    Archived,

    /// <summary>停止公示: its end was brought forward to today.</summary>
    Stopped,

    /// <summary>A withdrawal was wrong, or a shield was lifted.</summary>
    Returned,
}

/// <summary>A record that by this act left what may be shown and used, or came back.</summary>
public sealed record RecordMoved(RecordId Record, SubjectId Subject, string Item, Move Move);

/// <summary>Records left, or came back, by decision: heard in the same transaction. What ends by its own date is not announced.</summary>
public sealed record RecordsMoved(IReadOnlyList<RecordMoved> Records);

/// <summary>What revisions about to be written move, as the table stands before them.</summary>
internal static class Moves
{
    private sealed record Before(Guid Id, string State, DateOnly? PublicUntil);

    public static async Task<IReadOnlyList<RecordMoved>> FindAsync(Work work, List<RevisionDraft> changed, DateOnly today, CancellationToken ct)
    {
        // Most of what is entered only says something else: nobody is asked about those.
        var suspects = changed.FindAll(d => d.Standing.State != RecordState.Current || d.Standing.PublicUntil <= today
            || d.Standing.Operation is Operation.Restore or Operation.LiftShield);
        if (suspects.Count == 0)
        {
            return [];
        }

        var before = (await work.ListAsync<Before>(
            "select record_id as Id, state, public_until as PublicUntil from records.record where record_id = any (@ids)",
            new { ids = suspects.Select(d => d.Record.Value).ToArray() }, ct)).ToDictionary(b => b.Id);
        return [.. suspects.Select(d => MoveOf(d.Standing, before[d.Record.Value], today) is { } move
            ? new RecordMoved(d.Record, d.Subject, d.Item, move) : null).OfType<RecordMoved>()];
    }

    private static Move? MoveOf(Standing after, Before before, DateOnly today)
    {
        var was = before.State == Names.Of(RecordState.Current) && !(before.PublicUntil <= today);
        var now = after.State == RecordState.Current && !(after.PublicUntil <= today);
        return (was, now) switch
        {
            (false, true) => Move.Returned,
            (true, false) => after.State switch
            {
                RecordState.Withdrawn => Move.Withdrawn,
                RecordState.Repaired => Move.Repaired,
                RecordState.Shielded => Move.Shielded,
                RecordState.Archived => Move.Archived,
                _ => Move.Stopped,
            },
            _ => null,
        };
    }
}
