using Dapper;
using Xinheng.Model.Exchange;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Exchange;

/// <summary>Which records left public view, and when; by record and by subject, the newest first.</summary>
public sealed class Tombstones(Database database)
{
    private const int MostListed = 500;

    private sealed record Row(
        Guid Id, Guid RecordId, Guid SubjectId, string Item, string Why, DateTime At, Guid? Entry, bool Open, DateTime? RestoredAt)
    {
        public Tombstone ToTombstone() => new(
            new TombstoneId(Id), new RecordId(RecordId), new SubjectId(SubjectId), Item, Enum.Parse<Departure>(Why, ignoreCase: true),
            new DateTimeOffset(At, TimeSpan.Zero), Entry is { } entry ? new EntryId(entry) : null, Open,
            RestoredAt is { } back ? new DateTimeOffset(back, TimeSpan.Zero) : null);
    }

    /// <summary>Every time this record left; the first in the list is the last time.</summary>
    public Task<IReadOnlyList<Tombstone>> FindByRecordAsync(RecordId record, CancellationToken ct) =>
        ListAsync("t.record_id = @of", record.Value, ct);

    /// <summary>Every record of a subject that left; for the subject itself and whoever runs the platform.</summary>
    public Task<IReadOnlyList<Tombstone>> OfSubjectAsync(SubjectId subject, CancellationToken ct) =>
        ListAsync("t.subject_id = @of", subject.Value, ct);

    public async Task<Tombstone?> FindAsync(TombstoneId id, CancellationToken ct) =>
        (await ListAsync("t.id = @of", id.Value, ct)).FirstOrDefault();

    /// <summary>In the order of departure, the newest first.</summary>
    public Task<IReadOnlyList<Tombstone>> ListAsync(IEnumerable<Guid> ids, CancellationToken ct) => ListAsync("t.id = any (@of)", ids.ToArray(), ct);

    private async Task<IReadOnlyList<Tombstone>> ListAsync<TKey>(string where, TKey of, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition($"""
            select t.id, t.record_id as RecordId, t.subject_id as SubjectId, t.item, t.why, t.at, t.entry, t.open, t.restored_at as RestoredAt
              from exchange.tombstone t where {where} order by t.at desc, t.id desc limit {MostListed}
            """, new { of }, cancellationToken: ct))).Select(row => row.ToTombstone())];
    }
}
