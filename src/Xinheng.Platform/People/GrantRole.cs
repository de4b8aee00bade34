using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.People;

/// <summary>Gives an account a role. Nobody is both maker and reviewer: entry and approval are different people's.</summary>
public sealed class GrantRole(Journal.Journal journal)
{
    public sealed record Command(string Account, Role Role);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (!caller.May(Permission.ManageAccounts))
        {
            return Refusal.Forbidden("people.not-administrator", "授予角色需要平台管理员角色。");
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.GrantRole, ct);
        var id = await work.FindAsync<Guid?>("select id from people.account where name = @Account and ended_in is null for update",
            new { command.Account }, ct);
        if (id is null)
        {
            return Refusal.NotFound("people.no-account", $"没有账户 {command.Account}。");
        }

        var held = await work.ListAsync<string>(
            "select role from people.role_grant where account = @id and revoked_at is null", new { id }, ct);
        if (held.Contains(command.Role.ToString()))
        {
            return default(Done);
        }

        if (Clashes(command.Role, held))
        {
            return Refusal.Conflict("people.maker-and-reviewer", "同一账户不能既是数据管理员又是审核员。请为另一个人开立账户。");
        }

        await work.ExecuteAsync("""
            insert into people.role_grant (account, role, entry, granted_at) values (@id, @role, @entry, @At)
            """, new { id, role = command.Role.ToString(), entry = work.Entry.Value, work.At }, ct);
        work.Tell(new { account = id, role = command.Role.ToString() });
        await work.CommitAsync(ct);
        return default(Done);
    }

    private static bool Clashes(Role role, IReadOnlyList<string> held) =>
        (role == Role.Maker && held.Contains(nameof(Role.Reviewer)))
        || (role == Role.Reviewer && held.Contains(nameof(Role.Maker)));
}
