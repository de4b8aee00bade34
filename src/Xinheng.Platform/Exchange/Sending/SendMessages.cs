using Dapper;
using Xinheng.Model.Exchange;
using Xinheng.Platform.Exchange.Subscribers;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Exchange.Sending;

/// <summary>
/// Tells subscribers what left: numbers what is new, then for each subscriber in turn sends what is due, one message after the
/// other. Every step is on record before the next, so that a program that dies anywhere loses nothing and counts nothing twice.
/// </summary>
public sealed class SendMessages(Database database, SubscriberSecrets secrets, WebhookPost post, Confirmations confirmations, Clock clock)
{
    private const int Together = 8;

    private readonly Outbox outbox = new(database, clock);

    /// <summary>Everything that is due now; returns how many messages were tried.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await NumberAsync(ct);
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var due = (await connection.QueryAsync<(Guid Id, string Webhook)>(new CommandDefinition("""
            select s.id, s.webhook
              from exchange.subscriber s join exchange.progress p on p.subscriber = s.id
             where s.webhook is not null and s.ended_at is null and p.webhook_gone_at is null
               and not exists (select from exchange.message m where m.subscriber = s.id and m.closed_at is null and m.next_at > @now)
               and (p.sent_to < coalesce((select last from exchange.numbering), 0)
                 or exists (select from exchange.message m where m.subscriber = s.id and m.closed_at is null)
                 or exists (select from exchange.delivery d where d.subscriber = s.id and d.acknowledgement is null and d.next_at <= @now))
            """, new { now = clock.Now }, cancellationToken: ct))).AsList();
        var tried = 0;
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = ct },
            async (subscriber, stop) => Interlocked.Add(ref tried, await TurnAsync(subscriber.Id, subscriber.Webhook, stop)));
        return tried;
    }

    private async Task NumberAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from exchange.tombstone where no is null)", cancellationToken: ct)))
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await Numbering.RunAsync(connection, ct);
            await transaction.CommitAsync(ct);
        }
    }

    // The turn is a lock that ends with the program that holds it: two programs never send to one subscriber at once.
    private async Task<int> TurnAsync(Guid subscriber, string address, CancellationToken ct)
    {
        await using var turn = await database.Owner.OpenConnectionAsync(ct);
        await using var held = await turn.BeginTransactionAsync(ct);
        if (!await turn.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select pg_try_advisory_xact_lock(hashtextextended('exchange ' || @subscriber::text, 0))", new { subscriber }, cancellationToken: ct)))
        {
            return 0;
        }

        var tried = 0;
        while (await outbox.NextAsync(subscriber, ct) is { } message)
        {
            tried++;
            if (!await TryAsync(subscriber, address, message, ct))
            {
                break;
            }
        }

        return tried;
    }

    /// <summary>True when it was answered, and the next may follow.</summary>
    private async Task<bool> TryAsync(Guid subscriber, string address, Outgoing message, CancellationToken ct)
    {
        await outbox.CountAttemptAsync(message, ct);
        var body = DepartureMessage.Write(message.MadeAt, message.Lines);
        var posted = await post.SendAsync(address, message.Id, body, await SecretsAsync(subscriber, ct), ct);
        switch (posted.Status)
        {
            case >= 200 and < 300:
                var ids = DepartureMessage.ReadAnswer(posted.Body);
                var confirmed = ids.Count == 0
                    ? new Confirmed(null, 0, 0, [])
                    : await confirmations.TakeAsync(subscriber, [.. ids.Take(Confirmations.Most)], ConfirmationWay.Answer, message.Id, posted.Body, wholly: false, ct);
                await outbox.AnsweredAsync(message, posted.Status.Value,
                    confirmed.Refused.Count > 0 ? "foreign-ids" : ids.Count == 0 ? "no-ids" : confirmed.New + confirmed.Before < message.Lines.Count ? "partly" : null, ct);
                return true;
            case 410:
                await outbox.GoneAsync(message, subscriber, ct);
                return false;
            default:
                await outbox.FailedAsync(message, posted.Status, posted.Failure ?? (posted.Status is >= 300 and < 400 ? "redirect" : "status"), ct);
                return false;
        }
    }

    private async Task<IReadOnlyList<WebhookSecret>> SecretsAsync(Guid subscriber, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await secrets.OfAsync(connection, subscriber, ct);
    }
}
