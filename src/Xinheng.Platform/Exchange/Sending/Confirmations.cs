using System.Text;
using Dapper;
using Xinheng.Model.Exchange;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Exchange.Sending;

/// <summary>How a confirmation came.</summary>
public enum ConfirmationWay
{
    /// <summary>In the answer to a webhook.</summary>
    Answer,

    /// <summary>The subscriber called us.</summary>
    Call,
}

/// <summary>What a confirmation did. The same again confirms nothing new, and is no mistake.</summary>
/// <param name="Receipt">Null when all of it had been confirmed before.</param>
/// <param name="Refused">Ids that are none, or of which this subscriber was never told.</param>
public sealed record Confirmed(Guid? Receipt, int New, int Before, IReadOnlyList<Refusal> Refused);

/// <summary>Takes a subscriber's word, by id, that it has taken records down: the only thing that counts as taken down.</summary>
public sealed class Confirmations(Database database, Clock clock)
{
    public const int Most = 5_000;

    private sealed record Told(Guid Tombstone, bool Done);

    /// <param name="body">The bytes in which it said so; their digest is kept.</param>
    /// <param name="wholly">Whether one wrong id refuses all of it; else the good ones count.</param>
    public async Task<Confirmed> TakeAsync(
        Guid subscriber, IReadOnlyList<TombstoneId> ids, ConfirmationWay way, Guid? message, byte[] body, bool wholly, CancellationToken ct)
    {
        var named = ids.Select(id => id.Value).Distinct().ToArray();
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // Two confirmations at the same moment take turns, and the second finds nothing new.
        var told = (await connection.QueryAsync<Told>(new CommandDefinition("""
            select tombstone, acknowledgement is not null as Done from exchange.delivery
             where subscriber = @subscriber and tombstone = any (@named) and attempts > 0 order by tombstone for update
            """, new { subscriber, named }, cancellationToken: ct))).ToDictionary(t => t.Tombstone);
        var strange = named.Where(id => !told.ContainsKey(id)).ToArray();
        var refused = strange.Length == 0 ? [] : await RefuseAsync(strange);
        var fresh = told.Values.Where(t => !t.Done).Select(t => t.Tombstone).ToArray();
        var before = told.Count - fresh.Length;
        if (fresh.Length == 0 || (wholly && refused.Count > 0))
        {
            return new Confirmed(null, 0, before, refused);
        }

        var receipt = clock.NewId();
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into exchange.acknowledgement (id, subscriber, at, way, message, body, confirmed, named)
            values (@receipt, @subscriber, @now, @way, @message, @body, @count, @digest);
            update exchange.delivery set acknowledgement = @receipt, acknowledged_at = @now, next_at = null, error = null
             where subscriber = @subscriber and tombstone = any (@fresh)
            """, new
        {
            receipt, subscriber, now = clock.Now, way = way.ToString().ToLowerInvariant(), message, body = Hash256.Of(body).ToArray(),
            count = fresh.Length, digest = DigestOf(fresh), fresh,
        }, cancellationToken: ct));
        await transaction.CommitAsync(CancellationToken.None);
        return new Confirmed(receipt, fresh.Length, before, refused);

        async Task<IReadOnlyList<Refusal>> RefuseAsync(Guid[] unknown)
        {
            var exist = (await connection.QueryAsync<Guid>(new CommandDefinition(
                "select id from exchange.tombstone where id = any (@unknown)", new { unknown }, cancellationToken: ct))).ToHashSet();
            return [.. unknown.Select(id => exist.Contains(id) ? NeverTold(id) : NoSuch(id))];
        }
    }

    /// <summary>Over the ids in order, one a line: what a receipt confirmed can be recomputed.</summary>
    internal static byte[] DigestOf(IEnumerable<Guid> ids) =>
        Hash256.Of(Encoding.ASCII.GetBytes(string.Join('\n', ids.Select(id => id.ToString()).Order(StringComparer.Ordinal)))).ToArray();

    private static Refusal NeverTold(Guid id) => Refusal.Conflict("exchange.never-sent",
        $"撤下通知 {id} 从未发给您，不能确认。请只确认收到过的编号。") with
    { Field = "tombstones" };

    private static Refusal NoSuch(Guid id) => Refusal.Invalid("exchange.no-tombstone",
        $"没有撤下通知 {id}。请原样填写通知里的 id，不是 record。", "tombstones");
}
