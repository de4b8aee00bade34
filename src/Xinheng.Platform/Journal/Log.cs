using Microsoft.Extensions.Logging;

namespace Xinheng.Platform.Journal;

internal static partial class Log
{
    [LoggerMessage(301, LogLevel.Warning, "The sealer lost the database; it tries again")]
    internal static partial void SealerInterrupted(ILogger logger, Exception exception);
}
