using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Publication;

/// <summary>Single records as the public may read them today; what is hidden and what never was answer alike: null.</summary>
public class PublicRecords(Database database, PublicItems items)
{
    /// <summary>What is hidden, repaired or expired answers like what never was, whatever is asked about it.</summary>
    public static readonly Refusal NotCurrent = Refusal.NotFound("record.not-current",
        "没有以这个编号公示的记录。如果您存有副本，请删除。");

    // Positive before neutral before adverse, newest first.
    internal const string Order = """
        order by case r.nature when 'positive' then 0 when 'neutral' then 1 else 2 end, r.decided_on desc nulls last, r.record_id
        """;

    public virtual async Task<PublicRecord?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<PublicRow>(new CommandDefinition(
            $"select {PublicRow.Columns} from publication.record r where r.record_id = @id", new { id }, cancellationToken: ct));
        return row?.ToRecord(await items.CurrentAsync(ct), items);
    }

    /// <summary>
    /// Records of one subject; <paramref name="asOf"/> gives only what was visible at the end of that day and is visible today,
    /// as it reads today: what has since been corrected is not shown wrong again.
    /// </summary>
    public virtual async Task<IReadOnlyList<PublicRecord>> OfSubjectAsync(
        string identifier, string? item, string? nature, DateOnly? asOf, CancellationToken ct)
    {
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<PublicRow>(new CommandDefinition($"""
            select {PublicRow.Columns}
              from publication.record r
             where r.subject_id = (select s.id from publication.subject s where s.code = @identifier)
               and (@item::text is null or r.item = @item)
               and (@nature::text is null or r.nature = @nature)
               and (@asOf::date is null or (
                    select p.shown and (p.public_until is null or @asOf < p.public_until)
                      from publication.record_past p
                     where p.subject_id = r.subject_id and p.record_id = r.record_id
                       and p.revised_on <= @asOf and p.published_on <= @asOf
                     order by p.no desc, p.edition desc limit 1))
             {Order}
             limit 1000
            """, new { identifier, item, nature, asOf }, cancellationToken: ct));
        var catalogue = await items.CurrentAsync(ct);
        return [.. rows.Select(r => r.ToRecord(catalogue, items))];
    }
}
