namespace Xinheng.Model.People;

/// <summary>A role that somebody was given, and until when it holds.</summary>
/// <param name="Region">For roles over a region, which; null: the whole installation.</param>
/// <param name="LapsesAt">From then on it is no right any more unless somebody confirmed it before; null: of the program itself.</param>
public sealed record Grant(Role Role, Region? Region = null, DateTimeOffset? LapsesAt = null)
{
    /// <summary>How long a grant holds without being confirmed again: a quarter (授权复核；平台规则，不是法定期限).</summary>
    public const int Months = 3;

    /// <summary>How long before its end it is shown as about to lapse.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromDays(14);

    public bool IsLive(DateTimeOffset now) => LapsesAt is not { } end || now < end;

    public bool LapsesSoon(DateTimeOffset now) => IsLive(now) && LapsesAt - now < Notice;

    public static DateTimeOffset EndOf(DateTimeOffset confirmed) => confirmed.AddMonths(Months);
}
