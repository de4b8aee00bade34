using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.People.Machines;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People.Machines;

/// <summary>
/// Short-lived tokens of departments' systems (RFC 6749, 4.4; RFC 7523). Only their digests are kept, and every signed
/// assertion buys one token. A token dies with its client and with the key it was bought with.
/// </summary>
public sealed class ClientTokens(Database database, Clock clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>A registered system, what it may do, and the keys that hold now.</summary>
    public sealed record Client(string Id, string Organisation, IReadOnlyList<ClientScope> Scopes, IReadOnlyList<ClientKey> Keys);

    private sealed record Row(string Organisation, string Scope);

    private sealed record Carried(string Id, string Organisation, string Scope, string Registered, string Kind);

    public async Task<Client?> FindAsync(string id, CancellationToken ct)
    {
        if (!RegisterClient.IsName(id))
        {
            return null;
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            "select organisation, scope from people.client where id = @id and ended_at is null", new { id }, cancellationToken: ct));
        if (row is null)
        {
            return null;
        }

        var keys = await connection.QueryAsync<string>(new CommandDefinition("""
            select public_key from people.client_key
             where client = @id and valid_from <= @now and (valid_to is null or valid_to > @now)
             order by valid_from desc, id
            """, new { id, now = clock.Now }, cancellationToken: ct));
        return new Client(id, row.Organisation, ClientScope.ParseList(row.Scope).Value, [.. keys.Select(pem => ClientKey.FromPem(pem).Value)]);
    }

    /// <summary>The token, once for each assertion; null when its <c>jti</c> was used before.</summary>
    /// <param name="key">The key that signed the assertion.</param>
    /// <param name="scopes">What was asked for, none of it beyond what is registered.</param>
    public async Task<string?> IssueAsync(
        Client client, ClientKey key, IReadOnlyList<ClientScope> scopes, string jti, DateTimeOffset assertionEnds, CancellationToken ct)
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

        await connection.ExecuteAsync(new CommandDefinition("""
            insert into people.client_token (digest, client, key, scope, expires_at) values (@digest, @Id, @key, @scope, @until)
            """, new { digest = DigestOf(token), client.Id, key = key.Id, scope = ClientScope.Write(scopes), until = clock.Now + Life },
            transaction, cancellationToken: ct));
        await transaction.CommitAsync(CancellationToken.None);
        return token;
    }

    /// <summary>Who carries the token: a machine of its organisation, which hands in or asks and never approves, within the token's scope.</summary>
    public async Task<Caller?> CallerOfAsync(string token, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var carried = await connection.QuerySingleOrDefaultAsync<Carried>(new CommandDefinition("""
            select c.id, c.organisation, t.scope, c.scope as Registered, o.kind
              from people.client_token t
              join people.client c on c.id = t.client
              join people.client_key k on k.id = t.key
              join people.organisation o on o.code = c.organisation
             where t.digest = @digest and t.expires_at > @now and c.ended_at is null
               and k.valid_from <= @now and (k.valid_to is null or k.valid_to > @now)
            """, new { digest = DigestOf(token), now = clock.Now }, cancellationToken: ct));
        return carried is null
            ? null
            : new Caller(new Actor(ActorKind.Machine, null, carried.Id, carried.Organisation), RolesOf(Enum.Parse<OrganisationKind>(carried.Kind)))
            {
                // What was taken from the client since, the token has no more either.
                Scopes = ClientScope.Common(ClientScope.ParseList(carried.Scope).Value, ClientScope.ParseList(carried.Registered).Value),
            };
    }

    // What its organisation's people may; what of it the machine does, its scopes say.
    private static HashSet<Role> RolesOf(OrganisationKind kind) => kind switch
    {
        OrganisationKind.Bank => [Role.BankAnalyst],
        OrganisationKind.CreditServiceInstitution => [Role.InstitutionStaff],
        OrganisationKind.UserBody => [Role.Inspector],
        _ => [Role.Maker, Role.Inspector, Role.CounterClerk],
    };

    private static byte[] DigestOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
