using Xinheng.Model.Cases.Objecting;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Objecting;

/// <summary>More time for the provider, where the place's law grants it and its head approved, before the first has run out; once. Basis: 深圳经济特区社会信用条例 51 (V).</summary>
public sealed class ExtendObjection(Journal.Journal journal, CaseFiles cases)
{
    /// <param name="ApprovedBy">Office of the head who approved, as it stands on the paper.</param>
    public sealed record Command(CaseId Case, string Reason, string ApprovedBy);

    public async Task<Result<DateOnly?>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.ExtendObjection, ct);
        var taken = await cases.TakeAsync(work, ObjectionSteps.Procedure, ObjectionSteps.Extend, command.Case, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<DateOnly?>.Refuse(taken.Refusals);
        }

        if (ObjectionText.TextProblems(command.ApprovedBy, 60, "approved", "批准人职务").ToList() is { Count: > 0 } problems)
        {
            return Result<DateOnly?>.Refuse(problems);
        }

        if (await work.FindAsync<bool>("select exists (select from procedures.step where case_id = @Value and step = 'extend')", command.Case, ct))
        {
            return Refusal.Conflict("cases.objection-extended", "核查期限已经延长过一次，不能再延长。请尽快答复。");
        }

        var longer = await hand.ExtendAsync(ObjectionSteps.Provider, ObjectionSteps.Extension, ct);
        if (!longer.TryGet(out var deadline))
        {
            return longer.Refusals[0].Code.StartsWith("rule.", StringComparison.Ordinal)
                ? Refusal.Conflict("cases.no-extension", "本地的规定里没有核查期限可以延长的条款（或者尚未核实），不能延长。请在原期限内答复。")
                : Result<DateOnly?>.Refuse(longer.Refusals);
        }

        var moved = await hand.GoAsync(ObjectionSteps.Extend, $"{command.Reason.Trim()}（批准：{command.ApprovedBy.Trim()}）", ct);
        if (moved.IsRefused || string.IsNullOrWhiteSpace(command.Reason))
        {
            return moved.IsRefused ? Result<DateOnly?>.Refuse(moved.Refusals)
                : Refusal.Invalid("cases.extension-reason", "请写明为什么需要延长，申请人会看到。", "reason");
        }

        await hand.TellSubjectAsync($"您的异议 {hand.File.Number}：提供单位经批准延长核查，新的期限是 {deadline.DueOn:yyyy-MM-dd}。理由：{command.Reason.Trim()}", ct);
        await hand.CommitAsync(new { due = deadline.DueOn, approvedBy = command.ApprovedBy.Trim() }, ct);
        return deadline.DueOn;
    }
}
