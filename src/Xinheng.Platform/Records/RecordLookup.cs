using Npgsql;
using NpgsqlTypes;
using Xinheng.Model.Foundation;
using Xinheng.Model.Records;

namespace Xinheng.Platform.Records;

/// <summary>Finds what is already on record for thousands of candidates at a time.</summary>
public static class RecordLookup
{
    /// <summary>For each (subject, key) of an item the record it would touch, or null.</summary>
    public static async Task<OnRecord?[]> FindAsync(
        NpgsqlConnection connection, string item, IReadOnlyList<(SubjectId? Subject, Guid Key)> wanted, CancellationToken ct)
    {
        var found = new OnRecord?[wanted.Count];
        var positions = Enumerable.Range(0, wanted.Count).Where(i => wanted[i].Subject is not null).ToArray();
        await using var command = new NpgsqlCommand("""
            select t.n, r.record_id, r.content, r.provider, r.state, r.revision, r.public_until, r.severity, r.contested, r.confirmed
              from unnest($2, $3) with ordinality as t (subject, key, n)
             cross join lateral (select * from records.record c
                                  where c.subject_id = t.subject and c.item = $1 and c.key = t.key offset 0) r
            """, connection);
        command.Parameters.AddWithValue(item);
        command.Parameters.Add(Ids(positions.Select(i => wanted[i].Subject!.Value.Value)));
        command.Parameters.Add(Ids(positions.Select(i => wanted[i].Key)));
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            found[positions[reader.GetInt64(0) - 1]] = new OnRecord(
                new RecordId(reader.GetGuid(1)), reader.GetGuid(2), reader.GetString(3), Names.State(reader.GetString(4)),
                reader.GetInt32(5), reader.IsDBNull(6) ? null : reader.GetFieldValue<DateOnly>(6),
                reader.IsDBNull(7) ? null : (Severity)reader.GetInt16(7), reader.GetBoolean(8), reader.GetBoolean(9));
        }

        return found;
    }

    /// <summary>The repaired records of these subjects under the item, as (subject, authority, date).</summary>
    public static async Task<IReadOnlySet<(SubjectId Subject, string? Authority, DateOnly? DecidedOn)>> RepairedAsync(
        NpgsqlConnection connection, string item, IEnumerable<SubjectId> subjects, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("""
            select subject_id, authority, decided_on from records.record
             where state = 'repaired' and item = $1 and subject_id = any ($2)
            """, connection);
        command.Parameters.AddWithValue(item);
        command.Parameters.Add(Ids(subjects.Select(s => s.Value)));
        HashSet<(SubjectId, string?, DateOnly?)> repaired = [];
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            repaired.Add((new SubjectId(reader.GetGuid(0)), reader.IsDBNull(1) ? null : reader.GetString(1),
                reader.IsDBNull(2) ? null : reader.GetFieldValue<DateOnly>(2)));
        }

        return repaired;
    }

    private static NpgsqlParameter Ids(IEnumerable<Guid> ids) =>
        new() { Value = ids.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid };
}
