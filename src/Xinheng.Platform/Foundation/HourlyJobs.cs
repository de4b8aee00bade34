using Dapper;

namespace Xinheng.Platform.Foundation;

/// <summary>A kind of job that is due once every hour; what hours without a program left undone, the next one does.</summary>
public sealed record HourlyJob(string Kind);

/// <summary>Enqueues each hour's work once, by whichever program notices the hour first.</summary>
public sealed class HourlyJobs(Database database, Jobs jobs, Clock clock, IEnumerable<HourlyJob> hourly)
{
    /// <summary>Returns the kinds enqueued now: none when the hour's work was asked for already.</summary>
    public async Task<IReadOnlyList<string>> EnqueueAsync(CancellationToken ct)
    {
        var hour = HourOf(clock.Now);
        List<string> asked = [];
        foreach (var kind in hourly.Select(h => h.Kind))
        {
            await using var connection = await database.Owner.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            if (await connection.ExecuteAsync(new CommandDefinition("""
                insert into foundation.hourly_job as h (kind, hour) values (@kind, @hour)
                    on conflict (kind) do update set hour = @hour where h.hour < @hour
                """, new { kind, hour }, transaction, cancellationToken: ct)) > 0)
            {
                await jobs.EnqueueAsync(transaction, kind, new { }, ct);
                asked.Add(kind);
            }

            await transaction.CommitAsync(ct);
        }

        return asked;
    }

    /// <summary>The hour an instant lies in.</summary>
    public static DateTimeOffset HourOf(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerHour)).ToUniversalTime();
}
