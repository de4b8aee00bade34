using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Promising;

/// <summary>践诺核查: the receiving body looks at one thing that was to follow and writes down what it found. A finding decides nothing.</summary>
public sealed class CheckPromise(Journal.Journal journal, CaseFiles cases, Clock clock)
{
    private const int LongestNote = 500;

    /// <param name="No">Which of the things that were to follow.</param>
    /// <param name="Note">What was found; needed where it was not kept.</param>
    public sealed record Command(CaseId Case, int No, bool Kept, string Note);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.CheckPromise, ct);
        var taken = await cases.TakeAsync(work, PromiseProcedure.Table, PromiseProcedure.Check, command.Case, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<Done>.Refuse(taken.Refusals);
        }

        var promise = await PromiseRow.OfCaseAsync(work, command.Case, ct);
        var note = command.Note.Trim();
        var name = await work.FindAsync<string>("select name from cases.promise_follow_up where promise = @Id and no = @No", new { promise.Id, command.No }, ct);
        List<Refusal> problems = [];
        if (name is null)
        {
            problems.Add(Refusal.NotFound("cases.promise-no-follow-up", $"这份承诺没有第 {command.No} 项跟踪事项。请刷新页面。"));
        }

        if (note.Length > LongestNote || Text.HoldsPersonsNumber(note) || (!command.Kept && note.Length == 0))
        {
            problems.Add(Refusal.Invalid("cases.promise-check-note", $"没有做到的，请写明查到了什么，不超过 {LongestNote} 个字，不写证件和电话号码。", "note"));
        }

        if (problems.Count > 0)
        {
            return Result<Done>.Refuse(problems);
        }

        _ = (await hand.GoAsync(PromiseProcedure.Check, $"{name}：{(command.Kept ? "做到了" : "没有做到")}{(note.Length > 0 ? $"。{note}" : "")}", ct)).Value;
        await work.ExecuteAsync("""
            update cases.promise_follow_up set checked_on = @today, kept = @Kept, note = @note, entry = @entry where promise = @Id and no = @No
            """, new { promise.Id, command.No, command.Kept, note = note.Length > 0 ? note : null, today = clock.Today, entry = work.Entry.Value }, ct);
        await hand.CommitAsync(new { promise = promise.Number, no = command.No, kept = command.Kept }, ct);
        return default(Done);
    }
}
