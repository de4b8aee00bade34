using Dapper;
using Npgsql;

namespace Xinheng.Platform.Publication.OpenData;

/// <summary>Changes about to get their numbers: all of one comparison, in one transaction that holds the feed.</summary>
internal sealed class OpenChanges(DateTimeOffset at)
{
    private readonly List<(Guid Record, Guid? Subject, short? Bucket, byte[]? Digest, DateOnly? Until)> changes = [];
    private readonly HashSet<short> buckets = [];
    private readonly List<Guid> shown = [];

    public int Count => changes.Count;

    /// <summary>Only one program numbers at a time; whoever waits for it then compares with what it wrote.</summary>
    public static Task LockAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition("select from publication.open_feed for update", cancellationToken: ct));

    /// <param name="before">The bucket it was told in before, if it was.</param>
    public void Show(OpenLine line, Guid subject, short? before)
    {
        changes.Add((line.Record.Id, subject, (short)line.Bucket, line.Digest.ToArray(), line.Record.PublicUntil));
        buckets.Add((short)line.Bucket);
        if (before is { } left)
        {
            buckets.Add(left);
        }
        else
        {
            shown.Add(line.Record.Id);
        }
    }

    public void Drop(Guid record, short bucket)
    {
        changes.Add((record, null, null, null, null));
        buckets.Add(bucket);
    }

    /// <summary>Numbers go on from the feed's last; the log's size says what the change stands on.</summary>
    public async Task WriteAsync(NpgsqlConnection connection, IEnumerable<OpenListener> listeners, CancellationToken ct)
    {
        if (changes.Count == 0)
        {
            return;
        }

        var marks = new Dictionary<Guid, Guid>();
        var news = new OpenNews(at, [.. changes.Where(c => c.Digest is null).Select(c => c.Record)], shown);
        foreach (var listener in listeners)
        {
            foreach (var (record, mark) in await listener.HearAsync(connection, news, ct))
            {
                marks[record] = mark;
            }
        }

        await connection.ExecuteAsync(new CommandDefinition("""
            with feed as (update publication.open_feed set last = last + @count returning last - @count as before),
                 log as (select coalesce(max(c.size), 0) as size from journal.checkpoint c)
            insert into publication.open_item as i (record_id, no, log, at, subject_id, bucket, digest, until, tombstone)
            select t.record, feed.before + t.n, log.size, @at, t.subject, t.bucket, t.digest, t.until, t.mark
              from feed, log, unnest(@records, @subjects, @ofBuckets, @digests, @untils, @marks)
                   with ordinality as t (record, subject, bucket, digest, until, mark, n)
                on conflict (record_id) do update
               set no = excluded.no, log = excluded.log, at = excluded.at, subject_id = excluded.subject_id, bucket = excluded.bucket,
                   digest = excluded.digest, until = excluded.until, tombstone = excluded.tombstone;
            insert into publication.open_bucket (bucket, no)
            select b, f.last from unnest(@buckets) as b, publication.open_feed f
                on conflict (bucket) do update set no = excluded.no
            """, new
        {
            count = (long)changes.Count, at,
            records = changes.Select(c => c.Record).ToArray(),
            subjects = changes.Select(c => c.Subject).ToArray(),
            ofBuckets = changes.Select(c => c.Bucket).ToArray(),
            digests = changes.Select(c => c.Digest).ToArray(),
            untils = changes.Select(c => c.Until).ToArray(),
            marks = changes.Select(c => c.Digest is null && marks.TryGetValue(c.Record, out var mark) ? mark : (Guid?)null).ToArray(),
            buckets = buckets.ToArray(),
        }, cancellationToken: ct));
    }
}
