using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.Exchange.Subscribers;

/// <summary>A subscriber's key and its webhooks' secret are made anew; the old ones hold for a day more, and meanwhile messages bear both signatures.</summary>
public sealed class RenewSecret(Journal.Journal journal, SubscriberSecrets secrets)
{
    public async Task<Result<RegisterSubscriber.Registered>> RunAsync(Guid subscriber, Caller caller, CancellationToken ct)
    {
        if (Receivers.Refuse(caller) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.RenewSubscriberSecret, ct);
        var found = (await work.ListAsync<Subscribed>(
            "select webhook is not null as HasWebhook from exchange.subscriber where id = @subscriber and ended_at is null for update", new { subscriber }, ct)).SingleOrDefault();
        if (found is null)
        {
            return Receivers.NotFound;
        }

        var (key, digest) = await SubscriberSecrets.NewKeyAsync(work, subscriber, ct);
        var secret = found.HasWebhook ? await secrets.NewSecretAsync(work, subscriber, ct) : null;
        work.Tell(new { subscriber, key = digest });
        await work.CommitAsync(ct);
        return new RegisterSubscriber.Registered(subscriber, key, secret);
    }

    private sealed record Subscribed(bool HasWebhook);
}
