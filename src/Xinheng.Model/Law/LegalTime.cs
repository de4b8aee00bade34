namespace Xinheng.Model.Law;

/// <summary>The civil time of the law: Asia/Shanghai, UTC+8 all year. Legal dates are dates there, whatever clock the machine has.</summary>
public static class LegalTime
{
    // The zone has kept one offset since 1991, before any instant this program can see; so no zone database is needed.
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public const string ZoneId = "Asia/Shanghai";

    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>00:00 of a legal date, as an instant.</summary>
    public static DateTimeOffset StartOf(DateOnly date) => new(date.ToDateTime(TimeOnly.MinValue), Offset);

    /// <summary>The midnight that ends the legal date of <paramref name="instant"/>: what expires today is unreachable from it on.</summary>
    public static DateTimeOffset NextMidnight(DateTimeOffset instant) => StartOf(DateOf(instant).AddDays(1));
}
