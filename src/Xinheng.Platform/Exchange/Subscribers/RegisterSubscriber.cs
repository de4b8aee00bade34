using Xinheng.Model.Exchange;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Law;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Exchange.Subscribers;

/// <summary>
/// Enters a receiver of public credit information, who from now on is told what leaves and must confirm having taken it down.
/// It owes nothing for what left before.
/// </summary>
public sealed class RegisterSubscriber(Journal.Journal journal, SubscriberSecrets secrets, JurisdictionProfile place, Clock clock)
{
    /// <param name="Webhook">Null: it comes and asks.</param>
    /// <param name="Probe">Its page of a record, with <c>{record}</c>; null: nothing is sampled.</param>
    public sealed record Command(string Name, SubscriberKind Kind, string? Webhook, string? Probe);

    /// <summary>Key and secret are shown this once.</summary>
    public sealed record Registered(Guid Id, string Key, string? Secret);

    public async Task<Result<Registered>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (Receivers.Refuse(caller) is { } forbidden)
        {
            return forbidden;
        }

        var (webhook, probe) = (Optional(command.Webhook, SubscriberAddress.Webhook), Optional(command.Probe, SubscriberAddress.Probe));
        List<Refusal> problems = [.. Receivers.NameProblems(command.Name), .. webhook.Refusals, .. probe.Refusals];
        if (problems.Count > 0)
        {
            return Result<Registered>.Refuse(problems);
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.RegisterSubscriber, ct);
        var (id, name) = (clock.NewId(), command.Name.Trim());
        var from = await Numbering.RunAsync(work.Connection, ct);
        if (await work.FindAsync<bool>("select exists (select from exchange.subscriber where name = @name and ended_at is null)", new { name }, ct))
        {
            return Refusal.Conflict("exchange.subscriber-exists", $"接收方“{name}”已经登记。要改它的网址，请先停止原来的登记。");
        }

        await work.ExecuteAsync("""
            insert into exchange.subscriber (id, name, kind, webhook, probe, from_no, registered_at, entry)
            values (@id, @name, @kind, @Webhook, @Probe, @from, @At, @entry);
            insert into exchange.progress (subscriber, sent_to) values (@id, @from)
            """, new
        {
            id, name, kind = Receivers.NameOf(command.Kind), Webhook = webhook.Value, Probe = probe.Value, from, work.At, entry = work.Entry.Value,
        }, ct);
        var (key, digest) = await SubscriberSecrets.NewKeyAsync(work, id, ct);
        var secret = webhook.Value is null ? null : await secrets.NewSecretAsync(work, id, ct);
        work.Tell(new
        {
            subscriber = id, name, kind = Receivers.NameOf(command.Kind), webhook = Receivers.DigestOf(webhook.Value), probe = Receivers.DigestOf(probe.Value), from, key = digest,
        });
        await work.CommitAsync(ct);
        return new Registered(id, key, secret);
    }

    private Result<string?> Optional(string? text, Func<string, bool, Result<string>> read) =>
        string.IsNullOrWhiteSpace(text) ? Result<string?>.Of(null) : read(text, place.IsFictional).Map<string?>(address => address);
}
