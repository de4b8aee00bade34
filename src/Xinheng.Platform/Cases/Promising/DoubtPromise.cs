using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Promising;

/// <summary>
/// The receiving body, having verified and with evidence, tells the subject that it means to find the promise broken, and gives it time to
/// answer. Without this step nothing adverse can be decided. Basis: 深圳经济特区社会信用条例 64 (V).
/// </summary>
public sealed class DoubtPromise(Journal.Journal journal, CaseFiles cases, CaseDocuments documents)
{
    /// <param name="Findings">What was verified and found.</param>
    /// <param name="Evidence">Kept already; the caller discards them where it is refused.</param>
    public sealed record Command(CaseId Case, string Findings, IReadOnlyList<CaseDocuments.Kept> Evidence);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.DoubtPromise, ct);
        var taken = await cases.TakeAsync(work, PromiseProcedure.Table, PromiseProcedure.Doubt, command.Case, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<Done>.Refuse(taken.Refusals);
        }

        if (command.Evidence.Count == 0)
        {
            return Refusal.Invalid("cases.promise-no-evidence", "拟认定违诺须附证据材料（核查记录、照片等，PDF、JPEG 或 PNG）。没有证据的，不能认定。", "documents");
        }

        var promise = await PromiseRow.OfCaseAsync(work, command.Case, ct);
        var gone = await hand.GoAsync(PromiseProcedure.Doubt, command.Findings, ct);
        if (gone.IsRefused)
        {
            return Result<Done>.Refuse(gone.Refusals);
        }

        await documents.AttachAsync(hand, Party.Body, command.Evidence, ct);
        await PromiseRow.MoveAsync(work, command.Case, PromiseState.Doubted, ct);
        await hand.TellSubjectAsync($"{promise.BodyName}核查后，拟认定承诺 {promise.Number} 没有履行。请在办件里看查到了什么和证据，在期限内说明情况；说明以前，不会作出认定。", ct);
        await hand.CommitAsync(new { promise = promise.Number, evidence = command.Evidence.Count }, ct);
        return default(Done);
    }
}
