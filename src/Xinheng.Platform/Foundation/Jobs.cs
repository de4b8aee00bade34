using System.Text.Json;
using Dapper;
using Npgsql;

namespace Xinheng.Platform.Foundation;

/// <summary>Work that may wait, kept in a table and done at least once: every kind must be idempotent.</summary>
public sealed class Jobs(Clock clock)
{
    /// <summary>Joins the caller's transaction: the job exists exactly when what asked for it does.</summary>
    public async Task EnqueueAsync(NpgsqlTransaction transaction, string kind, object payload, CancellationToken ct)
    {
        await transaction.Connection!.ExecuteAsync(new CommandDefinition("""
            insert into foundation.job (id, kind, payload, run_at)
            values (@id, @kind, @payload::json, @now);
            select pg_notify('foundation_job', @kind)
            """, new { id = clock.NewId(), kind, payload = JsonSerializer.Serialize(payload), now = clock.Now },
            transaction, cancellationToken: ct));
    }

    /// <summary>As <see cref="EnqueueAsync"/>, unless the same job is waiting or running already: takes up what was given up.</summary>
    public async Task EnsureAsync(NpgsqlTransaction transaction, string kind, object payload, CancellationToken ct)
    {
        if (!await transaction.Connection!.ExecuteScalarAsync<bool>(new CommandDefinition("""
            select exists (select from foundation.job where kind = @kind and state = 'waiting' and payload::text = @payload)
            """, new { kind, payload = JsonSerializer.Serialize(payload) }, transaction, cancellationToken: ct)))
        {
            await EnqueueAsync(transaction, kind, payload, ct);
        }
    }
}

/// <summary>Does one kind of job; registered by the room the work belongs to.</summary>
/// <param name="Kind">As enqueued, <c>room.verb</c>.</param>
/// <param name="RunAsync">Receives the payload as it was enqueued.</param>
public sealed record JobKind(string Kind, Func<JsonElement, CancellationToken, Task> RunAsync);
