using Microsoft.Extensions.Logging;

namespace Xinheng.Platform.Publication.OpenData;

internal static partial class Log
{
    [LoggerMessage(1901, LogLevel.Warning, "The open data could not be brought up to date; it is tried again")]
    internal static partial void OpenDataInterrupted(ILogger logger, Exception exception);
}
