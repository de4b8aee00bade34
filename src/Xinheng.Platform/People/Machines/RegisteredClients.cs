using Dapper;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People.Machines;

/// <summary>A department's system as its administrator sees it, with every key it ever had.</summary>
public sealed record RegisteredClient(
    string Id, string Organisation, string Scope, DateTime RegisteredAt, DateTime? EndedAt, IReadOnlyList<RegisteredClient.Key> Keys)
{
    public sealed record Key(string Id, DateTime ValidFrom, DateTime? ValidTo, bool HoldsNow, string PublicKey);
}

/// <summary>The registered systems, by organisation and name; those that have ended, too.</summary>
public sealed class RegisteredClients(Database database, Clock clock)
{
    private sealed record Row(string Id, string Organisation, string Scope, DateTime CreatedAt, DateTime? EndedAt);

    private sealed record KeyRow(string Client, string Id, DateTime ValidFrom, DateTime? ValidTo, bool HoldsNow, string PublicKey);

    /// <param name="organisation">Null: all.</param>
    public async Task<IReadOnlyList<RegisteredClient>> ListAsync(string? organisation, CancellationToken ct)
    {
        var asked = new { organisation, now = clock.Now };
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var keys = (await connection.QueryAsync<KeyRow>(new CommandDefinition("""
            select k.client, k.id, k.valid_from as ValidFrom, k.valid_to as ValidTo,
                   c.ended_at is null and k.valid_from <= @now and (k.valid_to is null or k.valid_to > @now) as HoldsNow,
                   k.public_key as PublicKey
              from people.client_key k join people.client c on c.id = k.client
             where @organisation::text is null or c.organisation = @organisation
             order by k.valid_from, k.id
            """, asked, cancellationToken: ct))).ToLookup(k => k.Client);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition("""
            select id, organisation, scope, created_at as CreatedAt, ended_at as EndedAt from people.client
             where @organisation::text is null or organisation = @organisation
             order by organisation, id
            """, asked, cancellationToken: ct));
        return [.. rows.Select(r => new RegisteredClient(r.Id, r.Organisation, r.Scope, r.CreatedAt, r.EndedAt,
            [.. keys[r.Id].Select(k => new RegisteredClient.Key(k.Id, k.ValidFrom, k.ValidTo, k.HoldsNow, k.PublicKey))]))];
    }
}
