using Xinheng.Model.Cases.Rectifying;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Rectifying;

/// <summary>确认记录: the subject says that the record is what was said, with its own remarks; or the body notes that it would not.</summary>
public sealed class ConfirmInterview(Journal.Journal journal, CaseFiles cases, Clock clock)
{
    /// <param name="ByBody">The body notes that the subject did not confirm; then <paramref name="Words"/> says why.</param>
    public sealed record Command(CaseId Case, bool ByBody, string? Words);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var step = command.ByBody ? InterviewProcedure.NoteUnsigned : InterviewProcedure.Confirm;
        await using var work = await journal.OpenAsync(caller.Actor, Power.ConfirmInterview, ct);
        var taken = await cases.TakeAsync(work, InterviewProcedure.Table, step, command.Case, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<Done>.Refuse(taken.Refusals);
        }

        var gone = await hand.GoAsync(step, command.Words, ct);
        if (gone.IsRefused)
        {
            return Result<Done>.Refuse(gone.Refusals);
        }

        var row = await CorrectionTable.InterviewAsync(work, command.Case, ct);
        await hand.TellAsync(hand.File.Body!, $"{hand.File.Number}：约谈记录{(command.ByBody ? "注明未确认" : "已由当事人确认")}。", ct);
        await CorrectionTable.CommitAsync(hand, row with
        {
            ConfirmedOn = clock.Today,
            Signed = command.ByBody ? InterviewRow.Unsigned : InterviewRow.SignedByThem,
        }, ct);
        return default(Done);
    }
}
