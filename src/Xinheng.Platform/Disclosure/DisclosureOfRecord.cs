using Dapper;
using Xinheng.Model.Disclosure;
using Xinheng.Model.Foundation;
using Xinheng.Model.Law;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Disclosure;

/// <summary>
/// May this audience see this record today, and if not, by which rule? For one record at a time: lists that strangers read
/// ask the views, which carry the same decision as a predicate.
/// </summary>
public sealed class DisclosureOfRecord(Database database, LawBook law, JurisdictionProfile profile)
{
    /// <summary>Null when there is no such record, or its item is no longer in the catalogue.</summary>
    public async Task<Decision?> DecideAsync(RecordId record, Audience audience, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<FactsRow>(new CommandDefinition($"""
            select {FactsRow.Columns}
              from records.record r
              join catalogue.item_in_force i on i.code = r.item
             where r.record_id = @Value
            """, record, cancellationToken: ct));
        return row is null ? null : Decision.Decide(row.ToFacts(row.UsableUntil(law, profile)), audience, row.Today);
    }

    /// <summary>The same for every record of a subject, asked for several audiences at once; in their order.</summary>
    public async Task<IReadOnlyDictionary<Guid, Decision[]>> DecideAllAsync(SubjectId subject, IReadOnlyList<Audience> audiences, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<Guid, FactsRow, (Guid Id, FactsRow Facts)>(new CommandDefinition($"""
            select r.record_id, {FactsRow.Columns}
              from records.record r
              join catalogue.item_in_force i on i.code = r.item
             where r.subject_id = @Value
            """, subject, cancellationToken: ct), (id, facts) => (id, facts), splitOn: "openness");
        return rows.ToDictionary(row => row.Id, row => audiences
            .Select(audience => Decision.Decide(row.Facts.ToFacts(row.Facts.UsableUntil(law, profile)), audience, row.Facts.Today)).ToArray());
    }
}
