using System.Globalization;
using Xinheng.Model.Foundation;

namespace Xinheng.Model.Law;

/// <summary>In what a rule's value is counted.</summary>
public enum RuleUnit
{
    WorkingDays,
    Days,
    Months,
    Years,
    Yuan,
    Count,

    /// <summary>A yearly window from month and day to month and day, both included: <c>01-01..06-30</c>.</summary>
    DateWindow,
}

/// <summary>One number of the law: dated, cited and marked with how sure we are of it.</summary>
public sealed record Rule
{
    private Rule(string id, string jurisdiction, string value, RuleUnit unit, LegalBasis basis, Confidence confidence) =>
        (Id, Jurisdiction, Value, Unit, Basis, Confidence) = (id, jurisdiction, value, unit, basis, confidence);

    public string Id { get; }

    /// <summary>A division code, or <see cref="JurisdictionProfile.National"/>.</summary>
    public string Jurisdiction { get; }

    public string Value { get; }

    public RuleUnit Unit { get; }

    public LegalBasis Basis { get; }

    public Confidence Confidence { get; }

    /// <summary>First day in force; null when it is not known to have begun within our time.</summary>
    public DateOnly? ValidFrom { get; private init; }

    /// <summary>Last day in force, included; null while in force.</summary>
    public DateOnly? ValidTo { get; private init; }

    public string? Note { get; private init; }

    /// <summary>The value as a whole number; asking a window for it is a bug.</summary>
    public int Number => int.Parse(Value, CultureInfo.InvariantCulture);

    /// <summary>The value as a calendar period; asking for one of working days is a bug, those need a calendar.</summary>
    public LegalPeriod Period => Unit switch
    {
        RuleUnit.Days => LegalPeriod.OfDays(Number),
        RuleUnit.Months => LegalPeriod.OfMonths(Number),
        RuleUnit.Years => LegalPeriod.OfYears(Number),
        _ => throw new InvalidOperationException($"{Id} is counted in {Unit}."),
    };

    public bool IsInForce(DateOnly date) => !(date < ValidFrom) && !(date > ValidTo);

    public static Result<Rule> Create(
        string id, string jurisdiction, string? value, RuleUnit unit, LegalBasis basis, Confidence confidence,
        DateOnly? validFrom = null, DateOnly? validTo = null, string? note = null)
    {
        List<Refusal> problems = [];
        // A rule nobody has confirmed may stand without a value: that it is open is what it says.
        if (value is null ? confidence != Confidence.Unsure : !Fits(value, unit))
        {
            problems.Add(Refusal.Invalid("rule.value",
                $"规则 {id}（{jurisdiction}）的值“{value}”与单位 {unit} 不符：应为非负整数，时段写作 01-01..06-30。"));
        }

        if (validFrom > validTo)
        {
            problems.Add(Refusal.Invalid("rule.dates", $"规则 {id}（{jurisdiction}）的失效日早于生效日，请核对。"));
        }

        return problems.Count > 0
            ? Result<Rule>.Refuse(problems)
            : new Rule(id, jurisdiction, value ?? "", unit, basis, confidence)
            {
                ValidFrom = validFrom,
                ValidTo = validTo,
                Note = note,
            };
    }

    private static bool Fits(string value, RuleUnit unit) => unit == RuleUnit.DateWindow
        ? value.Split("..") is [var from, var to] && IsMonthDay(from) && IsMonthDay(to)
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static bool IsMonthDay(string text) =>
        DateOnly.TryParseExact($"2028-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
