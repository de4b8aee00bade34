using Xinheng.Model.Cases.Rectifying;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Rectifying;

/// <summary>办结约谈, or 移交监督单位: the second only puts it on a list for those who supervise; no measure follows by itself.</summary>
public sealed class EndInterview(Journal.Journal journal, CaseFiles cases)
{
    public sealed record Command(CaseId Case, bool HandsOn, string Reason);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var step = command.HandsOn ? InterviewProcedure.HandOn : InterviewProcedure.Close;
        await using var work = await journal.OpenAsync(caller.Actor, Power.EndInterview, ct);
        var taken = await cases.TakeAsync(work, InterviewProcedure.Table, step, command.Case, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<Done>.Refuse(taken.Refusals);
        }

        var gone = await hand.GoAsync(step, command.Reason, ct);
        if (gone.IsRefused)
        {
            return Result<Done>.Refuse(gone.Refusals);
        }

        await hand.TellSubjectAsync($"{hand.File.Number}：约谈{(command.HandsOn ? "情况已移交监督单位" : "已办结")}。{command.Reason.Trim()}", ct);
        await CorrectionTable.CommitAsync(hand, await CorrectionTable.InterviewAsync(work, command.Case, ct), ct);
        return default(Done);
    }
}
