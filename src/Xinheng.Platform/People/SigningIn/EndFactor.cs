using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.People.SigningIn;

/// <summary>
/// Ends an authenticator or a passkey: its owner one of them, an administrator all of somebody who lost them. With the last
/// one the recovery codes go.
/// </summary>
public sealed class EndFactor(Journal.Journal journal)
{
    /// <param name="Account">Whose: one's own, or that of somebody whom the administrator manages.</param>
    /// <param name="Factor">Which; null: all.</param>
    public sealed record Command(string Account, Guid? Factor);

    public async Task<Result<int>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var isOwn = caller.Actor.Account is not null && caller.Actor.Name == command.Account;
        if (!isOwn && Managing.Refuse(caller, "停用别人的验证方式") is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.EndFactor, ct);
        var found = isOwn ? Result<AccountId>.Of(caller.Actor.Account!.Value) : await OfOtherAsync(work, command.Account, caller, ct);
        if (!found.TryGet(out var account))
        {
            return Result<int>.Refuse(found.Refusals);
        }

        var left = await FactorTable.CountAsync(work, account, ct);
        var ended = await work.ListAsync<Guid>("""
            update people.factor set secret = null, ended_at = @At, ended_in = @entry
             where account = @account and ended_at is null and (@Factor::uuid is null or id = @Factor)
            returning id
            """, new { account = account.Value, command.Factor, work.At, entry = work.Entry.Value }, ct);
        if (ended.Count == 0)
        {
            return Refusal.Conflict("people.no-factor", "没有这个验证方式，或者已经停用。");
        }

        Guid? replaces = null;
        if (ended.Count == left)
        {
            replaces = await FactorTable.CodesEntryAsync(work, account, ct);
            await work.ExecuteAsync("delete from people.recovery_code where account = @account", new { account = account.Value }, ct);
        }

        work.Tell(new { account = account.Value, factors = ended, replaces });
        await work.CommitAsync(ct);
        return ended.Count;
    }

    private static async Task<Result<AccountId>> OfOtherAsync(Work work, string name, Caller caller, CancellationToken ct) =>
        await Managing.LockAsync(work, caller, name, ct) is not { Ended: false } account ? Managing.NoAccount(name)
        : await HigherAccounts.RefuseAsync(work, caller, account.Id, ct) is { } higher ? higher
        : new AccountId(account.Id);
}
