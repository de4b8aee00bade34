using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.People.Machines;

/// <summary>Ends a key of a department's system, now or at a time to come. Tokens bought with it end with it; what it signed stays signed.</summary>
public sealed class EndClientKey(Journal.Journal journal)
{
    /// <param name="At">Null: at once.</param>
    public sealed record Command(string Client, string Key, DateTimeOffset? At = null);

    /// <param name="Left">How many of the client's keys hold after that.</param>
    public sealed record Ended(DateTimeOffset At, long Left);

    private sealed record Row(DateTime ValidFrom, DateTime? ValidTo);

    public async Task<Result<Ended>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (Managing.Refuse(caller, "终止接口密钥") is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.EndClientKey, ct);
        if (await KeyTable.LockAsync(work, caller, command.Client, ct) is { } refusal)
        {
            return refusal;
        }

        if (await work.FindAsync<Row>("""
            select valid_from as ValidFrom, valid_to as ValidTo from people.client_key where id = @Key and client = @Client
            """, command, ct) is not { } key)
        {
            return Refusal.NotFound("people.no-key", $"接口账户 {command.Client} 没有密钥 {command.Key}。用 client list 可以查看它的密钥。");
        }

        // A key that has not begun ends where it would begin: it never held.
        var from = new DateTimeOffset(key.ValidFrom, TimeSpan.Zero);
        var (asked, ends) = (command.At?.ToUniversalTime() ?? work.At, key.ValidTo is { } to ? new DateTimeOffset(to, TimeSpan.Zero) : (DateTimeOffset?)null);
        var at = asked < from ? from : asked;
        if (asked < work.At || at >= ends)
        {
            return Refusal.Conflict("people.key-end", ends is { } end
                ? $"密钥 {command.Key} 的终止时间为 {end.ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd HH:mm}，只能改为现在到那时之间的时间；要用得更久，请登记新的密钥。"
                : "密钥的终止时间不能早于现在：已经验证过的签名不因事后改动而变。");
        }

        await work.ExecuteAsync("update people.client_key set valid_to = @at, ended_in = @entry where id = @Key",
            new { at, entry = work.Entry.Value, command.Key }, ct);
        var left = await work.FindAsync<long>(
            "select count(*) from people.client_key where client = @Client and (valid_to is null or valid_to > @at)", new { command.Client, at }, ct);
        work.Tell(new { client = command.Client, key = command.Key, until = at });
        await work.CommitAsync(ct);
        return new Ended(at, left);
    }
}
