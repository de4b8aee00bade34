using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People;

/// <summary>Who an account is and what is granted to it now; one that ended is nobody's.</summary>
public sealed class Accounts(Database database, Clock clock)
{
    private sealed record Row(Guid Id, string Name, string? Organisation, string? Role, Guid? Subject);

    private sealed record GrantRow(string Role, string? Region, DateTime LapsesAt);

    public Task<Caller?> FindAsync(string name, CancellationToken ct) => CallerAsync("a.name = @key", name, ct);

    public Task<Caller?> OfAsync(AccountId account, CancellationToken ct) => CallerAsync("a.id = @key", account.Value, ct);

    private async Task<Caller?> CallerAsync(string where, object key, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition($"""
            select a.id, a.name, a.organisation, b.role, b.subject
              from people.account a left join people.subject_binding b on b.account = a.id
             where {where} and a.ended_in is null
            """, new { key }, cancellationToken: ct));
        if (row is null)
        {
            return null;
        }

        if (row is { Role: { } role, Subject: { } subject })
        {
            // The proof is the grant, and the whole of it.
            return new Caller(new Actor(ActorKind.Subject, new AccountId(row.Id), row.Name, null), [new Grant(Enum.Parse<Role>(role))])
            {
                Self = new SubjectId(subject),
            };
        }

        var now = clock.Now;
        var grants = (await connection.QueryAsync<GrantRow>(new CommandDefinition("""
            select role, region, lapses_at as LapsesAt from people.role_grant where account = @Id and revoked_at is null order by role
            """, new { row.Id }, cancellationToken: ct))).Select(GrantOf).ToLookup(grant => grant.IsLive(now));
        return new Caller(new Actor(ActorKind.Staff, new AccountId(row.Id), row.Name, row.Organisation), [.. grants[true]])
        {
            Lapsed = [.. grants[false]],
        };
    }

    private static Grant GrantOf(GrantRow row) => new(
        Enum.Parse<Role>(row.Role), row.Region is { } region ? Region.Parse(region).Value : null, new DateTimeOffset(row.LapsesAt, TimeSpan.Zero));
}
