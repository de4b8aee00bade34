using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Promising;

/// <summary>The receiving body drops what it had told: the promise binds on as before, and nothing of it comes on the file.</summary>
public sealed class ClearDoubt(Journal.Journal journal, CaseFiles cases)
{
    public sealed record Command(CaseId Case, string Reason);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.ClearDoubt, ct);
        var taken = await cases.TakeAsync(work, PromiseProcedure.Table, PromiseProcedure.Clear, command.Case, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<Done>.Refuse(taken.Refusals);
        }

        var promise = await PromiseRow.OfCaseAsync(work, command.Case, ct);
        var gone = await hand.GoAsync(PromiseProcedure.Clear, command.Reason, ct);
        if (gone.IsRefused)
        {
            return Result<Done>.Refuse(gone.Refusals);
        }

        await PromiseRow.MoveAsync(work, command.Case, PromiseState.Signed, ct);
        await hand.TellSubjectAsync($"承诺 {promise.Number} 不认定违诺，继续有效，档案里不留记录。理由：{command.Reason.Trim()}", ct);
        await hand.CommitAsync(new { promise = promise.Number }, ct);
        return default(Done);
    }
}
