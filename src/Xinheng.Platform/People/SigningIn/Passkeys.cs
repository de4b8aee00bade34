using System.Security.Cryptography;
using System.Text;
using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People.SigningIn;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People.SigningIn;

/// <summary>A device's key pair for this site, as this side knows it: the public half. Finger, face or PIN stay on the device.</summary>
public sealed record Passkey(
    Guid Id, Guid Account, string Name, byte[] Credential, byte[] PublicKey, long SignCount, string Transports, bool BackupEligible, bool BackedUp, DateTime CreatedAt);

/// <summary>The living passkeys, and what happens when one has been proven. That it was proven is checked at the door, which speaks the browser's protocol.</summary>
public sealed class Passkeys(Database database, Clock clock)
{
    private const string Columns = """
        f.id, f.account, f.name, f.credential, f.public_key as PublicKey, f.sign_count as SignCount, f.transports,
        f.backup_eligible as BackupEligible, f.backed_up as BackedUp, f.created_at as CreatedAt
        """;

    private sealed record Owner(Guid Account, string Name, Guid Stamp);

    public async Task<IReadOnlyList<Passkey>> OfAsync(AccountId account, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<Passkey>(new CommandDefinition(
            $"select {Columns} from people.factor f where f.account = @account and f.kind = 'passkey' and f.ended_at is null order by f.created_at, f.id",
            new { account = account.Value }, cancellationToken: ct))).AsList();
    }

    public async Task<Passkey?> FindAsync(byte[] credential, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<Passkey>(new CommandDefinition(
            $"select {Columns} from people.factor f where f.credential = @credential and f.ended_at is null", new { credential }, cancellationToken: ct));
    }

    /// <summary>The passkey answered that challenge: whose it is. A challenge is answered once.</summary>
    /// <param name="signCount">How often the device says it has signed; many say zero for ever.</param>
    public async Task<Result<SignIn.SignedIn>> ProvedAsync(
        byte[] credential, long signCount, bool backedUp, string challenge, TimeSpan challengeLives, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            "delete from people.spent_challenge where expires_at < @now", new { now = clock.Now }, transaction, cancellationToken: ct));
        var isFresh = await connection.ExecuteAsync(new CommandDefinition(
            "insert into people.spent_challenge (digest, expires_at) values (@digest, @expires) on conflict do nothing",
            new { digest = SHA256.HashData(Encoding.UTF8.GetBytes(challenge)), expires = clock.Now + challengeLives }, transaction, cancellationToken: ct)) == 1;
        var owner = await connection.QuerySingleOrDefaultAsync<Owner>(new CommandDefinition("""
            update people.factor f set sign_count = @signCount, backed_up = @backedUp, used_at = @now
              from people.account a
             where f.credential = @credential and f.ended_at is null and a.id = f.account and a.ended_in is null
            returning f.account, a.name, a.stamp
            """, new { credential, signCount, backedUp, now = clock.Now }, transaction, cancellationToken: ct));
        if (owner is null || !isFresh)
        {
            return Refusal.Forbidden("people.passkey-refused", "通行密钥没有通过验证。请再试一次，或用账户名和口令登录。");
        }

        await transaction.CommitAsync(ct);
        return new SignIn.SignedIn(new AccountId(owner.Account), owner.Name, owner.Stamp) { Way = SignInWay.Passkey };
    }
}
