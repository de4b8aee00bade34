using Dapper;
using Npgsql;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Publication.OpenData;

/// <summary>
/// Numbers what changed of the open data, one program at a time: what is on show is compared with what consumers were told, and
/// the difference is told. A record has one place in the feed, that of its last change; of what left nothing is kept but its id.
/// </summary>
public sealed class OpenFeed(Database database, PublicItems items, CatalogueInForce catalogue, IEnumerable<OpenListener> listeners, Clock clock)
{
    private const int SubjectsAtOnce = 500;

    // A consumer away for longer starts anew.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(180);

    private sealed record Told(Guid RecordId, byte[] Digest, short Bucket);

    /// <summary>Follows what is noted, and what ended with the day; returns how many changes are new in the feed.</summary>
    public async Task<long> CatchUpAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var changes = await BeginAsync(connection, ct) ? await CompareAllAsync(connection, ct) : 0;
        changes += await ExpireAsync(connection, ct);
        while (await OpenQueue.WaitingAsync(connection, ct) is { Count: > 0 } waiting)
        {
            var everything = waiting.Exists(n => n is { Subjects: null, Item: null });
            changes += everything ? await CompareAllAsync(connection, ct) : 0;
            foreach (var subjects in everything ? [] : (await SubjectsAsync(connection, waiting, ct)).Chunk(SubjectsAtOnce))
            {
                changes += await CompareAsync(connection, subjects, ct);
            }

            await OpenQueue.SettleAsync(connection, waiting, ct);
        }

        return changes;
    }

    /// <summary>Only what ended with the day, which is quickly done; the day's look at everything is noted for <see cref="CatchUpAsync"/>.</summary>
    public async Task<long> ExpireAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await ExpireAsync(connection, ct);
    }

    /// <summary>Compares every subject there is: whatever was changed without a word is found.</summary>
    public async Task<long> CompareAllAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await CompareAllAsync(connection, ct);
    }

    // True on the first day, or after the tables were emptied.
    private static async Task<bool> BeginAsync(NpgsqlConnection connection, CancellationToken ct) => await connection.ExecuteAsync(
        new CommandDefinition("""
            insert into publication.open_feed (id, last, floor, day) values (gen_random_uuid(), 0, 0, foundation.today()) on conflict do nothing
            """, cancellationToken: ct)) > 0;

    private async Task<long> CompareAllAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var (changes, after) = (0L, Guid.Empty);
        while (true)
        {
            var subjects = (await connection.QueryAsync<Guid>(new CommandDefinition("""
                (select distinct r.subject_id from records.record r where r.subject_id > @after order by 1 limit @most)
                union
                (select distinct i.subject_id from publication.open_item i where i.digest is not null and i.subject_id > @after order by 1 limit @most)
                order by 1 limit @most
                """, new { after, most = SubjectsAtOnce }, cancellationToken: ct))).ToArray();
            if (subjects.Length == 0)
            {
                return changes;
            }

            changes += await CompareAsync(connection, subjects, ct);
            after = subjects[^1];
        }
    }

    private static async Task<HashSet<Guid>> SubjectsAsync(NpgsqlConnection connection, List<OpenQueue.Noted> noted, CancellationToken ct)
    {
        var subjects = noted.SelectMany(n => n.Subjects ?? []).ToHashSet();
        foreach (var many in noted.Where(n => n.Subjects is null).GroupBy(n => n.Item!))
        {
            subjects.UnionWith(await connection.QueryAsync<Guid>(new CommandDefinition(
                "select distinct r.subject_id from records.record r where r.item = @item and r.changed_at >= @since",
                new { item = many.Key, since = many.Min(n => n.Since) }, cancellationToken: ct)));
        }

        return subjects;
    }

    private async Task<int> CompareAsync(NpgsqlConnection connection, Guid[] subjects, CancellationToken ct)
    {
        var inForce = await catalogue.CurrentAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await OpenChanges.LockAsync(connection, ct);
        var changes = new OpenChanges(clock.Now);
        var told = (await connection.QueryAsync<Told>(new CommandDefinition("""
            select record_id as RecordId, digest, bucket from publication.open_item where subject_id = any (@subjects) and digest is not null
            """, new { subjects }, transaction, cancellationToken: ct))).ToDictionary(t => t.RecordId);
        foreach (var (subject, row) in await connection.QueryAsync<Guid, PublicRow, (Guid, PublicRow)>(new CommandDefinition($"""
            select r.subject_id, {PublicRow.Columns}
              from publication.record r where r.subject_id = any (@subjects) and r.subject_kind <> 'natural_person'
            """, new { subjects }, transaction, cancellationToken: ct), (subject, row) => (subject, row), splitOn: "Id"))
        {
            var line = OpenLine.Of(row, inForce, items);
            if (!told.Remove(line.Record.Id, out var before) || !before.Digest.AsSpan().SequenceEqual(line.Digest.ToArray()))
            {
                changes.Show(line, subject, before?.Bucket);
            }
        }

        foreach (var gone in told.Values)
        {
            changes.Drop(gone.RecordId, gone.Bucket);
        }

        await changes.WriteAsync(connection, listeners, ct);
        await transaction.CommitAsync(ct);
        return changes.Count;
    }

    // What ended with the day; and what left long ago is forgotten.
    private async Task<int> ExpireAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition("""
            select exists (select from publication.open_item where until <= foundation.today())
                or exists (select from publication.open_feed where day < foundation.today())
            """, cancellationToken: ct)))
        {
            return 0;
        }

        await using var transaction = await connection.BeginTransactionAsync(ct);
        await OpenChanges.LockAsync(connection, ct);
        var changes = new OpenChanges(clock.Now);
        foreach (var (record, bucket) in await connection.QueryAsync<(Guid, short)>(new CommandDefinition(
            "select record_id, bucket from publication.open_item where until <= foundation.today() order by until, record_id",
            null, transaction, cancellationToken: ct)))
        {
            changes.Drop(record, bucket);
        }

        await changes.WriteAsync(connection, listeners, ct);
        await connection.ExecuteAsync(new CommandDefinition("""
            with forgotten as (delete from publication.open_item where digest is null and at < @before returning no)
            update publication.open_feed set day = foundation.today(), floor = greatest(floor, coalesce((select max(no) from forgotten), 0));
            insert into publication.open_queue (since) values (@now);
            select pg_notify(@Channel, '')
            """, new { now = clock.Now, before = clock.Now - Remembered, OpenQueue.Channel }, transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
        return changes.Count;
    }
}
