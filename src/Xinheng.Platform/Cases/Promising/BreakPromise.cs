using Xinheng.Model.Cases.Promising;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Platform.Foundation;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Law;
using Xinheng.Platform.Procedures;

namespace Xinheng.Platform.Cases.Promising;

/// <summary>
/// The receiving body decides, by a document and with its reasons, that the promise was broken: after it verified, told the subject and
/// heard it or let its time pass. Only then does it come on the file. Basis: 深圳经济特区社会信用条例 64 (V).
/// </summary>
public sealed class BreakPromise(Journal.Journal journal, CaseFiles cases, PromiseDecision decision, Clock clock)
{
    private const int LongestText = 1_000;

    /// <param name="Document">Number of the decision.</param>
    /// <param name="Unkept">What was not kept.</param>
    /// <param name="Pursued">How it is pursued; null where nothing is.</param>
    public sealed record Command(CaseId Case, Performance Performance, string Document, string Unkept, string? Pursued, string Reason);

    public async Task<Result<Done>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        await using var work = await journal.OpenAsync(caller.Actor, Power.BreakPromise, ct);
        var taken = await cases.TakeAsync(work, PromiseProcedure.Table, PromiseProcedure.Break, command.Case, caller, ct);
        if (!taken.TryGet(out var hand))
        {
            return Result<Done>.Refuse(taken.Refusals);
        }

        var promise = await PromiseRow.OfCaseAsync(work, command.Case, ct);
        var problems = Problems(command);
        if (promise.State == PromiseStates.CodeOf(PromiseState.Doubted) && await StillMayAnswerAsync(work, command.Case, ct) is { } wait)
        {
            problems.Add(wait);
        }

        var gone = problems.Count > 0 ? null : await hand.GoAsync(PromiseProcedure.Break, command.Reason, ct);
        problems.AddRange(gone?.Refusals ?? []);
        var written = problems.Count > 0 ? null : await decision.WriteAsync(work, promise with
        {
            Performance = (short)command.Performance,
            Document = command.Document.Trim(),
            Unkept = command.Unkept.Trim(),
            Pursued = string.IsNullOrWhiteSpace(command.Pursued) ? null : command.Pursued.Trim(),
        }, PromiseState.Broken, ct);
        problems.AddRange(written?.Refusals ?? []);
        if (problems.Count > 0)
        {
            return Result<Done>.Refuse(problems);
        }

        var decided = written!.Value;
        await hand.TellSubjectAsync(
            $"{promise.BodyName}以 {decided.Document} 认定承诺 {promise.Number} {PromiseStates.NameOf(command.Performance)}，记入信用档案。理由：{command.Reason.Trim()} "
            + "不服的，可以在“我的信用”里对这条记录提出异议，也可以依法申请行政复议或者提起诉讼；纠正以后可以申请信用修复，都不收费。", ct);
        await hand.CommitAsync(new
        {
            promise = promise.Number, performance = decided.Performance, decidedOn = decided.DecidedOn,
            outcome = PromiseDecision.DigestOf(decided.Document, decided.Unkept, decided.Pursued),
        }, ct);
        return default(Done);
    }

    private static List<Refusal> Problems(Command command)
    {
        List<Refusal> problems = [];
        if (command.Performance is not (Performance.InPart or Performance.NotAtAll))
        {
            problems.Add(Refusal.Invalid("cases.promise-performance", "请选择是部分履行还是全部未履行。", "performance"));
        }

        if (string.IsNullOrWhiteSpace(command.Document))
        {
            problems.Add(Refusal.Invalid("cases.promise-no-document", "认定违诺须有认定文书，请填写文书号。没有生效文书的，不得作为失信信息。", "document"));
        }

        if (command.Unkept.Trim().Length is 0 or > LongestText || command.Pursued?.Length > LongestText)
        {
            problems.Add(Refusal.Invalid("cases.promise-unkept", $"请写明哪些承诺没有履行，不超过 {LongestText:N0} 个字。", "unkept"));
        }

        return problems;
    }

    private async Task<Refusal?> StillMayAnswerAsync(Work work, CaseId id, CancellationToken ct)
    {
        var due = await CaseClockTable.OpenAsync(work, id, PromiseProcedure.Answering.Code, ct) is { Deadline: { } deadline }
            ? await CaseClockTable.DueAsync(work, deadline, ct)
            : null;
        return due is { } last && clock.Today > last ? null : Refusal.Conflict("cases.promise-not-heard",
            $"承诺人还没有说明情况，{(due is { } day ? $"期限到{day:yyyy-MM-dd}为止" : "说明的期限还算不出来")}。请等承诺人说明，或者期限过后再认定。");
    }
}
