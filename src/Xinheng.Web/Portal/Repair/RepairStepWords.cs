using Xinheng.Model.Procedures;

namespace Xinheng.Web.Portal.Repair;

/// <summary>What the steps of repair mean for whoever applies; the steps themselves are the procedure's.</summary>
public static class RepairStepWords
{
    public static string Name(Step step) => step.Code switch
    {
        "file" => "申请",
        "lack" => "一次告知补正",
        "accept" => "受理",
        "extend" => "延长办理期限",
        "grant" => "同意修复",
        "refuse" => "不予修复",
        _ => step.Name,
    };

    public static string What(Step step) => step.Code switch
    {
        "file" => "准备履行义务的证明，签署信用承诺，从记录上提交；不收费。当即转到作出决定的机关。",
        "lack" => "材料不全的，在受理期限内一次说清还缺什么、为什么；等您补正的日子不计入办理期限，补正后重新计算受理期限。",
        "accept" => "由作出决定的机关决定是否受理；不受理的，说明理由和救济途径。",
        "extend" => "情况复杂的，通知您并说明理由，可以延长一次；本地没有已核实的延长期限的，不能延长。",
        "grant" => "只有作出决定的机关能同意；平台和其他单位都不能代替它。",
        "refuse" => "说明理由，并告知可以提出异议、申请行政复议、提起行政诉讼。",
        _ => step.Basis ?? "",
    };
}
