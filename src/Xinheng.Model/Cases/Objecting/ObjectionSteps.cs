using Xinheng.Model.Procedures;

namespace Xinheng.Model.Cases.Objecting;

/// <summary>异议: a subject says that a record is wrong. The platform holds its own copy against what was handed in; what is the
/// provider's goes to the provider, who answers. Basis: 河南省社会信用条例 41, 深圳经济特区社会信用条例 50、51 and their like; 国办发〔2020〕49号.</summary>
public static class ObjectionSteps
{
    private const string Filing = "《河南省社会信用条例》第四十一条第一款；国办发〔2020〕49号";
    private const string Checking = "《深圳经济特区社会信用条例》第五十一条";
    private const string Answering = "《河南省社会信用条例》第四十一条第二款";
    private const string Outcomes = "《浙江省公共信用信息管理条例》第三十条";

    /// <summary>More time for the provider, where the place grants it: counted from the last day of the first.</summary>
    public const string Extension = "OBJECTION_PROVIDER_EXTENSION";

    public static readonly Stage Compared = new("comparing", "平台核对中", Party.Platform);
    public static readonly Stage Asked = new("asked", "提供单位核查中", Party.Body);
    public static readonly Stage Mended = new("mended", "平台已更正", null);
    public static readonly Stage Upheld = new("upheld", "异议成立", null);
    public static readonly Stage NotUpheld = new("not-upheld", "异议不成立", null);
    public static readonly Stage Unverifiable = new("unverifiable", "无法核实，已记录", null);
    public static readonly Stage Dropped = new("dropped", "已撤回", null);
    public static readonly Stage Overtaken = new("overtaken", "原决定已被撤销", null);

    public static readonly ClockOf Own = new("own", "平台核对自己的副本", "OBJECTION_OWN", "收到异议", Party.Platform);
    public static readonly ClockOf Forward = new("forward", "转送提供单位", "OBJECTION_FORWARD", "收到异议", Party.Platform);
    public static readonly ClockOf Provider = new("provider", "提供单位核查答复", "OBJECTION_PROVIDER", "转送提供单位", Party.Body);
    public static readonly ClockOf Total = new("total", "答复异议申请人", "OBJECTION_TOTAL", "收到异议", Party.Body);

    public static readonly Step File = new("file", "提出异议", Party.Subject, [], Compared)
    {
        Starts = [Own, Forward, Total], Basis = Filing,
    };

    /// <summary>The platform's own fault: its copy was not what the provider had handed in.</summary>
    public static readonly Step Mend = new("mend", "平台更正自己的差错", Party.Platform, [Compared], Mended)
    {
        Meets = [Own, Total], Lapses = [Forward], Basis = Checking, NeedsReason = true,
    };

    public static readonly Step Route = new("route", "转送提供单位", Party.Platform, [Compared], Asked)
    {
        Meets = [Own, Forward], Starts = [Provider], Basis = Checking,
    };

    /// <summary>With the approval of the provider's head, before its time has run out.</summary>
    public static readonly Step Extend = new("extend", "延长核查", Party.Body, [Asked], null)
    {
        Basis = Checking, NeedsReason = true,
    };

    public static readonly Step Pause = new("pause", "开始检验、鉴定，时限中止", Party.Body, [Asked], null)
    {
        Pauses = true, Basis = Answering, NeedsReason = true,
    };

    public static readonly Step Resume = new("resume", "检验、鉴定结束，时限继续", Party.Body, [Asked], null)
    {
        Resumes = true, Basis = Answering,
    };

    public static readonly Step Uphold = new("uphold", "认定异议成立", Party.Body, [Asked], Upheld)
    {
        Meets = [Provider, Total], Basis = Outcomes, NeedsReason = true,
    };

    public static readonly Step Reject = new("reject", "认定异议不成立", Party.Body, [Asked], NotUpheld)
    {
        Meets = [Provider, Total], Basis = Outcomes, NeedsReason = true,
    };

    public static readonly Step Leave = new("leave", "无法核实，予以记录", Party.Body, [Asked], Unverifiable)
    {
        Meets = [Provider, Total], Basis = "《征信业管理条例》第二十五条第二款", NeedsReason = true,
    };

    public static readonly Step Drop = new("drop", "撤回异议", Party.Subject, [Compared, Asked], Dropped) { Basis = Filing };

    /// <summary>Review or court has revoked the decision meanwhile, and the record with it: there is nothing left to answer.</summary>
    public static readonly Step Overtake = new("overtake", "原决定被撤销，异议随之办结", Party.Program, [Compared, Asked], Overtaken)
    {
        Basis = "《行政处罚法》第四十八条第二款",
    };

    public static readonly Procedure Procedure = new("objection", "异议", "异",
        [File, Mend, Route, Extend, Pause, Resume, Uphold, Reject, Leave, Drop, Overtake]);
}
