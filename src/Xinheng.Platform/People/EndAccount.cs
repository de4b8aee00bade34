using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People;

/// <summary>
/// Closes the account of somebody who left, the same day: nobody signs in by it any more, and where it is signed in that is
/// over. What it did stays in the log under its name, which is never given again.
/// </summary>
public sealed class EndAccount(Journal.Journal journal, Clock clock)
{
    public sealed record Command(string Account);

    /// <param name="Others">Names of the same person's accounts that still live: who left left with all of them.</param>
    public sealed record Ended(AccountId Account, IReadOnlyList<string> Others);

    public async Task<Result<Ended>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (Managing.Refuse(caller, "停用账户") is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.EndAccount, ct);
        if (await Managing.LockAsync(work, caller, command.Account, ct) is not { } account)
        {
            return Managing.NoAccount(command.Account);
        }

        if (account.Ended)
        {
            return Refusal.Conflict("people.account-ended", $"账户 {command.Account} 已经停用，不必再办。");
        }

        await work.ExecuteAsync("""
            update people.account set ended_at = @At, ended_in = @entry, stamp = @stamp where id = @Id;
            update people.session set ended_at = @At where account = @Id and ended_at is null
            """, new { account.Id, work.At, entry = work.Entry.Value, stamp = clock.NewId() }, ct);
        var others = await work.ListAsync<string>(
            """
            select name from people.account
             where holder = @Holder and id <> @Id and ended_in is null and not exists (select from people.subject_binding b where b.account = id)
             order by name
            """, account, ct);
        work.Tell(new { account = account.Id });
        await work.CommitAsync(ct);
        return new Ended(new AccountId(account.Id), others);
    }
}
