using Xinheng.Platform.Foundation;
using Xinheng.Platform.Publication;
using Xinheng.Web.Api;

namespace Xinheng.Web.Hosting.Keeping;

/// <summary>Drops finished answers as soon as another act, in this program or any other, changed what they say.</summary>
public sealed partial class ChangeListener(Database database, SubjectBytesCache cache, ILogger<ChangeListener> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await PublicChanges.ListenAsync(database, Forget, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it was: while nobody tells us of changes, nothing may be kept.
                cache.Suspend();
                Deaf(logger, e);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
            }
        }
    }

    private void Forget(IReadOnlyList<string>? codes)
    {
        if (codes is null)
        {
            cache.Resume();
            return;
        }

        foreach (var code in codes)
        {
            cache.Evict(code);
        }
    }

    [LoggerMessage(901, LogLevel.Warning, "No news of changes; finished answers are not kept until it is back")]
    private static partial void Deaf(ILogger logger, Exception exception);
}
