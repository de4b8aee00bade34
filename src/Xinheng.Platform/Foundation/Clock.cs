namespace Xinheng.Platform.Foundation;

/// <summary>The installation's one clock: instants and ids. Legal dates are made of its instants in room Law.</summary>
public sealed class Clock(TimeProvider time)
{
    /// <summary>Now, cut to microseconds so that the database and the log hold the same instant.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = time.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    public Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());
}
