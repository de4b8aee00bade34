using Dapper;
using Xinheng.Model.People.Machines;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People.Machines;

/// <summary>Whose keys sign for an organisation, and whether it must sign.</summary>
public sealed class Signers(Database database)
{
    public sealed record Signer(string Client, ClientKey Key);

    /// <summary>The keys that hold at that instant, of one machine or (null) of all the organisation's.</summary>
    public async Task<IReadOnlyList<Signer>> AtAsync(string organisation, string? client, DateTimeOffset at, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<(string Client, string PublicKey)>(new CommandDefinition("""
            select c.id, k.public_key from people.client c join people.client_key k on k.client = c.id
             where c.organisation = @organisation and (@client::text is null or c.id = @client) and c.ended_at is null
               and k.valid_from <= @at and (k.valid_to is null or k.valid_to > @at)
             order by c.id, k.valid_from desc, k.id
            """, new { organisation, client, at }, cancellationToken: ct));
        return [.. rows.Select(r => new Signer(r.Client, ClientKey.FromPem(r.PublicKey).Value))];
    }

    public async Task<bool> MustSignAsync(string organisation, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from people.signature_rule where organisation = @organisation and required)",
            new { organisation }, cancellationToken: ct));
    }
}
