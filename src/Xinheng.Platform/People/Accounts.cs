using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People;

/// <summary>Who an account is and which roles it holds now; one that ended is nobody's.</summary>
public sealed class Accounts(Database database)
{
    private sealed record Row(Guid Id, string Name, string? Organisation);

    public Task<Caller?> FindAsync(string name, CancellationToken ct) => CallerAsync("name = @key", name, ct);

    public Task<Caller?> OfAsync(AccountId account, CancellationToken ct) => CallerAsync("id = @key", account.Value, ct);

    private async Task<Caller?> CallerAsync(string where, object key, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"select id, name, organisation from people.account where {where} and ended_in is null", new { key }, cancellationToken: ct));
        if (row is null)
        {
            return null;
        }

        var roles = await connection.QueryAsync<string>(new CommandDefinition(
            "select role from people.role_grant where account = @Id and revoked_at is null", new { row.Id }, cancellationToken: ct));
        return new Caller(
            new Actor(ActorKind.Staff, new AccountId(row.Id), row.Name, row.Organisation),
            roles.Select(Enum.Parse<Role>).ToHashSet());
    }
}
