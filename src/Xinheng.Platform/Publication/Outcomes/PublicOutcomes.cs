using Dapper;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Publication.Outcomes;

/// <summary>侵害权益行为披露: a complaint that was upheld, by date, unit and matter.</summary>
/// <param name="Unit">Null: the platform itself, or somebody who is not registered.</param>
public sealed record UpheldComplaint(DateOnly On, string? Unit, string Words);

/// <summary>A reward that was given for a report; to whom stands nowhere.</summary>
public sealed record GivenReward(DateOnly On, string Basis, decimal Yuan, DateOnly? PaidOn);

/// <summary>A body that one can complain of.</summary>
public sealed record RegisteredUnit(string Code, string Name);

/// <summary>What came of complaints and reports, as everybody may read it.</summary>
public class PublicOutcomes(Database database)
{
    private const int Most = 50;

    public virtual async Task<IReadOnlyList<UpheldComplaint>> UpheldAsync(CancellationToken ct)
    {
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<UpheldComplaint>(new CommandDefinition(
            $"select on_day as \"On\", unit, words from publication.upheld_complaint order by on_day desc, words limit {Most}", cancellationToken: ct))];
    }

    public virtual async Task<IReadOnlyList<GivenReward>> RewardsAsync(CancellationToken ct)
    {
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<GivenReward>(new CommandDefinition(
            $"select on_day as \"On\", basis, yuan, paid_on as PaidOn from publication.given_reward order by on_day desc, basis limit {Most}", cancellationToken: ct))];
    }

    public virtual async Task<IReadOnlyList<RegisteredUnit>> UnitsAsync(CancellationToken ct)
    {
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<RegisteredUnit>(new CommandDefinition(
            "select code, name from publication.registered_unit order by name, code", cancellationToken: ct))];
    }
}
