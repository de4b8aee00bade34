using Xinheng.Model.Cases.Rectifying;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Rectifying;

/// <summary>核查整改: the body finds that it was put right, with or without papers, and closes; or not, and says what is missing.</summary>
public sealed class VerifyRectification(Journal.Journal journal, CaseFiles cases, Clock clock)
{
    public sealed record Command(CaseId Case, bool Corrected, string Reason);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var step = command.Corrected ? RectificationProcedure.Accept : RectificationProcedure.Reject;
        await using var work = await journal.OpenAsync(caller.Actor, Power.VerifyRectification, ct);
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
        await hand.TellSubjectAsync(command.Corrected
            ? $"{row.Number}：核查通过，整改已办结。"
            : $"{row.Number}：核查未通过。{command.Reason.Trim()} 改好以后可以再提交证明。", ct);
        await CorrectionTable.CommitAsync(hand, row with
        {
            Verdict = command.Corrected ? RectificationRow.Corrected : RectificationRow.NotCorrected,
            VerifiedOn = clock.Today,
        }, ct);
        return default(Done);
    }
}
