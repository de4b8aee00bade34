namespace Xinheng.Model.Law;

/// <summary>A period in years, months and days. The day of the event is not counted; months end on the
/// same-numbered day, or on the last day of a shorter month. Basis: 民法典 201, 202 (K).</summary>
public readonly record struct LegalPeriod(int Years, int Months, int Days)
{
    public static LegalPeriod OfYears(int years) => new(years, 0, 0);

    public static LegalPeriod OfMonths(int months) => new(0, months, 0);

    public static LegalPeriod OfDays(int days) => new(0, 0, days);

    /// <summary>The last day of the period that an event on <paramref name="from"/> opens; also called its anniversary.</summary>
    /// <remarks>Years and months are added in one step: 29 February plus 1 year and 1 month is 29 March, not 28.</remarks>
    public DateOnly After(DateOnly from) => from.AddMonths((Years * 12) + Months).AddDays(Days);

    public override string ToString() => string.Concat(
        Years == 0 ? "" : $"{Years}年",
        Months == 0 ? "" : $"{Months}个月",
        Days == 0 && (Years, Months) != (0, 0) ? "" : $"{Days}日");
}
