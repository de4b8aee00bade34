using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Repairing;

/// <summary>补正: what was lacking comes; the clock for the answer goes on, the one for acceptance runs anew.</summary>
public sealed class CompleteRepair(Journal.Journal journal, CaseFiles cases, CaseDocuments documents)
{
    /// <param name="Evidence">Kept already; discarded where it is refused.</param>
    public sealed record Command(CaseId Case, string? Says, IReadOnlyList<CaseDocuments.Kept> Evidence);

    public async Task<Result<CaseFile>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var completed = await CompleteAsync(command, caller, ct);
        if (completed.IsRefused)
        {
            documents.Discard(command.Evidence);
        }

        return completed;
    }

    private async Task<Result<CaseFile>> CompleteAsync(Command command, Caller caller, CancellationToken ct)
    {
        if (command.Evidence.Count == 0)
        {
            return Refusal.Invalid("cases.repair-nothing-supplied", "请附上要补的材料（PDF、JPEG 或 PNG）。", "documents");
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.CompleteRepair, ct);
        var taken = await cases.TakeAsync(work, RepairProcedure.Complete, command.Case, command.Says, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<CaseFile>.Refuse(taken.Refusals);
        }

        await documents.AttachAsync(hand, Party.Subject, command.Evidence, ct);
        await hand.TellAsync(hand.File.Body!, $"{hand.File.Number}：申请人已补正材料，受理期限自今日重新计算；不能再次要求补正。", ct);
        await hand.CommitAsync(null, ct);
        return hand.File;
    }
}
