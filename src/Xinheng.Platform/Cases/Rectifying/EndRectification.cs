using Xinheng.Model.Cases.Rectifying;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Rectifying;

/// <summary>撤销整改决定, or 移交监督单位: the second only puts it on a list for those who supervise; no measure follows by itself.</summary>
public sealed class EndRectification(Journal.Journal journal, CaseFiles cases)
{
    /// <param name="HandsOn">Handed on; otherwise the order is revoked.</param>
    public sealed record Command(CaseId Case, bool HandsOn, string Reason);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var step = command.HandsOn ? RectificationProcedure.HandOn : RectificationProcedure.Revoke;
        await using var work = await journal.OpenAsync(caller.Actor, Power.EndRectification, ct);
        var taken = await cases.TakeAsync(work, RectificationProcedure.Table, step, command.Case, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<Done>.Refuse(taken.Refusals);
        }

        var gone = await hand.GoAsync(step, command.Reason, ct);
        if (gone.IsRefused)
        {
            return Result<Done>.Refuse(gone.Refusals);
        }

        var row = await CorrectionTable.OrderAsync(work, command.Case, ct);
        await hand.TellSubjectAsync(command.HandsOn
            ? $"{row.Number}：没有整改，已移交监督单位。{command.Reason.Trim()}" : $"{row.Number}：整改决定已撤销。{command.Reason.Trim()}", ct);
        await CorrectionTable.CommitAsync(hand, command.HandsOn ? row with { Verdict = RectificationRow.NotCorrected } : row, ct);
        return default(Done);
    }
}
