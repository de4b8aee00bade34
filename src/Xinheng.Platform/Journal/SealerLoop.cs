using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Journal;

/// <summary>Seals at least every second while there is work.</summary>
public sealed class SealerLoop(Database database, Sealer sealer, ILogger<SealerLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var ear = await database.Owner.OpenConnectionAsync(stoppingToken);
                await using (var listen = new NpgsqlCommand("listen journal_entry", ear))
                {
                    await listen.ExecuteNonQueryAsync(stoppingToken);
                }

                while (true)
                {
                    while (await sealer.SealAsync(stoppingToken) > 0)
                    {
                        await Task.Delay(Rest, stoppingToken);
                    }

                    await ear.WaitAsync(TimeSpan.FromSeconds(5), stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // A database that died, a full disk, a key file out of reach: entries wait, and no program ends for it.
                Log.SealerInterrupted(logger, e);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
            }
        }
    }
}
