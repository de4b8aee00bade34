using Xinheng.Model.Catalogue;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Records;
using Xinheng.Platform.Collection.Passes;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Records;

namespace Xinheng.Platform.Collection;

/// <summary>
/// Corrects a refused row in place, or lets a held one pass. Either opens a further round: the settled rows are checked and
/// approved again, by somebody who settled none of them.
/// </summary>
public sealed class SettleRow(Journal.Journal journal, Submissions submissions, SubmissionPasses passes)
{
    /// <param name="Values">By field code, all of the row; null lets a held row pass as it is.</param>
    public sealed record Command(SubmissionId Submission, long Row, IReadOnlyDictionary<string, string>? Values);

    public async Task<Result<IReadOnlyList<KeptProblem>>> RunAsync(Command command, Caller caller, CancellationToken ct)
    {
        var found = await submissions.FindAsync(command.Submission, caller, ct);
        if (!found.TryGet(out var seen))
        {
            return Result<IReadOnlyList<KeptProblem>>.Refuse(found.Refusals);
        }

        var looked = await passes.TermsAsync(seen, seen.Edition, ct);
        if (!looked.TryGet(out var terms))
        {
            return Result<IReadOnlyList<KeptProblem>>.Refuse(looked.Refusals);
        }

        await using var work = await journal.OpenAsync(caller.Actor, Power.EditRow, ct);
        var submission = (await Submissions.ForUpdateAsync(work, command.Submission, ct))!;
        var kept = await work.FindAsync<(string? State, byte[] Content)>(
            "select state, content from collection.kept_row where submission = @Id and row = @Row", new { submission.Id, command.Row }, ct);
        var key = await passes.KeyAsync(submission, ct);
        var row = kept.State is null ? null : KeptRow.Open(key, kept.Content);
        if (Problems(command, caller, submission, terms.Item, kept.State) is { Count: > 0 } problems)
        {
            return Result<IReadOnlyList<KeptProblem>>.Refuse(problems);
        }

        if (command.Values is null && await InVainAsync(work, command, terms, row!, ct) is { } inVain)
        {
            return inVain;
        }

        var settled = new KeptRow(command.Values ?? row!.Values, []);
        await work.ExecuteAsync("""
            insert into collection.settled_row (submission, row, kind, content, settled_by, settled_at, round)
            values (@Id, @Row, @kind, @content, @by, @At, @Rounds)
                on conflict (submission, row) do update
               set kind = @kind, content = @content, settled_by = @by, settled_at = @At, round = @Rounds;
            update collection.submission set state = 'checking' where id = @Id
            """, new
        {
            submission.Id, command.Row, submission.Rounds, work.At, by = caller.Actor.Identity,
            kind = command.Values is null ? "released" : "edited", content = settled.Seal(key),
        }, ct);
        await passes.EnqueueCheckAsync(work.Transaction, submission, ct);
        work.Tell(new { submission = submission.Id, row = command.Row, released = command.Values is null });
        await work.CommitAsync(ct);
        return Result<IReadOnlyList<KeptProblem>>.Of(command.Values is null ? [] : await CheckAsync(command, terms, settled, ct));
    }

    // The verdict at once, for the one who is typing; the round's own check follows as a job.
    private async Task<IReadOnlyList<KeptProblem>> CheckAsync(Command command, SubmissionTerms terms, KeptRow settled, CancellationToken ct)
    {
        var row = await passes.CheckAsync(terms, (int)command.Row, settled.Aligned(terms.Item), isReleased: false, ct);
        return KeptRow.Of(terms.Item, row).Problems;
    }

    // Against what is on record now, not when it was checked: once the record is restored, the row may pass.
    private async Task<Refusal?> InVainAsync(Work work, Command command, SubmissionTerms terms, KeptRow row, CancellationToken ct)
    {
        var released = await passes.CheckAsync(terms, (int)command.Row, row.Aligned(terms.Item), isReleased: true, ct);
        if (released.Candidate is not { } candidate)
        {
            return null;
        }

        var matched = (await RecordMatch.FindAsync(work.Connection, terms.Item.Code, [candidate], ct))[0];
        return matched.Verdict is not { Outcome: EntryOutcome.Held, Reason: { } reason } ? null
            : Refusal.Conflict("collection.release-in-vain", matched.Known?.State == RecordState.Withdrawn
                ? $"放行后这一行仍会待核：它对应的记录 {matched.Known.Id.Value} 已被撤下。撤下有误的，请先恢复那条记录（由审核员凭文书恢复，或以“恢复”操作报送并说明原因），再放行；撤下无误的，这一行不必处理。"
                : $"放行后这一行仍会待核：{reason.Message}");
    }

    private static List<Refusal> Problems(
        Command command, Caller caller, Submission submission, CatalogueItem item, string? keptState)
    {
        List<Refusal> problems = [];
        var permission = command.Values is null ? Permission.Approve : Permission.Submit;
        if (!caller.May(permission, submission.Whose with { Item = submission.Item }))
        {
            problems.Add(Refusal.Forbidden("collection.not-yours", command.Values is null
                ? "放行待核行需要本单位的审核员角色。" : "更正报送行需要本单位的数据管理员角色。"));
        }

        if (keptState is null)
        {
            problems.Add(Refusal.NotFound("collection.no-kept-row", $"第 {command.Row} 行没有被退回或待核，无须处理。"));
        }
        else if (command.Values is null && keptState != "held")
        {
            problems.Add(Refusal.Conflict("collection.not-held", "只有待核的行可以放行；被退回的行须更正。"));
        }

        if (submission.Where is not (SubmissionState.Checked or SubmissionState.Entered or SubmissionState.Checking))
        {
            problems.Add(Refusal.Conflict("collection.not-settling", "这份报送现在不能更正：尚未核验、正在入库或已退回。"));
        }

        problems.AddRange((command.Values ?? new Dictionary<string, string>()).Keys
            .Where(code => item.IndexOf(code) < 0)
            .Select(code => Refusal.Invalid("collection.unknown-field", $"E10 信息项 {item.Code} 没有字段“{code}”。", code)));
        return problems;
    }
}
