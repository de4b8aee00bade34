namespace Xinheng.Platform.Foundation;

/// <summary>Instants, ids and the legal date (Asia/Shanghai) of the installation's one clock.</summary>
public sealed class LegalClock(TimeProvider time)
{
    private static readonly TimeSpan ShanghaiOffset = TimeSpan.FromHours(8);

    /// <summary>Now, cut to microseconds so that the database and the log hold the same instant.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = time.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    public DateOnly Today => DateOf(time.GetUtcNow());

    public Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>The legal date of an instant. China has kept one zone without summer time since 1991.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(instant.ToOffset(ShanghaiOffset).DateTime);

    public static DateTimeOffset StartOf(DateOnly date) =>
        new(date.ToDateTime(TimeOnly.MinValue), ShanghaiOffset);
}
