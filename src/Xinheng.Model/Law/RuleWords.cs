namespace Xinheng.Model.Law;

/// <summary>What a rule is called and what it says in everyday words; its value and its basis stand with the rule alone.</summary>
/// <param name="Group">Where it is listed: 公示期, 异议 …</param>
/// <param name="Text">One sentence; <c>{value}</c> is where the value goes.</param>
public sealed record RuleWords(string Id, string Group, string Name, string Text)
{
    /// <summary>Limits by which the platform watches its own staff. They are in force like others, but no reader's matter.</summary>
    public const string Watching = "内部监测";

    public string Say(Rule rule) => Text.Replace("{value}", ValueOf(rule), StringComparison.Ordinal);

    public static string ValueOf(Rule rule) => rule.Unit switch
    {
        RuleUnit.WorkingDays => $"{rule.Value} 个工作日",
        RuleUnit.Days => $"{rule.Value} 日",
        RuleUnit.Months => $"{rule.Value} 个月",
        RuleUnit.Years => $"{rule.Value} 年",
        RuleUnit.Yuan => $"{rule.Value} 元",
        RuleUnit.Count => $"{rule.Value} 次",
        RuleUnit.DateWindow => string.Join("至 ", rule.Value.Split("..").Select(Day)),
        _ => rule.Value,
    };

    private static string Day(string monthDay) =>
        monthDay.Split('-') is [var month, var day] ? $"{month.TrimStart('0')} 月 {day.TrimStart('0')} 日" : monthDay;
}
