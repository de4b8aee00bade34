using Xinheng.Platform.Publication.Authentic;

namespace Xinheng.Web.Hosting.Assets;

/// <summary>Looks three times a minute whether somebody changed our files on disk; they are put back, and the log says so.</summary>
public sealed partial class SiteWatch(SiteFiles files, NoteTampering tampering, ILogger<SiteWatch> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(20);

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "wwwroot");

    /// <summary>One look; returns what was found for the first time.</summary>
    public async Task<IReadOnlyList<ChangedFile>> LookAsync(string folder, CancellationToken ct)
    {
        var changed = files.Look(folder);
        if (changed.Count == 0)
        {
            return [];
        }

        var noted = await tampering.RunAsync(changed, ct);
        foreach (var file in noted)
        {
            Changed(logger, file.Name, file.Mended);
        }

        return noted;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(Folder, stoppingToken);
                await Task.Delay(BetweenLooks, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The database is away, the disk does not answer: the next look finds the same.
                Interrupted(logger, e);
                await Task.Delay(BetweenLooks, stoppingToken);
            }
        }
    }

    [LoggerMessage(902, LogLevel.Critical, "{File} was changed on disk; readers get the built one all the while; put back: {Mended}")]
    private static partial void Changed(ILogger logger, string file, bool mended);

    [LoggerMessage(903, LogLevel.Warning, "The files on disk could not be looked at; it is tried again")]
    private static partial void Interrupted(ILogger logger, Exception exception);
}
