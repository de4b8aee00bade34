using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Procedures;
using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Procedures;

/// <summary>A procedure of no statute, with everything the kernel can do, and people to move it.</summary>
internal static class MadeUpProcedure
{
    public static readonly Stage Waiting = new("waiting", "待受理", Party.Body);
    public static readonly Stage Deciding = new("deciding", "审查中", Party.Body);
    public static readonly Stage Closed = new("closed", "已办结", null);

    public static readonly ClockOf Accepting = new("accept", "决定是否受理", "REPAIR_ACCEPT", "收到申请", Party.Body);
    public static readonly ClockOf Answering = new("answer", "答复申请人", "REPAIR_TOTAL", "收到申请", Party.Body);
    public static readonly ClockOf Unknown = new("unknown", "没有规定的事", "REPAIR_TRANSFER", "收到申请", Party.Body);

    public static readonly Step File = new("file", "申请", Party.Subject, [], Waiting) { Starts = [Accepting, Answering, Unknown] };
    public static readonly Step Accept = new("accept", "受理", Party.Body, [Waiting], Deciding) { Meets = [Accepting, Unknown] };
    public static readonly Step Pause = new("pause", "中止计时", Party.Body, [Deciding], null) { Pauses = true, NeedsReason = true };
    public static readonly Step Resume = new("resume", "恢复计时", Party.Body, [Deciding], null) { Resumes = true };
    public static readonly Step Decide = new("decide", "决定", Party.Body, [Deciding], Closed) { Meets = [Answering], NeedsReason = true };
    public static readonly Step Recall = new("recall", "撤回", Party.Subject, [Waiting, Deciding], Closed);

    public static readonly Procedure Table = new("made-up", "虚构程序", "虚", [File, Accept, Pause, Resume, Decide, Recall]);

    public static Caller Subject(SubjectId self) =>
        new(new Actor(ActorKind.Subject, new AccountId(Guid.CreateVersion7()), "oneself", null), [new Grant(Role.EnterpriseUser)]) { Self = self };

    public static async Task<Result<CaseFile>> OpenAsync(this TestPlatform platform, SubjectId subject, Caller caller, string? key = null, string? body = null)
    {
        await using var work = await platform.Get<Xinheng.Platform.Journal.Journal>().OpenAsync(caller.Actor, Power.WithdrawRecord, default);
        var opened = await platform.Get<CaseFiles>().OpenAsync(
            work, new(Table, File, subject, key ?? $"{subject}") { Body = body ?? TestPlatform.Authority }, caller, default);
        if (opened.TryGet(out var hand))
        {
            await hand.CommitAsync(null, default);
        }

        return opened.Map(h => h.File);
    }

    public static async Task<Result<CaseFile>> GoAsync(this TestPlatform platform, CaseId id, Step step, Caller? caller = null, string? reason = "理由")
    {
        var by = caller ?? platform.Reviewer;
        await using var work = await platform.Get<Xinheng.Platform.Journal.Journal>().OpenAsync(by.Actor, Power.WithdrawRecord, default);
        var taken = await platform.Get<CaseFiles>().TakeAsync(work, Table, step, id, by, default);
        if (!taken.TryGet(out var hand))
        {
            return Result<CaseFile>.Refuse(taken.Refusals);
        }

        var gone = await hand.GoAsync(step, reason, default);
        if (!gone.IsRefused)
        {
            await hand.CommitAsync(null, default);
        }

        return gone;
    }
}
