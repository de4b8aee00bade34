using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Promising;

/// <summary>The receiving body notes that the matter was decided on the strength of the promise: from then on it binds.</summary>
public sealed class ClosePromisedMatter(Journal.Journal journal, CaseFiles cases, Clock clock)
{
    public sealed record Command(CaseId Case);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.ClosePromisedMatter, ct);
        var taken = await cases.TakeAsync(work, PromiseProcedure.Table, PromiseProcedure.CloseMatter, command.Case, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<Done>.Refuse(taken.Refusals);
        }

        var promise = await PromiseRow.OfCaseAsync(work, command.Case, ct);
        if (promise.MatterClosedOn is { } closed)
        {
            return Refusal.Conflict("cases.promise-closed-before", $"这件事已于{closed:yyyy-MM-dd}登记办结，不必重复登记。");
        }

        _ = (await hand.GoAsync(PromiseProcedure.CloseMatter, null, ct)).Value;
        await work.ExecuteAsync("update cases.promise set matter_closed_on = @today where id = @Id", new { promise.Id, today = clock.Today }, ct);
        await hand.TellSubjectAsync($"承诺 {promise.Number} 所办的事已经办结，承诺从今天起不能撤回，请按承诺履行。", ct);
        await hand.CommitAsync(new { promise = promise.Number, closedOn = clock.Today }, ct);
        return default(Done);
    }
}
