using Xinheng.Model.Procedures;

namespace Xinheng.Model.Cases.Repairing;

/// <summary>信用修复, step by step, as the measures have it: applied for here, decided by the body that determined the wrong (谁认定谁修复), by nobody
/// else. Basis: 《信用修复管理办法》, Order 36 of 2025 (V-).</summary>
public static class RepairProcedure
{
    /// <summary>By how much the answer may be put off; U nationally, so nowhere without a confirmed rule of its own.</summary>
    public const string ExtensionRule = "REPAIR_EXTENSION";

    /// <summary>For how long false materials bar a new application; U nationally.</summary>
    public const string FalseMaterialsRule = "REPAIR_BAN_FALSE_MATERIAL";

    private const string Measures = "《信用修复管理办法》（国家发展改革委令第36号）";

    public static readonly Stage Received = new("received", "待受理", Party.Body);
    public static readonly Stage Lacking = new("lacking", "待补正", Party.Subject);

    /// <summary>What was lacking has come: it cannot be sent back a second time.</summary>
    public static readonly Stage Completed = new("completed", "已补正，待受理", Party.Body);
    public static readonly Stage Examined = new("examined", "审查中", Party.Body);

    /// <summary>Extended, which can be done once.</summary>
    public static readonly Stage Prolonged = new("prolonged", "审查中（已延长）", Party.Body);
    public static readonly Stage Granted = new("granted", "已同意修复", null);
    public static readonly Stage Refused = new("refused", "不予修复", null);
    public static readonly Stage Declined = new("declined", "不予受理", null);
    public static readonly Stage TakenBack = new("taken-back", "申请人已撤回", null);

    public static readonly ClockOf Acceptance = new("accept", "决定是否受理", "REPAIR_ACCEPT", "收到申请", Party.Body);
    public static readonly ClockOf Answer = new("answer", "答复申请人", "REPAIR_TOTAL", "提出申请", Party.Body);

    private static readonly IReadOnlyList<Stage> Undecided = [Received, Lacking, Completed, Examined, Prolonged];

    public static readonly Step File = new("file", "申请", Party.Subject, [], Received) { Starts = [Acceptance, Answer], Basis = Measures };

    /// <summary>Both clocks stand until the papers come; the one for acceptance then runs anew.</summary>
    public static readonly Step Lack = new("lack", "一次告知补正", Party.Body, [Received], Lacking)
    {
        Meets = [Acceptance], Pauses = true, NeedsReason = true, Basis = Measures,
    };

    public static readonly Step Complete = new("complete", "补正材料", Party.Subject, [Lacking], Completed) { Resumes = true, Starts = [Acceptance], Basis = Measures };
    public static readonly Step Accept = new("accept", "受理", Party.Body, [Received, Completed], Examined) { Meets = [Acceptance], Basis = Measures };

    public static readonly Step Decline = new("decline", "不予受理", Party.Body, [Received, Completed], Declined)
    {
        Meets = [Acceptance, Answer], NeedsReason = true, Basis = Measures,
    };

    public static readonly Step Extend = new("extend", "延长办理期限", Party.Body, [Examined], Prolonged) { NeedsReason = true, Basis = Measures };
    public static readonly Step Grant = new("grant", "同意修复", Party.Body, [Examined, Prolonged], Granted) { Meets = [Answer], Basis = Measures };

    public static readonly Step Refuse = new("refuse", "不予修复", Party.Body, [Examined, Prolonged], Refused)
    {
        Meets = [Answer], NeedsReason = true, Basis = Measures,
    };

    public static readonly Step Falsehood = new("falsehood", "因材料虚假不予修复", Party.Body, Undecided, Refused)
    {
        Meets = [Acceptance, Answer], NeedsReason = true, Basis = Measures,
    };

    public static readonly Step FalsehoodNoted = new("falsehood-noted", "认定已同意的修复材料虚假", Party.Body, [Granted], null)
    {
        NeedsReason = true, Basis = Measures,
    };

    public static readonly Step TakeBack = new("take-back", "撤回申请", Party.Subject, Undecided, TakenBack);

    public static readonly Procedure Table = new("repair", "信用修复", "修",
        [File, Lack, Complete, Accept, Decline, Extend, Grant, Refuse, Falsehood, FalsehoodNoted, TakeBack]);
}
