using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Xinheng.Platform.Foundation;

/// <summary>Runs jobs as they come: woken by the database, and once a second in case a wake-up was lost. Asks for each day's and each hour's work.</summary>
public sealed class JobLoop(
    Database database, JobRunner runner, DailyJobs daily, HourlyJobs hourly, Clock clock, ILogger<JobLoop> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    private DateTimeOffset looked;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var ear = await database.Owner.OpenConnectionAsync(stoppingToken);
                await using (var listen = new NpgsqlCommand("listen foundation_job", ear))
                {
                    await listen.ExecuteNonQueryAsync(stoppingToken);
                }

                while (!stoppingToken.IsCancellationRequested)
                {
                    await LookForTheDayAsync(stoppingToken);
                    await runner.DrainAsync(stoppingToken);
                    await ear.WaitAsync(TimeSpan.FromSeconds(1), stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it was (a database that died shows itself in many ways): no job may end the loop for all.
                Log.JobLoopInterrupted(logger, e);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
            }
        }
    }

    // Whether a new legal day has begun: the database knows, and is not asked every second.
    private async Task LookForTheDayAsync(CancellationToken ct)
    {
        if (clock.Now - looked >= BetweenLooks)
        {
            await daily.EnqueueAsync(ct);
            await hourly.EnqueueAsync(ct);
            looked = clock.Now;
        }
    }
}
