using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Promising;

/// <summary>The subject says what it has to say, with papers if it has any, before anything is decided against it.</summary>
public sealed class AnswerDoubt(Journal.Journal journal, CaseFiles cases, CaseDocuments documents)
{
    public sealed record Command(CaseId Case, string Answer, IReadOnlyList<CaseDocuments.Kept> Papers);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.AnswerDoubt, ct);
        var taken = await cases.TakeAsync(work, PromiseProcedure.Table, PromiseProcedure.Answer, command.Case, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<Done>.Refuse(taken.Refusals);
        }

        var promise = await PromiseRow.OfCaseAsync(work, command.Case, ct);
        var gone = await hand.GoAsync(PromiseProcedure.Answer, command.Answer, ct);
        if (gone.IsRefused)
        {
            return Result<Done>.Refuse(gone.Refusals);
        }

        await documents.AttachAsync(hand, Party.Subject, command.Papers, ct);
        await PromiseRow.MoveAsync(work, command.Case, PromiseState.Answered, ct);
        await hand.TellAsync(promise.Body, $"承诺 {promise.Number} 的承诺人已经说明情况，请核实后认定。", ct);
        await hand.CommitAsync(new { promise = promise.Number, papers = command.Papers.Count }, ct);
        return default(Done);
    }
}
