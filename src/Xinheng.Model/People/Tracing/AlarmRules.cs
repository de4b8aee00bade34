using Xinheng.Model.Law;

namespace Xinheng.Model.People.Tracing;

/// <summary>What one account or system did in a day, as counted from the trace.</summary>
/// <param name="OffHours">At night, or all of it when the day is nobody's working day.</param>
public sealed record ReaderDay(AlarmAbout Reader, long Elsewhere, long NoMatter, long Lapsed, long OffHours);

/// <summary>What a body read in a day, beside the median of its last days with any reading.</summary>
public sealed record UnitDay(string Organisation, long Looks, double? Usual);

/// <summary>
/// The thresholds of the platform, as dated data beside the law's but said not to be the law's. Where a rule is not
/// recorded its pattern is not watched for.
/// </summary>
public sealed class AlarmRules(RuleTable rules, JurisdictionProfile profile, DateOnly day)
{
    /// <summary>Days over which different subjects are counted.</summary>
    public const int SubjectDays = 14;

    /// <summary>Days with reading that make a habit.</summary>
    public const int UsualDays = 30;

    public const int DayBegins = 7;
    public const int DayEnds = 21;

    private const string Grave = "_GRAVE";

    private readonly (DateTimeOffset From, DateTimeOffset Until) window = (LegalTime.StartOf(day), LegalTime.StartOf(day.AddDays(1)));

    public DateOnly Day => day;

    public IEnumerable<Alarm> Of(UnitDay unit)
    {
        var usual = Math.Max(unit.Usual ?? 0, Value("ALARM_UNIT_USUAL_FLOOR") ?? 0);
        return Judge(AlarmPattern.UnitSurge, "ALARM_UNIT_SURGE", new AlarmAbout(unit.Organisation), window.From, unit.Looks, usual);
    }

    public IEnumerable<Alarm> Of(ReaderDay reader) =>
    [
        .. Judge(AlarmPattern.Elsewhere, "ALARM_ELSEWHERE", reader.Reader, window.From, reader.Elsewhere),
        .. Judge(AlarmPattern.NoMatter, "ALARM_NO_MATTER", reader.Reader, window.From, reader.NoMatter),
        .. Judge(AlarmPattern.Lapsed, "ALARM_LAPSED", reader.Reader, window.From, reader.Lapsed),
        .. Judge(AlarmPattern.OffHours, "ALARM_OFF_HOURS", reader.Reader, window.From, reader.OffHours),
    ];

    /// <param name="subjects">Different ones, within the fortnight that ends with the day.</param>
    public IEnumerable<Alarm> OfSubjects(AlarmAbout reader, long subjects) =>
        Judge(AlarmPattern.ManySubjects, "ALARM_SUBJECTS", reader, LegalTime.StartOf(day.AddDays(1 - SubjectDays)), subjects);

    /// <param name="isAddress">Whether they came from one address; else for one name.</param>
    /// <param name="hasEnded">The name is that of an account that ended.</param>
    public IEnumerable<Alarm> OfSignIns(AlarmAbout about, long attempts, bool isAddress, bool hasEnded) =>
    [
        .. Judge(AlarmPattern.SignInGuessing, isAddress ? "ALARM_SIGN_IN_ADDRESS" : "ALARM_SIGN_IN_NAME", about, window.From, attempts),
        .. hasEnded ? Judge(AlarmPattern.Lapsed, "ALARM_LAPSED", about, window.From, attempts) : [],
    ];

    // Only the graver of the two: who sees it need not count it twice.
    private IEnumerable<Alarm> Judge(AlarmPattern pattern, string rule, AlarmAbout about, DateTimeOffset from, long figure, double? usual = null)
    {
        foreach (var (id, grade) in new[] { (rule + Grave, AlarmGrade.Grave), (rule, AlarmGrade.Notice) })
        {
            if (Value(id) is { } times && (long)Math.Ceiling(times * (usual ?? 1)) is var threshold && figure >= threshold)
            {
                yield return new Alarm(pattern, grade, about, from, window.Until, figure, usual is { } habit ? (long)Math.Round(habit) : null, threshold);
                yield break;
            }
        }
    }

    private int? Value(string id) => rules.Find(id, profile, day).TryGet(out var rule) ? rule.Number : null;
}
