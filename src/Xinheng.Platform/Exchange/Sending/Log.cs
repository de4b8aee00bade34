using Microsoft.Extensions.Logging;

namespace Xinheng.Platform.Exchange.Sending;

internal static partial class Log
{
    [LoggerMessage(2201, LogLevel.Warning, "Sending to subscribers was interrupted; it is tried again")]
    internal static partial void SendingInterrupted(ILogger logger, Exception exception);
}
