using System.Globalization;
using Xinheng.Web.Hosting;

namespace Xinheng.Web.Components;

/// <summary>The Chinese words for what stands as a code in public shapes.</summary>
public static class Words
{
    public static string Date(DateOnly date) => date.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    public static string Moment(DateTimeOffset instant) =>
        ShanghaiDay.Of(instant).ToString("yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture);

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

    public static string Openness(string openness) => openness switch
    {
        "open" => "向社会公示",
        "shared" => "政务共享，不公示",
        "authorised" => "授权查询，不公示",
        _ => openness,
    };
}
