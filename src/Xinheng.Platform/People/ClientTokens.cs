using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People;

/// <summary>
/// Short-lived tokens of departments' systems (RFC 6749, 4.4; RFC 7523). Only their digests are kept, and every signed
/// assertion buys one token.
/// </summary>
public sealed class ClientTokens(Database database, Clock clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>A registered system and the key that its assertions must be signed with.</summary>
    public sealed record Client(string Id, string Organisation, string PublicKey);

    public async Task<Client?> FindAsync(string id, CancellationToken ct)
    {
        if (!RegisterClient.IsName(id))
        {
            return null;
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<Client>(new CommandDefinition("""
            select id, organisation, public_key as PublicKey from people.client where id = @id and revoked_at is null
            """, new { id }, cancellationToken: ct));
    }

    /// <summary>The token, once for each assertion; null when its <c>jti</c> was used before.</summary>
    public async Task<string?> IssueAsync(Client client, string jti, DateTimeOffset assertionEnds, CancellationToken ct)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition("""
            delete from people.client_assertion where expires_at < @longAgo;
            delete from people.client_token where expires_at < @longAgo
            """, new { longAgo = clock.Now - Life }, transaction, cancellationToken: ct));
        var isFirst = await connection.ExecuteAsync(new CommandDefinition("""
            insert into people.client_assertion (client, jti, expires_at) values (@Id, @jti, @assertionEnds) on conflict do nothing
            """, new { client.Id, jti = Convert.ToHexStringLower(DigestOf(jti)), assertionEnds }, transaction, cancellationToken: ct));
        if (isFirst == 0)
        {
            return null;
        }

        await connection.ExecuteAsync(new CommandDefinition(
            "insert into people.client_token (digest, client, expires_at) values (@digest, @Id, @until)",
            new { digest = DigestOf(token), client.Id, until = clock.Now + Life }, transaction, cancellationToken: ct));
        await transaction.CommitAsync(CancellationToken.None);
        return token;
    }

    /// <summary>Who carries the token: a machine of its organisation, which hands in and never approves.</summary>
    public async Task<Caller?> CallerOfAsync(string token, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var client = await connection.QuerySingleOrDefaultAsync<Client>(new CommandDefinition("""
            select c.id, c.organisation, c.public_key as PublicKey
              from people.client_token t join people.client c on c.id = t.client
             where t.digest = @digest and t.expires_at > @now and c.revoked_at is null
            """, new { digest = DigestOf(token), now = clock.Now }, cancellationToken: ct));
        return client is null
            ? null
            : new Caller(new Actor(ActorKind.Machine, null, client.Id, client.Organisation), new HashSet<Role> { Role.Maker });
    }

    private static byte[] DigestOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
