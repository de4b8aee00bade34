using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;

namespace Xinheng.Platform.People;

/// <summary>
/// Says again, for another quarter, that an account still needs its roles (授权复核). What nobody confirms lapses by itself;
/// nobody confirms their own.
/// </summary>
public sealed class ConfirmGrants(Journal.Journal journal)
{
    public sealed record Command(string Account);

    private sealed record Row(string Role, string? Region);

    /// <summary>Until when they hold now.</summary>
    public async Task<Result<DateTimeOffset>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (Managing.Refuse(caller, "确认授权") is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.ConfirmGrants, ct);
        if (await Managing.LockAsync(work, caller, command.Account, ct) is not { Ended: false } account)
        {
            return Managing.NoAccount(command.Account);
        }

        // An emergency's grant ends by itself: it is not one to keep.
        var grants = await work.ListAsync<Row>("""
            select g.role, g.region
              from people.role_grant g join journal.entry e on e.id = g.entry
             where g.account = @Id and g.revoked_at is null and e.power <> 'people.emergency-access'
             order by g.role, g.region
            """, account, ct);
        if (Problem(account, grants, caller) is { } refusal)
        {
            return refusal;
        }

        var lapses = Grant.EndOf(work.At);
        await work.ExecuteAsync("""
            update people.role_grant g set confirmed_in = @entry, lapses_at = @lapses
              from journal.entry e
             where e.id = g.entry and g.account = @Id and g.revoked_at is null and e.power <> 'people.emergency-access'
            """, new { entry = work.Entry.Value, lapses, account.Id }, ct);
        work.Tell(new { account = account.Id, roles = grants.Select(grant => grant.Role), lapses });
        await work.CommitAsync(ct);
        return lapses;
    }

    private static Refusal? Problem(ManagedAccount account, IReadOnlyList<Row> grants, Caller caller) =>
        caller.Actor.Account?.Value == account.Id
            ? Refusal.Forbidden("people.own-grant", "不能确认自己的授权。请另一位管理员办理。")
        : grants.Count == 0 ? Refusal.Conflict("people.nothing-to-confirm", $"账户 {account.Name} 没有需要确认的角色。")
        : grants.Any(g => Enum.Parse<Role>(g.Role).IsOverRegion() && !caller.May(Permission.ManageAccounts, new Target(Region: g.Region)))
            ? Refusal.Forbidden("people.wider-than-own", "这个账户有一项授权的区域超出您自己管理的区域。请上级平台管理员确认。")
        : null;
}
