using Xinheng.Model.Procedures;

namespace Xinheng.Model.Cases.Rectifying;

/// <summary>
/// 约谈, to hint or to warn: 谁认定、谁约谈. Called, held or refused, its record confirmed by whoever came, followed up, closed. The record is
/// on the file the same day. 国办发〔2019〕35号 (V-); e.g. 山东省社会信用条例 41 (V).
/// </summary>
public static class InterviewProcedure
{
    public static readonly Stage Called = new("called", "已通知", Party.Body);
    public static readonly Stage Held = new("held", "待确认记录", Party.Subject);
    public static readonly Stage Absent = new("absent", "拒绝参加", Party.Body);
    public static readonly Stage FollowedUp = new("followed-up", "跟踪落实", Party.Body);
    public static readonly Stage Closed = new("closed", "已办结", null);
    public static readonly Stage HandedOn = new("handed-on", "已移交监督单位", null);

    private const string Notice35 = "国办发〔2019〕35号";
    private const string Ours = "平台规则";

    public static readonly ClockOf Confirming = new("confirm", "确认约谈记录", "INTERVIEW_CONFIRM", "约谈", Party.Subject);

    public static readonly Step Call = new("call", "通知约谈", Party.Body, [], Called) { NeedsReason = true, Basis = Notice35 };

    public static readonly Step Hold = new("hold", "约谈", Party.Body, [Called, Absent], Held) { Starts = [Confirming], Basis = Notice35 };

    public static readonly Step Refuse = new("refuse", "拒绝参加", Party.Body, [Called], Absent) { NeedsReason = true, Basis = Notice35 };

    public static readonly Step Confirm = new("confirm", "确认记录", Party.Subject, [Held], FollowedUp) { Meets = [Confirming], Basis = Ours };

    /// <summary>The subject will not sign; the record stands, and says so.</summary>
    public static readonly Step NoteUnsigned = new("note-unsigned", "注明未确认", Party.Body, [Held], FollowedUp) { Lapses = [Confirming], NeedsReason = true, Basis = Ours };

    public static readonly Step Close = new("close", "办结", Party.Body, [FollowedUp, Absent], Closed) { NeedsReason = true, Basis = Notice35 };

    /// <summary>To the list of those who supervise. What follows is theirs to decide.</summary>
    public static readonly Step HandOn = new("hand-on", "移交监督单位", Party.Body, [FollowedUp, Absent], HandedOn) { NeedsReason = true, Basis = Notice35 };

    public static Procedure Table { get; } = new("interview", "约谈", "谈", [Call, Hold, Refuse, Confirm, NoteUnsigned, Close, HandOn]);
}

/// <summary>提示约谈 points out, 警示约谈 warns; codes as the catalogue has them.</summary>
public enum InterviewKind
{
    Hint = 1,
    Warning = 2,
}
