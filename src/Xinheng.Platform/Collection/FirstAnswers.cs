using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Collection;

/// <summary>
/// A department whose line broke asks again with the same key and hears the first answer, without anything being done twice.
/// Only what was granted is kept: a refusal changed nothing and may be asked for again.
/// </summary>
public sealed class FirstAnswers(Database database, Clock clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    // An answer that never came, because the program was killed, must not block its key for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    public sealed record Answer(int Status, string? Location, byte[] Body);

    private sealed record Row(int? Status, string? Location, byte[]? Body);

    /// <summary>The first answer; null for whoever comes first and now has the key; refused while the first is at work.</summary>
    public async Task<Result<Answer?>> BeginAsync(Caller caller, string path, string key, CancellationToken ct)
    {
        var asked = new { caller = caller.Actor.Identity, path, key, now = clock.Now, old = clock.Now - Kept, stale = clock.Now - Patience };
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition("""
            delete from collection.idempotency where begun_at < @old or (status is null and begun_at < @stale)
            """, asked, cancellationToken: ct));
        var begun = await connection.ExecuteAsync(new CommandDefinition("""
            insert into collection.idempotency (caller, path, key, begun_at) values (@caller, @path, @key, @now) on conflict do nothing
            """, asked, cancellationToken: ct));
        if (begun > 0)
        {
            return Result<Answer?>.Of(null);
        }

        var first = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition("""
            select status, location, body from collection.idempotency where caller = @caller and path = @path and key = @key
            """, asked, cancellationToken: ct));
        return first is { Status: { } status, Body: { } body }
            ? Result<Answer?>.Of(new Answer(status, first.Location, body))
            : Refusal.Conflict("request.first-at-work", "同一 Idempotency-Key 的第一个请求还在处理。请稍候再问一次，不要换用新的键。");
    }

    public async Task KeepAsync(Caller caller, string path, string key, Answer answer)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(CancellationToken.None);
        await connection.ExecuteAsync("""
            update collection.idempotency set status = @Status, location = @Location, body = @Body
             where caller = @caller and path = @path and key = @key
            """, new { answer.Status, answer.Location, answer.Body, caller = caller.Actor.Identity, path, key });
    }

    public async Task ForgetAsync(Caller caller, string path, string key)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            "delete from collection.idempotency where caller = @caller and path = @path and key = @key and status is null",
            new { caller = caller.Actor.Identity, path, key });
    }
}
