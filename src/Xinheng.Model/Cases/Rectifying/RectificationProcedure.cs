using Xinheng.Model.Procedures;

namespace Xinheng.Model.Cases.Rectifying;

/// <summary>
/// 限期整改: found, ordered with a date, proved, verified, closed; not put right in time: told to those who supervise, and led to an
/// interview. The date is the deciding body's own. Nothing follows from it by itself but that it is listed. 国办发〔2019〕35号 (V-).
/// </summary>
public static class RectificationProcedure
{
    public static readonly Stage Ordered = new("ordered", "整改中", Party.Subject);
    public static readonly Stage Overdue = new("overdue", "逾期未整改", Party.Body);
    public static readonly Stage Proved = new("proved", "待核查", Party.Body);
    public static readonly Stage Failed = new("failed", "核查未通过", Party.Body);
    public static readonly Stage Corrected = new("corrected", "已整改", null);
    public static readonly Stage Revoked = new("revoked", "决定已撤销", null);
    public static readonly Stage HandedOn = new("handed-on", "已移交监督单位", null);

    private static readonly Stage[] Open = [Ordered, Overdue, Proved, Failed];
    private const string Notice35 = "国办发〔2019〕35号";
    private const string Ours = "平台规则";

    public static readonly ClockOf Verifying = new("verify", "核查整改", "RECTIFICATION_VERIFY", "收到整改证明", Party.Body);

    public static readonly Step Order = new("order", "责令限期整改", Party.Body, [], Ordered) { Basis = Notice35 };

    public static readonly Step Prove = new("prove", "提交整改证明", Party.Subject, [Ordered, Overdue, Failed], Proved)
    {
        Starts = [Verifying], NeedsReason = true, Basis = Notice35,
    };

    public static readonly Step FallDue = new("fall-due", "期限届满", Party.Program, [Ordered], Overdue) { Basis = Ours };

    public static readonly Step Accept = new("accept", "核查通过", Party.Body, Open, Corrected) { Meets = [Verifying], NeedsReason = true, Basis = Notice35 };

    public static readonly Step Reject = new("reject", "核查未通过", Party.Body, [Proved, Overdue], Failed) { Meets = [Verifying], NeedsReason = true, Basis = Notice35 };

    /// <summary>Once.</summary>
    public static readonly Step Extend = new("extend", "延长期限", Party.Body, [Ordered, Overdue, Failed], Ordered) { NeedsReason = true, Basis = Ours };

    public static readonly Step Revoke = new("revoke", "撤销整改决定", Party.Body, Open, Revoked) { NeedsReason = true, Basis = Ours };

    /// <summary>To the list of those who supervise. What follows is theirs to decide.</summary>
    public static readonly Step HandOn = new("hand-on", "移交监督单位", Party.Body, [Overdue, Failed], HandedOn) { NeedsReason = true, Basis = Notice35 };

    public static Procedure Table { get; } = new("rectification", "限期整改", "改", [Order, Prove, FallDue, Accept, Reject, Extend, Revoke, HandOn]);
}
