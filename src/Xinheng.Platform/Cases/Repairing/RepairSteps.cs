using Xinheng.Model.Cases.Repairing;
using Xinheng.Model.Foundation;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Repairing;

/// <summary>A step that does nothing but move the case and tell people: taken, told, committed.</summary>
internal static class RepairSteps
{
    public static async Task<Result<CaseInHand>> TakeAsync(
        this CaseFiles cases, Work work, Step step, CaseId id, string? reason, Caller caller, CancellationToken ct)
    {
        var taken = await cases.TakeAsync(work, RepairProcedure.Table, step, id, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return taken;
        }

        var gone = await hand.GoAsync(step, reason, ct);
        return gone.IsRefused ? Result<CaseInHand>.Refuse(gone.Refusals) : taken;
    }

    /// <summary>Takes the step, tells the subject, commits.</summary>
    /// <param name="says">What the subject reads after the case's number.</param>
    public static async Task<Result<CaseFile>> RunAsync(
        this CaseFiles cases, Work work, Step step, CaseId id, string? reason, string says, Caller caller, CancellationToken ct)
    {
        var taken = await cases.TakeAsync(work, step, id, reason, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<CaseFile>.Refuse(taken.Refusals);
        }

        await hand.TellSubjectAsync($"{hand.File.Number}：{says}", ct);
        await hand.CommitAsync(null, ct);
        return hand.File;
    }
}
