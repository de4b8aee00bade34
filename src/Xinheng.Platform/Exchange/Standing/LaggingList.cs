using Dapper;
using Xinheng.Model.Exchange;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Exchange.Standing;

/// <summary>A receiver that has not confirmed in time. What it lacks is counted; of whom the records were is not said.</summary>
public sealed record Laggard(string Name, SubscriberKind Kind, long Late, long Showing, DateTimeOffset Since);

/// <summary>The list as it is computed now: nobody puts a name on it or takes one off.</summary>
/// <param name="Receivers">How many receive at all.</param>
public sealed record LaggingNow(DateTimeOffset At, int? WorkingDays, long Receivers, IReadOnlyList<Laggard> Laggards);

/// <summary>Who has not confirmed within the platform's time that it took down what left. Read by anybody; computed at most once a minute.</summary>
public class LaggingList(Database database, TakeDownRule rule, Clock clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private LaggingNow? kept;

    private sealed record Row(string Name, string Kind, long Late, long Showing, DateTime Since);

    public virtual async Task<LaggingNow> NowAsync(CancellationToken ct)
    {
        if (Volatile.Read(ref kept) is { } known && clock.Now - known.At < Kept && clock.Now >= known.At)
        {
            return known;
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition($"""
            select s.name, s.kind, count(*) as Late, count(*) filter (where n.state = 'showing') as Showing, min(n.since) as Since
              from exchange.standing n join exchange.subscriber s on s.id = n.subscriber
             where s.ended_at is null and {Propagation.IsLate}
             group by s.id order by 3 desc, 5, 1
            """, new { late = rule.LateBefore }, cancellationToken: ct));
        var receivers = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "select count(*) from exchange.subscriber where ended_at is null", cancellationToken: ct));
        var now = new LaggingNow(clock.Now, rule.WorkingDays, receivers,
            [.. rows.Select(r => new Laggard(r.Name, Enum.Parse<SubscriberKind>(r.Kind, ignoreCase: true), r.Late, r.Showing, new DateTimeOffset(r.Since, TimeSpan.Zero)))]);
        Volatile.Write(ref kept, now);
        return now;
    }
}
