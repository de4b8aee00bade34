using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Publication.OpenData;

/// <summary>Keeps feed and snapshot in step: woken by each change, and every few seconds in case a wake-up was lost or a day ended.</summary>
public sealed class OpenDataLoop(Database database, OpenFeed feed, OpenSnapshot snapshot, ILogger<OpenDataLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var ear = await OpenQueue.ListenAsync(database, stoppingToken);
                while (true)
                {
                    if (await feed.ExpireAsync(stoppingToken) > 0)
                    {
                        await snapshot.WriteAsync(stoppingToken);
                    }

                    await feed.CatchUpAsync(stoppingToken);
                    await snapshot.WriteAsync(stoppingToken);

                    // What comes together is written together.
                    await Task.Delay(Rest, stoppingToken);
                    await ear.WaitAsync(BetweenLooks, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // A database that died, a full disk: the old snapshot stands, and no program ends for it.
                Log.OpenDataInterrupted(logger, e);
                await Task.Delay(BetweenLooks, stoppingToken);
            }
        }
    }
}
