using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;

namespace Xinheng.Platform.People.SigningIn;

/// <summary>What an account has beside its password, as its owner sees it.</summary>
/// <param name="PasswordAt">Since when the password is this one.</param>
/// <param name="Codes">Recovery codes that are left; null when none were ever made.</param>
public sealed record OwnFactors(IReadOnlyList<OwnFactor> Factors, DateTime PasswordAt, int? Codes);

/// <summary>An authenticator app (<c>totp</c>) or a passkey.</summary>
public sealed record OwnFactor(Guid Id, string Kind, string Name, DateTime CreatedAt, DateTime? UsedAt);

/// <summary>An account's second factors.</summary>
public sealed class FactorTable(Database database)
{
    public const int Most = 10;

    public const int LongestName = 40;

    internal static Refusal NotAnAccount { get; } = Refusal.Forbidden("people.not-an-account", "第二种验证方式属于个人的登录账户，请本人登录后办理。");

    public async Task<OwnFactors> OfAsync(AccountId account, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var factors = await connection.QueryAsync<OwnFactor>(new CommandDefinition("""
            select id, kind, name, created_at as CreatedAt, used_at as UsedAt from people.factor
             where account = @account and ended_at is null order by created_at, id
            """, new { account = account.Value }, cancellationToken: ct));
        var (passwordAt, codes) = await connection.QuerySingleAsync<(DateTime, int?)>(new CommandDefinition("""
            select coalesce((select e.at from journal.entry e where e.id = a.password_entry), a.created_at),
                   (select nullif(count(*), 0) * 0 + count(*) filter (where c.used_at is null) from people.recovery_code c where c.account = a.id)::int
              from people.account a where a.id = @account
            """, new { account = account.Value }, cancellationToken: ct));
        return new OwnFactors([.. factors], passwordAt, codes);
    }

    /// <summary>The account's living ones; its row is held, so that no two acts count at once.</summary>
    internal static async Task<int> CountAsync(Work work, AccountId account, CancellationToken ct)
    {
        _ = await work.FindAsync<Guid>("select id from people.account where id = @account for update", new { account = account.Value }, ct);
        return await work.FindAsync<int>(
            "select count(*)::int from people.factor where account = @account and ended_at is null", new { account = account.Value }, ct);
    }

    /// <summary>The entry by which the account has the recovery codes that it has.</summary>
    internal static Task<Guid?> CodesEntryAsync(Work work, AccountId account, CancellationToken ct) =>
        work.FindAsync<Guid?>("select distinct entry from people.recovery_code where account = @account", new { account = account.Value }, ct);

    internal static string NameOf(string? given, string otherwise)
    {
        var name = string.Concat((given ?? "").Where(c => !char.IsControl(c))).Trim();
        return name.Length == 0 ? otherwise : name[..Math.Min(name.Length, LongestName)];
    }
}
