using System.Globalization;
using Xinheng.Model.Law;
using Xinheng.Platform.Publication;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Components;

/// <summary>The Chinese words for what stands as a code in public shapes.</summary>
public static class Words
{
    public static string Date(DateOnly date) => date.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    public static string Moment(DateTimeOffset instant) =>
        ShanghaiDay.Of(instant).ToString("yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A number of the law with its unit.</summary>
    public static string Number(Texts T, Rule rule) => rule.Unit switch
    {
        RuleUnit.WorkingDays => T["{0} 个工作日", rule.Number],
        RuleUnit.Days => T["{0} 天", rule.Number],
        RuleUnit.Months when rule.Number % 12 == 0 => T["{0} 年", rule.Number / 12],
        RuleUnit.Months => T["{0} 个月", rule.Number],
        RuleUnit.Years => T["{0} 年", rule.Number],
        RuleUnit.Yuan => T["{0} 元", rule.Number],
        _ => rule.Value,
    };

    public static string Kind(string kind) => kind switch
    {
        "legal_person" => "法人",
        "other_org" => "非法人组织",
        "individual_business" => "个体工商户",
        "natural_person" => "自然人",
        _ => kind,
    };

    public static string Nature(string nature) => nature switch
    {
        "positive" => "守信与荣誉",
        "neutral" => "登记与管理",
        "adverse" => "失信与处罚",
        _ => nature,
    };

    public static string Severity(string severity) => severity switch
    {
        "minor" => "轻微",
        "ordinary" => "一般",
        "serious" => "严重",
        _ => severity,
    };

    /// <summary>The name of an act as the portal's lists are headed; its own where the plans named another.</summary>
    public static string Act(DisclosureAct act) => act.Code switch
    {
        "permit" => "行政许可",
        "penalty" => "行政处罚",
        "compulsion" => "行政强制",
        "confirmation" => "行政确认",
        "levy" => "行政征收",
        "benefit" => "行政给付",
        "adjudication" => "行政裁决",
        "compensation" => "行政补偿",
        "reward" => "行政奖励",
        "inspection" => "监督检查",
        _ => act.Name,
    };

    public static string Openness(string openness) => openness switch
    {
        "open" => "向社会公示",
        "shared" => "政务共享，不公示",
        "authorised" => "授权查询，不公示",
        _ => openness,
    };
}
