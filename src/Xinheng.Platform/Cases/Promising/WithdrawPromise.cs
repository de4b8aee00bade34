using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Promising;

/// <summary>The signer takes the promise back, as long as its matter is not closed: the matter then goes its ordinary way.</summary>
public sealed class WithdrawPromise(Journal.Journal journal, CaseFiles cases)
{
    public sealed record Command(CaseId Case, string? Reason);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.WithdrawPromise, ct);
        var taken = await cases.TakeAsync(work, PromiseProcedure.Table, PromiseProcedure.Withdraw, command.Case, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<Done>.Refuse(taken.Refusals);
        }

        var promise = await PromiseRow.OfCaseAsync(work, command.Case, ct);
        if (promise.MatterClosedOn is { } closed)
        {
            return Refusal.Conflict("cases.promise-matter-closed", $"这件事已于{closed:yyyy-MM-dd}办结，承诺不能再撤回。情况有变的，请与受理单位联系。");
        }

        var gone = await hand.GoAsync(PromiseProcedure.Withdraw, command.Reason, ct);
        if (gone.IsRefused)
        {
            return Result<Done>.Refuse(gone.Refusals);
        }

        await PromiseRow.MoveAsync(work, command.Case, PromiseState.Withdrawn, ct);
        await hand.TellAsync(promise.Body, $"承诺 {promise.Number} 已由承诺人撤回，所办的事请按一般程序办理。", ct);
        await work.EnqueueAsync(EnterPromise.Job, new { id = promise.Id }, ct);
        await hand.CommitAsync(new { promise = promise.Number }, ct);
        return default(Done);
    }
}
