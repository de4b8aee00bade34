using Xinheng.Model.Procedures;

namespace Xinheng.Model.Cases.Reporting;

/// <summary>
/// 投诉办理 and 举报办理: received, taken up or declined, the unit heard on a redacted text, decided. Their times are rules of this
/// platform; neither is an objection, which asks that a record be changed.
/// </summary>
public static class ReportProcedures
{
    public static readonly Stage Received = new("received", "待受理", Party.Platform);
    public static readonly Stage Handling = new("handling", "办理中", Party.Platform);
    public static readonly Stage WithUnit = new("with-unit", "等单位说明", Party.Body);
    public static readonly Stage Answered = new("answered", "单位已说明", Party.Platform);
    public static readonly Stage Asked = new("asked", "等补充", Party.Subject);
    public static readonly Stage Declined = new("declined", "不予受理", null);
    public static readonly Stage Founded = new("founded", "已办结：属实", null);
    public static readonly Stage Unfounded = new("unfounded", "已办结：不属实或查无实据", null);
    public static readonly Stage PassedOn = new("passed-on", "已移送", null);
    public static readonly Stage TakenBack = new("taken-back", "已撤回", null);

    public static Procedure Complaint { get; } = Of("complaint", "投诉", "提出投诉", "诉", "COMPLAINT");

    public static Procedure Report { get; } = Of("report", "举报", "提出举报", "举", "REPORT");

    public static Procedure Of(ReportKind kind) => kind == ReportKind.Complaint ? Complaint : Report;

    public static Stage StageOf(ReportOutcome outcome) => outcome switch
    {
        ReportOutcome.Founded => Founded,
        ReportOutcome.Unfounded => Unfounded,
        _ => PassedOn,
    };

    private static Procedure Of(string code, string name, string filing, string letter, string rule)
    {
        ClockOf accept = new("accept", "决定是否受理", $"{rule}_ACCEPT", $"收到{name}", Party.Platform);
        ClockOf total = new("total", "办结并答复", $"{rule}_TOTAL", $"收到{name}", Party.Platform);
        ClockOf unit = new("unit", "单位说明情况", $"{rule}_UNIT", "转请单位说明", Party.Body);
        const string Basis = "平台规则";
        return new Procedure(code, name, letter,
        [
            new("file", filing, Party.Subject, [], Received) { Starts = [accept, total], Basis = Basis },
            new("accept", "受理", Party.Platform, [Received], Handling) { Meets = [accept], Basis = Basis },
            new("decline", "不予受理", Party.Platform, [Received], Declined) { Meets = [accept, total], NeedsReason = true, Basis = Basis },
            new("ask", "请补充", Party.Platform, [Handling, Answered], Asked) { Pauses = true, NeedsReason = true, Basis = Basis },
            new("reply", "补充", Party.Subject, [Asked], Handling) { Resumes = true, Basis = Basis },
            new("refer", "转请单位说明", Party.Platform, [Handling, Answered], WithUnit) { Starts = [unit], Basis = Basis },
            new("answer", "说明情况", Party.Body, [WithUnit], Answered) { Meets = [unit], Basis = Basis },
            new("found", "认定属实", Party.Platform, [Handling, Answered, WithUnit], Founded) { Meets = [total], Lapses = [unit], NeedsReason = true, Basis = Basis },
            new("dismiss", "认定不属实", Party.Platform, [Handling, Answered, WithUnit], Unfounded) { Meets = [total], Lapses = [unit], NeedsReason = true, Basis = Basis },
            new("pass-on", "移送", Party.Platform, [Handling, Answered, WithUnit], PassedOn) { Meets = [total], Lapses = [unit], NeedsReason = true, Basis = Basis },
            new("go-on", "不再等补充", Party.Platform, [Asked], Handling) { Resumes = true, NeedsReason = true, Basis = Basis },
            new("take-back", "撤回", Party.Subject, [Received, Handling, Asked, WithUnit, Answered], TakenBack) { Lapses = [accept, total, unit], Basis = Basis },
        ]);
    }
}
