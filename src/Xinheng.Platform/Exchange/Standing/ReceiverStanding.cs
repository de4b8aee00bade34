using Xinheng.Model.Exchange;

namespace Xinheng.Platform.Exchange.Standing;

/// <summary>How many departures stand how with one subscriber; the five add up to what it owes an answer for.</summary>
/// <param name="Late">Of those open: how many are past the platform's time.</param>
/// <param name="OldestOpen">Since when the longest of them waits.</param>
public sealed record StandingCounts(long Owed, long Unsent, long Unanswered, long Acknowledged, long Showing, long Void, long Late, DateTime? OldestOpen)
{
    public long Open => Unsent + Unanswered + Showing;
}

/// <summary>A subscriber and where it stands.</summary>
/// <param name="Webhook">Where it is told; null: it comes and asks.</param>
/// <param name="WebhookGoneAt">Since when its address says that it is gone for good.</param>
/// <param name="LastError">Of the message that waits to be sent again.</param>
public sealed record SubscriberStanding(
    Guid Id, string Name, SubscriberKind Kind, string? Webhook, string? Probe, DateTime RegisteredAt, DateTime? EndedAt,
    DateTime? WebhookGoneAt, DateTime? PolledAt, int? Attempts, string? LastError, DateTime? NextAt, StandingCounts Counts);

/// <summary>Where one departure stands with one subscriber.</summary>
public sealed record ReceiverStanding(
    Guid Subscriber, string Name, StandingState State, DateTime? Since, int Attempts, DateTime? LastAt, string? Error, DateTime? AcknowledgedAt, DateTime? ProbedAt, bool Late);

/// <summary>One departure and all who were to be told of it.</summary>
public sealed record PropagatedTombstone(Tombstone Tombstone, IReadOnlyList<ReceiverStanding> Receivers)
{
    /// <summary>Who has still to do something, or still shows it.</summary>
    public IEnumerable<ReceiverStanding> Open => Receivers.Where(r => r.State.IsOpen());
}
