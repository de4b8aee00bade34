using Dapper;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Cases.Reporting.Reading;

/// <summary>One thing done about a report. Who it was is a party, not a person.</summary>
public sealed record ReportEvent(int No, string Step, string Stage, DateOnly On);

/// <summary>What was done about a report, oldest first.</summary>
public sealed class ReportEvents(Database database)
{
    public async Task<IReadOnlyList<ReportEvent>> OfAsync(ReportRow row, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. (await connection.QueryAsync<(int No, string Step, string Stage, DateOnly On)>(new CommandDefinition(
            "select no, step, stage, on_day from cases.report_event where report = @Id order by no", new { row.Id }, cancellationToken: ct)))
            .Select(e => new ReportEvent(e.No, e.Step, e.Stage, e.On))];
    }
}
