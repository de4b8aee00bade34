using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.People;

/// <summary>
/// Whose organisations and accounts an administrator manages: those of the region of the grant. What lies outside answers
/// like what does not exist.
/// </summary>
internal static class Managing
{
    /// <summary>Why not, before anything is looked at.</summary>
    public static Refusal? Refuse(Caller caller, string what) => caller.MayEnter(Permission.ManageAccounts)
        ? null
        : Refusal.Forbidden("people.not-administrator", $"{what}需要平台管理员角色。");

    public static Refusal NoOrganisation(string code) =>
        Refusal.NotFound("people.no-organisation", $"单位 {code} 还没有登记，或不在您管理的区域。");

    public static Refusal NoAccount(string name) => Refusal.NotFound("people.no-account", $"没有账户 {name}，或不归您管理。");

    /// <param name="organisation">Null: of the platform itself, which only an administrator of the whole installation manages.</param>
    public static async Task<bool> CoversAsync(Work work, Caller caller, string? organisation, CancellationToken ct) =>
        caller.May(Permission.ManageAccounts, new Target(organisation, organisation is null ? null : await RegionAsync(work, organisation, ct)));

    private static Task<string?> RegionAsync(Work work, string organisation, CancellationToken ct) =>
        work.FindAsync<string>("select region from people.organisation where code = @organisation", new { organisation }, ct);

    /// <summary>The account, locked by this act; null when there is none that the caller manages, or it has ended.</summary>
    public static async Task<ManagedAccount?> LockAsync(Work work, Caller caller, string name, CancellationToken ct)
    {
        var account = await work.FindAsync<ManagedAccount>("""
            select a.id, a.name, a.organisation, a.holder, a.ended_in is not null as ended, o.kind
              from people.account a left join people.organisation o on o.code = a.organisation
             where a.name = @name and not exists (select from people.subject_binding b where b.account = a.id) for update of a
            """, new { name }, ct);
        return account is not null && await CoversAsync(work, caller, account.Organisation, ct) ? account : null;
    }
}

/// <summary>An account as an act about it holds it.</summary>
/// <param name="Kind">Of its organisation; null for the platform's own.</param>
internal sealed record ManagedAccount(Guid Id, string Name, string? Organisation, Guid? Holder, bool Ended, string? Kind);
