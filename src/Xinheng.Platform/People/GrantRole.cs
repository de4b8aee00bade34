using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.People;

/// <summary>
/// Gives an account a role, until the quarter is over. Nobody is both maker and reviewer, in whatever accounts; nobody gives
/// a role to themselves; nobody gives one over more than they administer.
/// </summary>
public sealed class GrantRole(Journal.Journal journal)
{
    /// <param name="Region">For roles over a region, which; null: the whole installation.</param>
    public sealed record Command(string Account, Role Role, Region? Region = null);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (Managing.Refuse(caller, "授予角色") is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.GrantRole, ct);
        if (await Managing.LockAsync(work, caller, command.Account, ct) is not { Ended: false } account)
        {
            return Managing.NoAccount(command.Account);
        }

        var region = command.Region?.Code;
        if (await work.FindAsync<bool>("""
            select exists (select from people.role_grant
                            where account = @Id and role = @role and region is not distinct from @region and revoked_at is null and lapses_at > @At)
            """, new { account.Id, role = command.Role.ToString(), region, work.At }, ct))
        {
            return default(Done);
        }

        var held = await HeldAsync(work, account, ct);
        if (Problems(command, account, held, caller) is { Count: > 0 } problems)
        {
            return Result<Done>.Refuse(problems);
        }

        var lapses = Grant.EndOf(work.At);
        await work.ExecuteAsync("""
            insert into people.role_grant (account, role, region, entry, granted_at, lapses_at) values (@Id, @role, @region, @entry, @At, @lapses)
            """, new { account.Id, role = command.Role.ToString(), region, entry = work.Entry.Value, work.At, lapses }, ct);
        work.Tell(new { account = account.Id, role = command.Role.ToString(), region, lapses });
        await work.CommitAsync(ct);
        return default(Done);
    }

    // Lapsed grants count too: once confirmed, they would hold again.
    private static async Task<IReadOnlyList<Role>> HeldAsync(Journal.Work work, ManagedAccount account, CancellationToken ct)
    {
        if (account.Holder is { } holder)
        {
            await work.ExecuteAsync("select from people.holder where id = @holder for update", new { holder }, ct);
        }

        return [.. (await work.ListAsync<string>("""
            select distinct g.role
              from people.account a join people.role_grant g on g.account = a.id
             where (a.id = @Id or a.holder = @Holder) and a.ended_in is null and g.revoked_at is null
            """, account, ct)).Select(Enum.Parse<Role>)];
    }

    private static List<Refusal> Problems(Command command, ManagedAccount account, IReadOnlyList<Role> held, Caller caller)
    {
        var role = command.Role;
        var name = RightsWords.Of(role);
        List<Refusal> problems = [];
        if (caller.Actor.Account?.Value == account.Id)
        {
            problems.Add(Refusal.Forbidden("people.own-grant", "不能给自己授予角色。请另一位管理员办理。"));
        }

        if (role.IsOfSubject())
        {
            problems.Add(Refusal.Invalid("people.role-by-proof", $"{name}不由管理员授予：核实身份之后自动取得。", "role"));
        }

        if (role.NeedsOrganisation() && account.Organisation is null)
        {
            problems.Add(Refusal.Invalid("people.role-needs-organisation", $"{name}只能授予属于某个单位的账户；账户 {account.Name} 没有单位。", "role"));
        }

        if (account.Kind is { } kind && !role.IsOfSubject() && !role.Fits(Enum.Parse<OrganisationKind>(kind)))
        {
            problems.Add(Refusal.Invalid("people.role-of-another-kind",
                $"{name}不适合{OrganisationKinds.NameOf(Enum.Parse<OrganisationKind>(kind))}的人员。请选择适合这类单位的角色。", "role"));
        }

        if (role.NeedsHolder() && account.Holder is null)
        {
            problems.Add(Refusal.Conflict("people.holder-unknown",
                $"账户 {account.Name} 没有登记使用人，不能授予{name}：录入与审核须是两个人，平台要能认出同一个人的另一个账户。请开立写明使用人的账户。"));
        }

        if (held.Any(other => role.Excludes(other)))
        {
            problems.Add(Refusal.Conflict("people.maker-and-reviewer",
                "同一个人不能既是数据管理员又是审核员，用另一个账户也不行。请由另一个人担任，或先撤销原来的角色。"));
        }

        if (command.Region is { } && !role.IsOverRegion())
        {
            problems.Add(Refusal.Invalid("people.role-has-no-region", $"{name}只限本单位，不按区划授予。", "region"));
        }
        else if (role.IsOverRegion() && !caller.May(Permission.ManageAccounts, new Target(Region: command.Region?.Code)))
        {
            problems.Add(Refusal.Forbidden("people.wider-than-own", "授予的区域超出您自己管理的区域。请写明您管理范围以内的区划（--region）。"));
        }

        return problems;
    }
}
