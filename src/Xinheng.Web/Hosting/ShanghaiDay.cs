namespace Xinheng.Web.Hosting;

/// <summary>The legal day of the doors: it begins and ends at midnight in Asia/Shanghai, eight hours ahead of UTC all year.</summary>
public static class ShanghaiDay
{
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(8);

    extension(TimeProvider time)
    {
        public DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().ToOffset(Ahead).DateTime);

        public DateTimeOffset NextMidnight =>
            new(time.Today.AddDays(1).ToDateTime(TimeOnly.MinValue), Ahead);
    }

    public static DateTimeOffset Of(DateTimeOffset instant) => instant.ToOffset(Ahead);
}
