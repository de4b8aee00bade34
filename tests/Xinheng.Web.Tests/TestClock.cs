namespace Xinheng.Web.Tests;

/// <summary>A clock that stands where the test put it.</summary>
internal sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();

    /// <summary>A moment of the legal day, Asia/Shanghai.</summary>
    public static TestClock At(int year, int month, int day, int hour = 10, int minute = 0, int second = 0) =>
        new(new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.FromHours(8)));
}
