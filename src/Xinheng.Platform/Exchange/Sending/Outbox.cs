using Dapper;
using Npgsql;
using Xinheng.Model.Exchange;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Exchange.Sending;

/// <summary>A message as it stands in the outbox.</summary>
internal sealed record Outgoing(Guid Id, DateTimeOffset MadeAt, int Attempts, IReadOnlyList<DepartureMessage.Line> Lines);

/// <summary>
/// What waits for a subscriber, one message at a time. A message keeps its id and its content until it is answered; whatever
/// happened to the program in between, it is there again.
/// </summary>
internal sealed class Outbox(Database database, Clock clock)
{
    private sealed record Waiting(Guid Id, DateTime MadeAt, int Attempts, DateTime NextAt, long Open, long Back);

    /// <summary>The message to be sent now; null when nothing is due.</summary>
    public async Task<Outgoing?> NextAsync(Guid subscriber, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var waiting = await connection.QuerySingleOrDefaultAsync<Waiting>(new CommandDefinition("""
            select m.id, m.made_at as MadeAt, m.attempts, m.next_at as NextAt,
                   (select count(*) from exchange.delivery d where d.message = m.id and d.acknowledgement is null) as Open,
                   (select count(*) from exchange.delivery d join exchange.tombstone t on t.id = d.tombstone
                     where d.message = m.id and t.restored_at is not null) as Back
              from exchange.message m where m.subscriber = @subscriber and m.closed_at is null
            """, new { subscriber }, cancellationToken: ct));
        if (waiting is not null && (waiting.Open == 0 || waiting.Back > 0))
        {
            // All of it was confirmed by other ways, or it would say of a record that came back that it is gone.
            await CloseAsync(connection, waiting.Id, clock.Now, "replaced", ct);
            waiting = null;
        }

        if (waiting is { } && waiting.NextAt > clock.Now.UtcDateTime)
        {
            return null;
        }

        var message = waiting is { } same
            ? new Outgoing(same.Id, new DateTimeOffset(same.MadeAt, TimeSpan.Zero), same.Attempts, [])
            : await MakeAsync(connection, subscriber, ct);
        var lines = message is null ? [] : await connection.QueryAsync<(Guid Id, Guid Record)>(new CommandDefinition("""
            select t.id, t.record_id from exchange.delivery d join exchange.tombstone t on t.id = d.tombstone where d.message = @Id order by t.no
            """, new { message.Id }, cancellationToken: ct));
        await transaction.CommitAsync(ct);
        return message is null ? null : message with { Lines = [.. lines.Select(l => new DepartureMessage.Line(new TombstoneId(l.Id), new RecordId(l.Record)))] };
    }

    /// <summary>Counted before it is made: an attempt that a crash cuts short was one.</summary>
    public async Task CountAttemptAsync(Outgoing message, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition("""
            with tried as (update exchange.message set attempts = attempts + 1, tried_at = @now where id = @Id)
            update exchange.delivery set attempts = attempts + 1, sent_at = coalesce(sent_at, @now), last_at = @now
             where message = @Id and acknowledgement is null
            """, new { message.Id, now = clock.Now }, cancellationToken: ct));
    }

    /// <summary>It was answered; what of it was not confirmed is said again later.</summary>
    public async Task AnsweredAsync(Outgoing message, int status, string? error, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await CloseAsync(connection, message.Id, clock.Now + RetrySchedule.Reminder, error, ct, status);
    }

    public async Task FailedAsync(Outgoing message, int? status, string error, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition("""
            with failed as (update exchange.message set next_at = @next, status = @status, error = @error where id = @Id)
            update exchange.delivery set error = @error where message = @Id and acknowledgement is null
            """, new { message.Id, next = clock.Now + RetrySchedule.After(message.Attempts + 1, message.Id), status, error }, cancellationToken: ct));
    }

    /// <summary>Its address is gone for good: from here on the subscriber must come and ask.</summary>
    public async Task GoneAsync(Outgoing message, Guid subscriber, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await CloseAsync(connection, message.Id, clock.Now, "410", ct, 410);
        await connection.ExecuteAsync(new CommandDefinition(
            "update exchange.progress set webhook_gone_at = @now where subscriber = @subscriber", new { subscriber, now = clock.Now }, cancellationToken: ct));
        await transaction.CommitAsync(ct);
    }

    private async Task<Outgoing?> MakeAsync(NpgsqlConnection connection, Guid subscriber, CancellationToken ct)
    {
        var (id, now) = (clock.NewId(), clock.Now);
        await connection.ExecuteAsync(new CommandDefinition(
            "insert into exchange.message (id, subscriber, made_at, size, next_at) values (@id, @subscriber, @now, 0, @now)",
            new { id, subscriber, now }, cancellationToken: ct));
        var size = await Enlisting.RunAsync(connection, subscriber, id, Enlisting.Most, ct);

        // What was told before and never confirmed fills the rest.
        size += await connection.ExecuteAsync(new CommandDefinition("""
            update exchange.delivery d set message = @id, next_at = null
              from (select w.tombstone from exchange.delivery w join exchange.tombstone t on t.id = w.tombstone
                     where w.subscriber = @subscriber and w.acknowledgement is null and w.next_at <= @now and t.restored_at is null
                     order by w.next_at, w.tombstone limit @most) due
             where d.subscriber = @subscriber and d.tombstone = due.tombstone
            """, new { id, subscriber, now, most = Enlisting.Most - size }, cancellationToken: ct));
        await connection.ExecuteAsync(new CommandDefinition(size == 0
            ? "delete from exchange.message where id = @id"
            : "update exchange.message set size = @size where id = @id", new { id, size }, cancellationToken: ct));
        return size == 0 ? null : new Outgoing(id, now, 0, []);
    }

    private async Task CloseAsync(NpgsqlConnection connection, Guid message, DateTimeOffset again, string? error, CancellationToken ct, int? status = null) =>
        await connection.ExecuteAsync(new CommandDefinition("""
            with closed as (update exchange.message set closed_at = @now, status = coalesce(@status, status), error = @error where id = @message)
            update exchange.delivery set next_at = @again, error = coalesce(@error, error) where message = @message and acknowledgement is null
            """, new { message, now = clock.Now, again, status, error }, cancellationToken: ct));
}
