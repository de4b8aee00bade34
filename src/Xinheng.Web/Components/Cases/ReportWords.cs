using Xinheng.Model.Cases.Reporting;

namespace Xinheng.Web.Components.Cases;

/// <summary>What the steps and targets of complaints and reports are called on a page.</summary>
public static class ReportWords
{
    public static string Kind(ReportKind kind) => kind switch
    {
        ReportKind.Complaint => "投诉",
        ReportKind.Dishonesty => "举报失信行为",
        _ => "举报修复中介",
    };

    public static string Target(string target) => target switch
    {
        "platform" => "本平台",
        "department" => "行政机关、单位",
        "institution" => "信用服务机构、金融机构",
        "subject" => "企业、组织或者个人",
        _ => "收费“修复”的中介",
    };

    public static string Step(ReportKind kind, string step) => step switch
    {
        "reveal" => "承办人查看身份（写明了理由）",
        "reward" => "决定奖励",
        "reward-paid" => "发放奖励",
        _ => ReportProcedures.Of(kind).Find(step)?.Name ?? step,
    };
}
