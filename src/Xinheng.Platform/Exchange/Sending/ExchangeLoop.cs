using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Exchange.Sending;

/// <summary>Keeps telling subscribers: woken by each tombstone, and every few seconds for what is to be sent again.</summary>
public sealed class ExchangeLoop(Database database, SendMessages messages, ILogger<ExchangeLoop> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var ear = await database.Owner.OpenConnectionAsync(stoppingToken);
                await ear.ExecuteAsync(new CommandDefinition($"listen {KeepTombstones.Channel}", cancellationToken: stoppingToken));
                while (true)
                {
                    await messages.RunAsync(stoppingToken);
                    await ear.WaitAsync(BetweenLooks, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // A database that died, a key that is missing: nothing of it ends the program, and nothing waiting is lost.
                Log.SendingInterrupted(logger, e);
                await Task.Delay(BetweenLooks, stoppingToken);
            }
        }
    }
}
