using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Xinheng.Platform.Foundation.Postgres;

/// <summary>
/// Under a serving platform: looks twice a second whether the private server lives, and starts it again where it was.
/// A database of one's own is its administrator's.
/// </summary>
public sealed class PostgresKeeper(Database database, ILogger<PostgresKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (database.IsEmbedded && !stoppingToken.IsCancellationRequested)
        {
            var rest = Rest;
            try
            {
                if (await database.EnsureRunningAsync(stoppingToken))
                {
                    Log.DatabaseStartedAgain(logger);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.DatabaseNotStarted(logger, e); // a port taken or a full disk may be free the next time
                rest = 10 * Rest;
            }

            await Task.Delay(rest, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
