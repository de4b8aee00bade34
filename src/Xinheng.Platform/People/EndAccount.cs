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

    public async Task<Result<AccountId>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (!caller.May(Permission.ManageAccounts))
        {
            return Refusal.Forbidden("people.not-administrator", "停用账户需要平台管理员角色。");
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.EndAccount, ct);
        var found = await work.FindAsync<(Guid? Id, bool Ended)>(
            "select id, ended_in is not null from people.account where name = @Account for update", command, ct);
        if (found.Id is not { } id)
        {
            return Refusal.NotFound("people.no-account", $"没有账户 {command.Account}。");
        }

        if (found.Ended)
        {
            return Refusal.Conflict("people.account-ended", $"账户 {command.Account} 已经停用，不必再办。");
        }

        await work.ExecuteAsync("""
            update people.account set ended_at = @At, ended_in = @entry, stamp = @stamp where id = @id;
            update people.session set ended_at = @At where account = @id and ended_at is null
            """, new { id, work.At, entry = work.Entry.Value, stamp = clock.NewId() }, ct);
        work.Tell(new { account = id });
        await work.CommitAsync(ct);
        return new AccountId(id);
    }
}
