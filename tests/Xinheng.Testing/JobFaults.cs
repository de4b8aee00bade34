using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Xinheng.Platform.Foundation;

namespace Xinheng.Testing;

/// <summary>Hears of failed jobs, so that a test can fail with their reason instead of waiting for what never comes.</summary>
public sealed class JobFaults : ILogger<JobRunner>
{
    private readonly ConcurrentQueue<Exception> faults = [];

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is not null)
        {
            faults.Enqueue(exception);
        }
    }

    public void ThrowFirst()
    {
        if (faults.TryDequeue(out var fault))
        {
            ExceptionDispatchInfo.Throw(fault);
        }
    }
}
