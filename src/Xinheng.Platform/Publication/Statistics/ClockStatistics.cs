using Dapper;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Publication.Statistics;

/// <summary>办理时限统计: how long each unit takes with what has a statutory clock, over the last year.</summary>
public class ClockStatistics(Database database)
{
    /// <param name="Organisation">Code of the unit; null: the credit centre.</param>
    /// <param name="MedianDays">Calendar days from the event to the answer, of half of those done.</param>
    public sealed record Line(
        string Procedure, string Clock, string Owes, string? Organisation, string? OrganisationName, long Started, long Done, long InTime, long Late,
        long Running, long Overdue, int? MedianDays, int? P95Days);

    public virtual async Task<IReadOnlyList<Line>> ReadAsync(CancellationToken ct)
    {
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<Line>(new CommandDefinition("""
            select procedure, clock, owes, organisation, organisation_name as OrganisationName, started, done, in_time as InTime, late, running, overdue,
                   median_days as MedianDays, p95_days as P95Days
              from publication.clock_statistic
             order by procedure, clock, overdue desc, late desc, organisation_name nulls first
            """, cancellationToken: ct))];
    }
}
