using Npgsql;
using Dapper;
using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;

namespace Xinheng.Platform.Cases.Promising;

/// <summary>
/// What a subject's file holds against it here: records of serious dishonesty and broken promises, as long as they count. What was
/// repaired, withdrawn or has run out is not among them. Basis: 深圳经济特区社会信用条例 59 (V).
/// </summary>
public sealed class TrustOnFile(CatalogueInForce catalogue, Database database, Clock clock)
{
    private sealed record Row(Guid? Record, string Item, string? Number);

    public async Task<IReadOnlyList<BrokenTrust>> ReadAsync(SubjectId subject, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await ReadAsync(connection, subject, clock.Today, ct);
    }

    internal async Task<IReadOnlyList<BrokenTrust>> ReadAsync(NpgsqlConnection connection, SubjectId subject, DateOnly today, CancellationToken ct)
    {
        // A class that nobody confirmed counts as minor (it is only proposed); a promise broken just now counts before its record is there.
        var rows = await connection.QueryAsync<Row>(new CommandDefinition("""
            select r.record_id as Record, r.item as Item, null as Number
              from records.record r
             where r.subject_id = @subject and r.state = 'current' and r.nature = 'adverse' and not r.held
               and (r.item = @broken or (r.severity = 3 and r.confirmed)) and (r.public_until is null or r.public_until > @today)
            union all
            select null, @broken, p.number from cases.promise p
             where p.subject_id = @subject and p.state = 'broken' and p.outcome_record is null
            """, new { subject = subject.Value, broken = PromiseOnFile.Performed, today }, cancellationToken: ct));
        var inForce = await catalogue.CurrentAsync(ct);
        return [.. rows.Select(row => new BrokenTrust(
            row.Record, inForce.Find(row.Item).TryGet(out var item) ? item.Name : "信用承诺履行情况", row.Number, row.Item == PromiseOnFile.Performed))];
    }
}
