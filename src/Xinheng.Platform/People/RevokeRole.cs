using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.People;

/// <summary>Takes a role back, at once. What was done by it stays done, and in the log.</summary>
public sealed class RevokeRole(Journal.Journal journal)
{
    public sealed record Command(string Account, Role Role);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (Managing.Refuse(caller, "撤销角色") is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.RevokeRole, ct);
        if (await Managing.LockAsync(work, caller, command.Account, ct) is not { } account)
        {
            return Managing.NoAccount(command.Account);
        }

        var regions = await work.ListAsync<string?>("""
            select region from people.role_grant where account = @Id and role = @role and revoked_at is null
            """, new { account.Id, role = command.Role.ToString() }, ct);
        if (regions.Count == 0)
        {
            return Refusal.Conflict("people.role-not-held", $"账户 {account.Name} 没有{RightsWords.Of(command.Role)}角色。");
        }

        if (command.Role.IsOverRegion() && regions.Any(region => !caller.May(Permission.ManageAccounts, new Target(Region: region))))
        {
            return Refusal.Forbidden("people.wider-than-own", "这项授权的区域超出您自己管理的区域。请上级平台管理员办理。");
        }

        await work.ExecuteAsync("""
            update people.role_grant set revoked_at = @At, revoked_in = @entry where account = @Id and role = @role and revoked_at is null
            """, new { work.At, entry = work.Entry.Value, account.Id, role = command.Role.ToString() }, ct);
        work.Tell(new { account = account.Id, role = command.Role.ToString() });
        await work.CommitAsync(ct);
        return default(Done);
    }
}
