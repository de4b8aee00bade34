using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.People.Machines;

namespace Xinheng.Platform.People.Machines;

/// <summary>A further key of a department's system: old and new hold side by side until the old one is ended, so that nothing stands still.</summary>
public sealed class AddClientKey(Journal.Journal journal)
{
    /// <param name="From">Null: at once.</param>
    /// <param name="Until">Null: until it is ended.</param>
    public sealed record Command(string Client, string PublicKey, DateTimeOffset? From = null, DateTimeOffset? Until = null);

    /// <summary>What the key is called by.</summary>
    public async Task<Result<string>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var read = ClientKey.FromPem(command.PublicKey);
        if (Managing.Refuse(caller, "增加接口密钥") is { } forbidden)
        {
            return forbidden;
        }

        if (!read.TryGet(out var key))
        {
            return Result<string>.Refuse(read.Refusals);
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.AddClientKey, ct);
        var period = new KeyPeriod(command.From?.ToUniversalTime() ?? work.At, command.Until?.ToUniversalTime());
        if ((await KeyTable.LockAsync(work, caller, command.Client, ct) ?? await KeyTable.InsertAsync(work, command.Client, key, period, ct)) is { } refusal)
        {
            return refusal;
        }

        work.Tell(new { client = command.Client, key = key.Id, digest = key.Digest.ToString(), from = period.From, until = period.Until });
        await work.CommitAsync(ct);
        return key.Id;
    }
}
