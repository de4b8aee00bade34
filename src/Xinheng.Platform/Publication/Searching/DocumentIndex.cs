using Dapper;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Collection;
using Xinheng.Model.Journal;
using Xinheng.Platform.Catalogue.Publishing;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Records;

namespace Xinheng.Platform.Publication.Searching;

/// <summary>
/// Keeps document numbers to be found by: a job after each entering notes those of the records that just entered. Whether one
/// may be shown is asked when somebody looks, not here.
/// </summary>
public sealed class DocumentIndex(Database database, CatalogueInForce catalogue)
{
    public const string Job = "publication.index-documents";

    private const int AtOnce = 5_000;

    private sealed record Numbered(Guid RecordId, Guid SubjectId, string? Number);

    /// <summary>By the instant of the act: whatever else entered before or after has its own job.</summary>
    internal static Task HearAsync(Work work, RecordsChanged changed, CancellationToken ct) => work.Power == Power.EnterRecords
        ? work.EnqueueAsync(Job, new { item = changed.Item, at = work.At }, ct)
        : Task.CompletedTask;

    public JobKind AsJob() => new(Job, (payload, ct) =>
        RunAsync(payload.GetProperty("item").GetString()!, payload.GetProperty("at").GetDateTimeOffset(), ct));

    public async Task RunAsync(string item, DateTimeOffset at, CancellationToken ct)
    {
        if ((await catalogue.CurrentAsync(ct)).Pack.Find(item) is not { } known || known.Roles[FieldRole.DocumentNumber] is not (>= 0 and var column))
        {
            return;
        }

        await using var reading = await database.Owner.OpenConnectionAsync(ct);
        await using var writing = await database.Owner.OpenConnectionAsync(ct);
        var rows = reading.QueryUnbufferedAsync<Numbered>("""
            select r.record_id as RecordId, r.subject_id as SubjectId, v.open ->> @code as Number
              from records.record r
              join records.revision v on (v.subject_id, v.record_id, v.no) = (r.subject_id, r.record_id, r.revision)
             where r.entered_at = @at and r.item = @item
            """, new { item, at = at.ToUniversalTime(), code = known.Columns[column].Code }, commandTimeout: 0);
        List<Numbered> some = new(AtOnce);
        await foreach (var row in rows.WithCancellation(ct))
        {
            some.Add(row);
            if (some.Count == AtOnce)
            {
                await WriteAsync(writing, some, ct);
                some.Clear();
            }
        }

        await WriteAsync(writing, some, ct);
    }

    private static Task WriteAsync(Npgsql.NpgsqlConnection connection, List<Numbered> rows, CancellationToken ct)
    {
        var named = rows.Where(row => row.Number is { Length: > 0 }).ToList();
        return connection.ExecuteAsync(new CommandDefinition("""
            insert into publication.document (record_id, subject_id, normal)
            select * from unnest(@records::uuid[], @subjects::uuid[], @numbers::text[])
                on conflict (record_id, subject_id) do update set normal = excluded.normal
            """, new
        {
            records = named.Select(row => row.RecordId).ToArray(), subjects = named.Select(row => row.SubjectId).ToArray(),
            numbers = named.Select(row => DocumentKey.Of(row.Number!)).ToArray(),
        }, cancellationToken: ct));
    }
}
