using Microsoft.Extensions.Logging;

namespace Xinheng.Platform.Foundation;

internal static partial class Log
{
    [LoggerMessage(101, LogLevel.Error, "Job {Job} of kind {Kind} failed at attempt {Attempt}")]
    internal static partial void JobFailed(ILogger logger, Guid job, string kind, int attempt, Exception exception);

    [LoggerMessage(102, LogLevel.Warning, "The job loop lost the database; it tries again")]
    internal static partial void JobLoopInterrupted(ILogger logger, Exception exception);
}
