using Xinheng.Model.Cases.Rectifying;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Rectifying;

/// <summary>延长期限: once, to a later date, with reasons the subject reads.</summary>
public sealed class ExtendRectification(Journal.Journal journal, CaseFiles cases, Clock clock)
{
    public sealed record Command(CaseId Case, DateOnly DueOn, string Reason);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.ExtendRectification, ct);
        var taken = await cases.TakeAsync(work, RectificationProcedure.Table, RectificationProcedure.Extend, command.Case, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<Done>.Refuse(taken.Refusals);
        }

        var row = await CorrectionTable.OrderAsync(work, command.Case, ct);
        if (row.WasExtended)
        {
            return Refusal.Conflict("cases.correction.extended", $"期限已经延长过一次（到 {row.DueOn:yyyy-MM-dd}），不能再延长。");
        }

        if (OrderRectification.DueProblem(command.DueOn, row.DueOn > clock.Today ? row.DueOn : clock.Today) is { } problem)
        {
            return problem;
        }

        var gone = await hand.GoAsync(RectificationProcedure.Extend, command.Reason, ct);
        if (gone.IsRefused)
        {
            return Result<Done>.Refuse(gone.Refusals);
        }

        await hand.TellSubjectAsync($"{row.Number}：整改期限延长到 {command.DueOn:yyyy-MM-dd}。", ct);
        await CorrectionTable.CommitAsync(hand, row with { DueOn = command.DueOn, Verdict = RectificationRow.Open }, ct);
        return default(Done);
    }
}
