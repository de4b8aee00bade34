using Microsoft.Extensions.Logging;

namespace Xinheng.Platform.Foundation;

internal static partial class Log
{
    [LoggerMessage(101, LogLevel.Error, "Job {Job} of kind {Kind} failed at attempt {Attempt}")]
    internal static partial void JobFailed(ILogger logger, Guid job, string kind, int attempt, Exception exception);

    [LoggerMessage(102, LogLevel.Warning, "The job loop lost the database; it tries again")]
    internal static partial void JobLoopInterrupted(ILogger logger, Exception exception);

    [LoggerMessage(103, LogLevel.Warning, "The private database had died and was started again")]
    internal static partial void DatabaseStartedAgain(ILogger logger);

    [LoggerMessage(104, LogLevel.Error, "The private database is dead and does not start; the next attempt follows")]
    internal static partial void DatabaseNotStarted(ILogger logger, Exception exception);

    [LoggerMessage(105, LogLevel.Error, "Job {Job} of kind {Kind} is given up: {Attempts} attempts ended with the program")]
    internal static partial void JobGivenUp(ILogger logger, Guid job, string kind, int attempts);

    [LoggerMessage(106, LogLevel.Information, "{Files} files that crashes had left were removed")]
    internal static partial void Swept(ILogger logger, int files);

    [LoggerMessage(107, LogLevel.Warning, "No left-over files were removed: {Code}. Do the data folder and the database belong together?")]
    internal static partial void SweepRefused(ILogger logger, string code);
}
