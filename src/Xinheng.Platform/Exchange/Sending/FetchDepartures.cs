using System.Globalization;
using Dapper;
using Xinheng.Model.Exchange;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Exchange.Sending;

/// <summary>What a subscriber that comes and asks is told: everything it has not confirmed, page by page. Being told is noted.</summary>
public sealed class FetchDepartures(Database database, Clock clock)
{
    public sealed record Page(IReadOnlyList<DepartureMessage.Line> Lines, string? Next);

    private static readonly Refusal Unreadable = Refusal.Invalid("exchange.cursor-unreadable",
        "游标写法不对。请原样使用上一页给出的 cursor；不写即从最早一条没有确认的开始。", "cursor");

    public async Task<Result<Page>> ReadAsync(Guid subscriber, string? cursor, CancellationToken ct)
    {
        var after = 0L;
        if (!string.IsNullOrEmpty(cursor) && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            return Unreadable;
        }

        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Numbering.RunAsync(connection, ct);
        var page = await ListAsync();
        if (page.Count < Enlisting.Most && await Enlisting.RunAsync(connection, subscriber, null, Enlisting.Most - page.Count, ct) > 0)
        {
            page = await ListAsync();
        }

        await connection.ExecuteAsync(new CommandDefinition("""
            with asked as (update exchange.progress set polled_at = @now where subscriber = @subscriber)
            update exchange.delivery set attempts = attempts + 1, sent_at = coalesce(sent_at, @now), last_at = @now
             where subscriber = @subscriber and tombstone = any (@told)
            """, new { subscriber, now = clock.Now, told = page.ConvertAll(p => p.Id).ToArray() }, cancellationToken: ct));
        await transaction.CommitAsync(ct);
        return new Page(
            [.. page.Select(p => new DepartureMessage.Line(new TombstoneId(p.Id), new RecordId(p.Record)))],
            page.Count == Enlisting.Most ? page[^1].No.ToString(CultureInfo.InvariantCulture) : null);

        async Task<List<(Guid Id, Guid Record, long No)>> ListAsync() => (await connection.QueryAsync<(Guid Id, Guid Record, long No)>(new CommandDefinition("""
            select t.id, t.record_id, t.no
              from exchange.delivery d join exchange.tombstone t on t.id = d.tombstone
             where d.subscriber = @subscriber and d.acknowledgement is null and t.restored_at is null and t.no > @after
             order by t.no limit @most
            """, new { subscriber, after, most = Enlisting.Most }, cancellationToken: ct))).AsList();
    }
}
