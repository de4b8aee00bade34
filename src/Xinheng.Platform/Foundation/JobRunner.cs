using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Xinheng.Platform.Foundation;

/// <summary>
/// Takes waiting jobs one by one. The job's row stays locked while it runs, so a killed program frees it at once
/// and nobody runs it twice at the same time.
/// </summary>
public sealed class JobRunner(Database database, IEnumerable<JobKind> kinds, Clock clock, ILogger<JobRunner> logger)
{
    private const int MostAttempts = 8;

    private readonly Dictionary<string, JobKind> kinds = kinds.ToDictionary(k => k.Kind);

    private sealed record Waiting(Guid Id, string Kind, string Payload, int Attempts);

    /// <summary>Runs until nothing is due; returns how many jobs ran.</summary>
    public async Task<int> DrainAsync(CancellationToken ct)
    {
        var ran = 0;
        while (await RunOneAsync(ct))
        {
            ran++;
        }

        return ran;
    }

    private async Task<bool> RunOneAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var job = await connection.QueryFirstOrDefaultAsync<Waiting>(new CommandDefinition("""
            select j.id, j.kind, j.payload::text,
                   (select count(*)::int from foundation.job_attempt a where a.job = j.id) as attempts
              from foundation.job j
             where j.state = 'waiting' and j.run_at <= @now and j.kind = any(@mine)
             order by j.run_at
               for no key update skip locked
             limit 1
            """, new { now = clock.Now, mine = kinds.Keys.ToArray() }, transaction, cancellationToken: ct));
        if (job is null)
        {
            return false;
        }

        if (job.Attempts < MostAttempts)
        {
            await AttemptAsync(job, connection, ct);
        }
        else
        {
            // Each attempt ended with the program itself: one more would end it again.
            Log.JobGivenUp(logger, job.Id, job.Kind, job.Attempts);
            await connection.ExecuteAsync("update foundation.job set state = 'dead', ended_at = @now where id = @Id",
                new { job.Id, now = clock.Now });
        }

        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    private async Task AttemptAsync(Waiting job, NpgsqlConnection holder, CancellationToken ct)
    {
        var started = clock.Now;
        await using var notes = await database.Owner.OpenConnectionAsync(ct);
        try
        {
            // On a connection of its own: an attempt that a crash cuts short must count.
            await notes.ExecuteAsync("insert into foundation.job_attempt (job, started_at) values (@Id, @started)",
                new { job.Id, started });
            using var payload = JsonDocument.Parse(job.Payload);
            await kinds[job.Kind].RunAsync(payload.RootElement, ct);
            await holder.ExecuteAsync("""
                update foundation.job_attempt set ended_at = @now where job = @Id and started_at = @started;
                update foundation.job set state = 'done', ended_at = @now where id = @Id
                """, new { job.Id, started, now = clock.Now });
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            var last = job.Attempts + 1 >= MostAttempts;
            Log.JobFailed(logger, job.Id, job.Kind, job.Attempts + 1, e);
            await holder.ExecuteAsync("""
                update foundation.job_attempt set ended_at = @now, error = @error where job = @Id and started_at = @started;
                update foundation.job set state = case when @last then 'dead' else 'waiting' end,
                       run_at = @next, ended_at = case when @last then @now end where id = @Id
                """, new
            {
                job.Id, started, now = clock.Now, last, error = e.GetType().Name,
                next = clock.Now + TimeSpan.FromSeconds(Math.Pow(2, job.Attempts)),
            });
        }
    }
}
