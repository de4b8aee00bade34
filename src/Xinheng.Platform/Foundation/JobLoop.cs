using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Xinheng.Platform.Foundation;

/// <summary>Runs jobs as they come: woken by the database, and once a second in case a wake-up was lost. Sees to the day's own, too.</summary>
public sealed class JobLoop(Database database, JobRunner runner, DailyJobs daily, ILogger<JobLoop> logger) : BackgroundService
{
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
                    await daily.EnsureAsync(stoppingToken);
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
}
