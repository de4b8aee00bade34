using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Repairing;

/// <summary>
/// 延长: once, with notice and reasons, by as much as a confirmed rule of the place says. Nationally the length is not confirmed, so where
/// there is no rule of the place's own nothing is extended. Basis: Order 36 of 2025 (length: U).
/// </summary>
public sealed class ExtendRepair(Journal.Journal journal, CaseFiles cases)
{
    public sealed record Command(CaseId Case, string Reason);

    public async Task<Result<CaseFile>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.ExtendRepair, ct);
        var taken = await cases.TakeAsync(work, RepairProcedure.Extend, command.Case, command.Reason, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<CaseFile>.Refuse(taken.Refusals);
        }

        var extended = await hand.ExtendAsync(RepairProcedure.Answer, RepairProcedure.ExtensionRule, ct);
        if (!extended.TryGet(out var deadline))
        {
            return extended.Refusals.Any(refusal => refusal.Code.StartsWith("rule.", StringComparison.Ordinal))
                ? Refusal.Conflict("cases.repair-extension-unknown", "可以延长多久，本地没有已核实的规定，因此不能延长。请在原期限内答复；来不及的，逾期情况照实记录。")
                : Result<CaseFile>.Refuse(extended.Refusals);
        }

        await hand.TellSubjectAsync($"{hand.File.Number}：办理期限延长，最晚 {deadline.DueOn:yyyy-MM-dd} 答复（{deadline.Basis}），理由见办理经过。", ct);
        await hand.CommitAsync(new { extended = deadline.Rule, due = deadline.DueOn }, ct);
        return hand.File;
    }
}
