using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Publication.OpenData;

/// <summary>One change as a consumer is told: a record as it reads now, or that it is gone. Of what is gone nothing is said.</summary>
/// <param name="No">Its place in the feed.</param>
/// <param name="Log">How many entries the log's newest checkpoint had when the change was noticed.</param>
/// <param name="Until">The first day on which a copy must be dropped, heard from again or not.</param>
/// <param name="Record">The record's public JSON, word for word as in the snapshot; null: drop it.</param>
/// <param name="Tombstone">Of what is gone: the id by which a subscriber confirms having dropped it.</param>
public sealed record OpenChange(long No, Guid Id, long Log, DateOnly? Until, byte[]? Record, Guid? Tombstone = null);

/// <param name="Cursor">Where to go on, also when nothing new is there yet.</param>
public sealed record OpenPage(IReadOnlyList<OpenChange> Items, string Cursor);

/// <summary>Reads the feed for anybody. What it says of a record is read from what is on show at this moment, not from what was told then.</summary>
public sealed class OpenPages(Database database, PublicItems items, CatalogueInForce catalogue)
{
    public const int Most = 500;

    private static readonly Refusal Elsewhere = Refusal.Gone("open.cursor-elsewhere",
        "这个游标来自另一处平台，或来自本平台重建以前。请从 /api/v1/open/snapshots/latest 取最新快照，从清单里的 cursor 重新开始。");

    private static readonly Refusal TooOld = Refusal.Gone("open.cursor-too-old",
        "这个游标太旧：在它之后撤下的记录已不再逐条列出。请从 /api/v1/open/snapshots/latest 取最新快照，从清单里的 cursor 重新开始。");

    private static readonly Refusal Unreadable = Refusal.Invalid("open.cursor-unreadable",
        "游标写法不对。请原样使用清单或上一页给出的 cursor；不写即从头开始。", "cursor");

    private sealed record Feed(Guid Id, long Last, long Floor);

    private sealed record Row(long No, Guid RecordId, long Log, Guid? SubjectId, bool Shown, Guid? Tombstone);

    /// <param name="cursor">As the manifest or the page before gave it; null: from the first change that is still told.</param>
    public async Task<Result<OpenPage>> ReadAsync(string? cursor, CancellationToken ct)
    {
        if (cursor is not null && OpenCursor.Parse(cursor) is null)
        {
            return Unreadable;
        }

        await using var connection = await database.Portal.OpenConnectionAsync(ct);
        var feed = await connection.QuerySingleOrDefaultAsync<Feed>(new CommandDefinition(
            "select id, last, floor from publication.open_state", cancellationToken: ct)) ?? new Feed(Guid.Empty, 0, 0);
        var from = cursor is null ? new OpenCursor(feed.Id, 0) : OpenCursor.Parse(cursor)!.Value;
        if (from.Feed != feed.Id || from.After > feed.Last)
        {
            return Elsewhere;
        }

        if (cursor is not null && from.After < feed.Floor)
        {
            return TooOld;
        }

        var rows = (await connection.QueryAsync<Row>(new CommandDefinition("""
            select no, record_id as RecordId, log, subject_id as SubjectId, shown, tombstone
              from publication.open_change where no > @After order by no limit @most
            """, new { from.After, most = Most }, cancellationToken: ct))).AsList();
        var shown = rows.FindAll(r => r.Shown);
        var inForce = await catalogue.CurrentAsync(ct);
        var lines = (await connection.QueryAsync<PublicRow>(new CommandDefinition($"""
            select {PublicRow.Columns}
              from unnest(@records, @subjects) as t (record_id, subject_id)
             cross join lateral (select * from publication.record r where (r.record_id, r.subject_id) = (t.record_id, t.subject_id) offset 0) r
            """, new { records = shown.Select(r => r.RecordId).ToArray(), subjects = shown.Select(r => r.SubjectId!.Value).ToArray() }, cancellationToken: ct)))
            .Select(row => OpenLine.Of(row, inForce, items)).ToDictionary(line => line.Record.Id);
        return new OpenPage(
            [.. rows.Select(r => lines.TryGetValue(r.RecordId, out var line)
                ? new OpenChange(r.No, r.RecordId, r.Log, line.Record.PublicUntil, line.Json)
                : new OpenChange(r.No, r.RecordId, r.Log, null, null, r.Tombstone))],
            new OpenCursor(feed.Id, rows.Count > 0 ? rows[^1].No : from.After).ToString());
    }
}
