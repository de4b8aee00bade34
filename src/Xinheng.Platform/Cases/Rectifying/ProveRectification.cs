using Xinheng.Model.Cases.Rectifying;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Procedures;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Rectifying;

/// <summary>提交整改证明: the subject says what was put right and hands in what shows it; late proof is taken, too.</summary>
public sealed class ProveRectification(Journal.Journal journal, CaseFiles cases, CaseDocuments documents)
{
    /// <param name="Papers">Photographs, receipts, opinions: kept already; discarded where it is refused.</param>
    public sealed record Command(CaseId Case, string Words, IReadOnlyList<CaseDocuments.Kept> Papers);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var done = await ProveAsync(command, caller, ct);
        if (done.IsRefused)
        {
            documents.Discard(command.Papers);
        }

        return done;
    }

    private async Task<Result<Done>> ProveAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.ProveRectification, ct);
        var taken = await cases.TakeAsync(work, RectificationProcedure.Table, RectificationProcedure.Prove, command.Case, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<Done>.Refuse(taken.Refusals);
        }

        var gone = await hand.GoAsync(RectificationProcedure.Prove, command.Words, ct);
        if (gone.IsRefused)
        {
            return Result<Done>.Refuse(gone.Refusals);
        }

        await documents.AttachAsync(hand, Party.Subject, command.Papers, ct);
        await hand.TellAsync(hand.File.Body!, $"{hand.File.Number}：当事人提交了整改证明，请核查。", ct);
        await CorrectionTable.CommitAsync(hand, await CorrectionTable.OrderAsync(work, command.Case, ct), ct);
        return default(Done);
    }
}
