using Dapper;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Publication.Badges;

/// <summary>How a record or an organisation stands with the public at this moment, in no more than a badge can say.</summary>
public class PresentState(Database database)
{
    /// <param name="Until">First day no longer public; null while nothing ends it.</param>
    public sealed record OfRecord(string ItemName, DateOnly? Until, bool Contested);

    /// <summary>Null: not shown, whatever the reason.</summary>
    public virtual async Task<OfRecord?> RecordAsync(Guid record, CancellationToken ct)
    {
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<OfRecord>(new CommandDefinition("""
            select s.item_name as ItemName, s.public_until as Until, s.contested from publication.shown s where s.record_id = @record
            """, new { record }, cancellationToken: ct));
    }

    /// <summary>How many records are on show; null: no organisation of that code is known to the public.</summary>
    public virtual async Task<long?> SubjectAsync(string code, CancellationToken ct)
    {
        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition("""
            select (select count(*) from publication.shown r where r.subject_id = s.id) from publication.subject s where s.code = @code
            """, new { code }, cancellationToken: ct));
    }
}
