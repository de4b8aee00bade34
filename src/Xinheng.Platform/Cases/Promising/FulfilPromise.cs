using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Promising;

/// <summary>The receiving body decides that the promise was kept; that comes on the file as a good thing.</summary>
public sealed class FulfilPromise(Journal.Journal journal, CaseFiles cases, PromiseDecision decision)
{
    public sealed record Command(CaseId Case, string? Reason);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.FulfilPromise, ct);
        var taken = await cases.TakeAsync(work, PromiseProcedure.Table, PromiseProcedure.Fulfil, command.Case, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<Done>.Refuse(taken.Refusals);
        }

        var promise = await PromiseRow.OfCaseAsync(work, command.Case, ct);
        var open = await work.ListAsync<string>(
            "select name from cases.promise_follow_up where promise = @Id and kept is not true order by no", promise, ct);
        if (open.Count > 0)
        {
            return Refusal.Conflict("cases.promise-not-checked", $"还有没核查或者没做到的事项：{string.Join('、', open)}。请先核查；后来补做到的，再核查一次。");
        }

        var gone = await hand.GoAsync(PromiseProcedure.Fulfil, command.Reason, ct);
        if (gone.IsRefused)
        {
            return Result<Done>.Refuse(gone.Refusals);
        }

        var written = await decision.WriteAsync(work, promise with { Performance = (short)Performance.Whole }, PromiseState.Fulfilled, ct);
        if (!written.TryGet(out var decided))
        {
            return Result<Done>.Refuse(written.Refusals);
        }

        await hand.TellSubjectAsync($"{promise.BodyName}认定承诺 {promise.Number} 已经全部履行，记入您的信用档案。", ct);
        await hand.CommitAsync(new
        {
            promise = promise.Number, performance = decided.Performance, decidedOn = decided.DecidedOn,
            outcome = PromiseDecision.DigestOf(decided.Document, decided.Unkept, decided.Pursued),
        }, ct);
        return default(Done);
    }
}
