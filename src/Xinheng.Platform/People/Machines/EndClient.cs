using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.People.Machines;

/// <summary>A department's system leaves: at once, with every token it still holds. Its name is never given again.</summary>
public sealed class EndClient(Journal.Journal journal)
{
    public sealed record Command(string Client);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (Managing.Refuse(caller, "停用接口账户") is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.EndClient, ct);
        if (await KeyTable.LockAsync(work, caller, command.Client, ct) is { } refusal)
        {
            return refusal;
        }

        await work.ExecuteAsync("""
            update people.client set ended_at = @At, ended_in = @entry where id = @Client;
            delete from people.client_token where client = @Client
            """, new { work.At, entry = work.Entry.Value, command.Client }, ct);
        work.Tell(new { client = command.Client });
        await work.CommitAsync(ct);
        return default(Done);
    }
}
