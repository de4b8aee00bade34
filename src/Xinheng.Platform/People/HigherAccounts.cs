using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.People;

/// <summary>
/// Accounts of an organisation below that hold a role above: whoever manages the organisation resets nothing of theirs, or a
/// county would help itself to the province's rights.
/// </summary>
internal static class HigherAccounts
{
    private sealed record Grant(string Role, string? Region);

    public static async Task<Refusal?> RefuseAsync(Work work, Caller caller, Guid account, CancellationToken ct)
    {
        var grants = await work.ListAsync<Grant>(
            "select role, region from people.role_grant where account = @account and revoked_at is null", new { account }, ct);
        return grants.Any(g => Enum.Parse<Role>(g.Role).IsOverRegion() && !caller.May(Permission.ManageAccounts, new Target(Region: g.Region)))
            ? Refusal.Forbidden("people.higher-account", "这个账户担任上级区域的管理、值班或审计，请由上级管理员重设。")
            : null;
    }
}
