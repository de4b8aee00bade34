using Dapper;

namespace Xinheng.Platform.Foundation;

/// <summary>A kind of job that is due once every legal day; registered by the room the work belongs to.</summary>
public sealed record DailyJob(string Kind);

/// <summary>Enqueues each day's work once, by whichever program notices the day first; also after days on which none ran.</summary>
public sealed class DailyJobs(Database database, Jobs jobs, IEnumerable<DailyJob> daily)
{
    /// <summary>Returns the kinds enqueued now: none when the day's work was asked for already.</summary>
    public async Task<IReadOnlyList<string>> EnqueueAsync(CancellationToken ct)
    {
        List<string> asked = [];
        foreach (var kind in daily.Select(d => d.Kind))
        {
            await using var connection = await database.Owner.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            if (await connection.ExecuteAsync(new CommandDefinition("""
                insert into foundation.daily_job as d (kind, day) values (@kind, foundation.today())
                    on conflict (kind) do update set day = foundation.today() where d.day < foundation.today()
                """, new { kind }, transaction, cancellationToken: ct)) > 0)
            {
                await jobs.EnqueueAsync(transaction, kind, new { }, ct);
                asked.Add(kind);
            }

            await transaction.CommitAsync(ct);
        }

        return asked;
    }
}
