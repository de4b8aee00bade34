using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.Exchange.Subscribers;

/// <summary>A receiver stops receiving: at once, with its key. What it had not confirmed by then stays written as it stood.</summary>
public sealed class EndSubscriber(Journal.Journal journal)
{
    public sealed record Command(Guid Subscriber, string Reason);

    private const int LongestReason = 300;

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (Receivers.Refuse(caller) is { } forbidden)
        {
            return forbidden;
        }

        if (command.Reason.Trim().Length is 0 or > LongestReason)
        {
            return Refusal.Invalid("exchange.end-reason", $"请写明停止的原因，最长 {LongestReason} 个字，如“接收方停止提供公示查询”。", "reason");
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.EndSubscriber, ct);
        var to = await Numbering.RunAsync(work.Connection, ct);
        var ended = await work.ExecuteAsync("""
            update exchange.subscriber set ended_at = @At, ended_in = @entry, to_no = @to where id = @Subscriber and ended_at is null
            """, new { command.Subscriber, to, work.At, entry = work.Entry.Value }, ct);
        if (ended == 0)
        {
            return Receivers.NotFound;
        }

        work.Tell(new { subscriber = command.Subscriber, to, reason = command.Reason.Trim() });
        await work.CommitAsync(ct);
        return default(Done);
    }
}
