using Dapper;
using Xinheng.Model.Exchange;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Exchange.Sending;

/// <summary>
/// Looks, every hour and at a sample, whether what subscribers say they took down is really gone from their own pages. 404 and 410
/// are gone; a page that is still there is "claims to have removed it, still shows it" until it is seen gone.
/// </summary>
public sealed class SampleProbes(Database database, WebhookPost web, Clock clock)
{
    public const string Job = "exchange.probe";

    private const int AtOnce = 20;

    private static readonly TimeSpan Again = TimeSpan.FromHours(20);

    private sealed record Claim(Guid Subscriber, Guid Tombstone, Guid Record, string Probe);

    public JobKind AsJob() => new(Job, (_, ct) => RunAsync(ct));

    /// <summary>Returns how many pages were looked at.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        // Those never looked at come first, in no order anybody could foresee; what still showed is looked at every day.
        var claims = (await connection.QueryAsync<Claim>(new CommandDefinition("""
            select s.id as Subscriber, c.tombstone, c.record_id as Record, s.probe
              from exchange.subscriber s
             cross join lateral (
                   select d.tombstone, t.record_id from exchange.delivery d join exchange.tombstone t on t.id = d.tombstone
                    where d.subscriber = s.id and d.acknowledgement is not null and t.restored_at is null
                      and (d.probed_at is null or (d.probe <> 'gone' and d.probed_at < @before))
                    order by (d.probe = 'showing') desc nulls last, d.probed_at nulls first, random() limit @AtOnce) c
             where s.probe is not null and s.ended_at is null
            """, new { before = clock.Now - Again, AtOnce }, cancellationToken: ct))).AsList();
        foreach (var claim in claims)
        {
            var status = await web.LookAsync(SubscriberAddress.ProbeOf(claim.Probe, new RecordId(claim.Record)), ct);
            await connection.ExecuteAsync(new CommandDefinition("""
                insert into exchange.sighting (subscriber, tombstone, at, status, outcome) values (@Subscriber, @Tombstone, @now, @status, @outcome) on conflict do nothing;
                update exchange.delivery set probe = @outcome, probed_at = @now where subscriber = @Subscriber and tombstone = @Tombstone
                """, new
            {
                claim.Subscriber, claim.Tombstone, now = clock.Now, status,
                outcome = status switch { 404 or 410 => "gone", >= 200 and < 300 => "showing", _ => "unclear" },
            }, cancellationToken: ct));
        }

        return claims.Count;
    }
}
