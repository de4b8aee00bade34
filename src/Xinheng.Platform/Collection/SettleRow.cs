using Xinheng.Model.Catalogue;
using Xinheng.Model.Collection;
using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.People;
using Xinheng.Model.Records;
using Xinheng.Platform.Collection.Passes;
using Xinheng.Platform.Collection.Reviewing;
using Xinheng.Platform.Journal;
using Xinheng.Platform.Records;

namespace Xinheng.Platform.Collection;

/// <summary>
/// Corrects a refused row in place, or lets a held one pass. Either opens a further round: the settled rows are checked and
/// approved again, by somebody who settled none of them.
/// </summary>
public sealed class SettleRow(Journal.Journal journal, Submissions submissions, SubmissionPasses passes, SubmittedRows rows)
{
    /// <param name="Values">By field code, all of the row; null lets a held row pass as it is.</param>
    public sealed record Command(SubmissionId Submission, long Row, IReadOnlyDictionary<string, string>? Values);

    /// <summary>What is written in cells of one row; an empty text empties the cell, the others stay as they are.</summary>
    public sealed record Edit(long Row, IReadOnlyDictionary<string, string> Cells);

    /// <summary>A row after its cells were written, with what is still wrong with it.</summary>
    public sealed record Verdict(long Row, IReadOnlyList<KeptProblem> Problems)
    {
        public bool MayEnter => Problems.All(problem => problem.Severity == "warning");
    }

    public async Task<Result<IReadOnlyList<KeptProblem>>> RunAsync(Command command, Caller caller, CancellationToken ct) =>
        (await SettleAsync(command.Submission, [(command.Row, command.Values, true)], caller, ct)).Map(verdicts => verdicts[0].Problems);

    /// <summary>Several rows in one act; rows in which nothing changed are left alone and not answered.</summary>
    public Task<Result<IReadOnlyList<Verdict>>> RunAsync(SubmissionId id, IReadOnlyList<Edit> edits, Caller caller, CancellationToken ct) =>
        SettleAsync(id, [.. edits.Select(edit => (edit.Row, (IReadOnlyDictionary<string, string>?)edit.Cells, false))], caller, ct);

    private async Task<Result<IReadOnlyList<Verdict>>> SettleAsync(
        SubmissionId id, IReadOnlyList<(long Row, IReadOnlyDictionary<string, string>? Values, bool IsWhole)> wanted, Caller caller, CancellationToken ct)
    {
        var found = await submissions.FindAsync(id, caller, ct);
        if (!found.TryGet(out var seen))
        {
            return Result<IReadOnlyList<Verdict>>.Refuse(found.Refusals);
        }

        var looked = await passes.TermsAsync(seen, seen.Edition, ct);
        if (!looked.TryGet(out var terms))
        {
            return Result<IReadOnlyList<Verdict>>.Refuse(looked.Refusals);
        }

        // A draft is its maker's: any of its rows may be corrected, also one that no rule speaks against.
        var good = seen is { Draft: true, Where: SubmissionState.Checked } && wanted.Any(edit => edit.Values is not null)
            ? await rows.ReadAsync(seen, [.. wanted.Select(edit => edit.Row)], ct)
            : new Dictionary<long, KeptRow>();
        await using var work = await journal.OpenAsync(caller.Actor, Power.EditRow, ct);
        var submission = (await Submissions.ForUpdateAsync(work, id, ct))!;
        var key = await passes.KeyAsync(submission, ct);
        List<Refusal> problems = [];
        List<(long Row, bool IsRelease, KeptRow Content)> settling = [];
        foreach (var (row, values, isWhole) in wanted)
        {
            var (state, before) = await NowAsync(work, submission, row, key, ct);
            (state, before) = state is null && submission.Draft && good.TryGetValue(row, out var content) ? ("good", content) : (state, before);
            problems.AddRange(Problems(new Command(id, row, values), caller, submission, terms.Item, state));
            if (problems.Count == 0 && values is null && await InVainAsync(work, row, terms, before!, ct) is { } inVain)
            {
                problems.Add(inVain);
            }

            if (problems.Count == 0)
            {
                var after = values is null ? before!.Values : isWhole ? values : Written(before!.Values, values);
                if (isWhole || !Same(before!.Values, after))
                {
                    settling.Add((row, values is null, new KeptRow(after, [])));
                }
            }
        }

        if (problems.Count > 0)
        {
            return Result<IReadOnlyList<Verdict>>.Refuse(problems);
        }

        if (settling.Count > 0)
        {
            await WriteAsync(work, submission, settling, key, caller, ct);
        }

        List<Verdict> verdicts = [];
        foreach (var (row, isRelease, content) in settling)
        {
            verdicts.Add(new(row, isRelease ? [] : await CheckAsync(row, terms, content, ct)));
        }

        return verdicts;
    }

    // A draft is checked again as a whole when it is sent; everything else at once.
    private async Task WriteAsync(
        Work work, Submission submission, List<(long Row, bool IsRelease, KeptRow Content)> settling, byte[] key, Caller caller, CancellationToken ct)
    {
        foreach (var (row, isRelease, content) in settling)
        {
            await work.ExecuteAsync("""
                insert into collection.settled_row (submission, row, kind, content, settled_by, settled_at, round)
                values (@Id, @row, @kind, @content, @by, @At, @Rounds)
                    on conflict (submission, row) do update
                   set kind = @kind, content = @content, settled_by = @by, settled_at = @At, round = @Rounds
                """, new
            {
                submission.Id, row, submission.Rounds, work.At, by = caller.Actor.Identity,
                kind = isRelease ? "released" : "edited", content = content.Seal(key),
            }, ct);
        }

        if (!submission.Draft)
        {
            await work.ExecuteAsync("update collection.submission set state = 'checking' where id = @Id", submission, ct);
            await passes.EnqueueCheckAsync(work.Transaction, submission, ct);
        }

        if (settling is [var only])
        {
            work.Tell(new { submission = submission.Id, row = only.Row, released = only.IsRelease });
        }
        else
        {
            work.Tell(new { submission = submission.Id, rows = settling.Select(s => s.Row).ToArray(), released = false });
        }

        await work.CommitAsync(ct);
    }

    // What the row says now: as somebody settled it in this round, else as it stayed.
    private static async Task<(string? State, KeptRow? Content)> NowAsync(Work work, Submission submission, long row, byte[] key, CancellationToken ct)
    {
        var (state, content) = await work.FindAsync<(string? State, byte[] Content)>("""
            select k.state, coalesce(s.content, k.content)
              from collection.kept_row k
              left join collection.settled_row s on s.submission = k.submission and s.row = k.row and s.round = @Rounds
             where k.submission = @Id and k.row = @row
            """, new { submission.Id, submission.Rounds, row }, ct);
        return (state, state is null ? null : KeptRow.Open(key, content));
    }

    private static Dictionary<string, string> Written(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> cells)
    {
        var after = before.ToDictionary();
        foreach (var (code, text) in cells)
        {
            if (text.Length == 0)
            {
                after.Remove(code);
            }
            else
            {
                after[code] = text;
            }
        }

        return after;
    }

    private static bool Same(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        before.Count == after.Count && before.All(cell => after.TryGetValue(cell.Key, out var text) && text == cell.Value);

    // The verdict at once, for the one who is typing; the round's own check follows as a job.
    private async Task<IReadOnlyList<KeptProblem>> CheckAsync(long number, SubmissionTerms terms, KeptRow settled, CancellationToken ct)
    {
        var row = await passes.CheckAsync(terms, (int)number, settled.Aligned(terms.Item), isReleased: false, ct);
        return KeptRow.Of(terms.Item, row).Problems;
    }

    // Against what is on record now, not when it was checked: once the record is restored, the row may pass.
    private async Task<Refusal?> InVainAsync(Work work, long number, SubmissionTerms terms, KeptRow row, CancellationToken ct)
    {
        var released = await passes.CheckAsync(terms, (int)number, row.Aligned(terms.Item), isReleased: true, ct);
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

        if (submission.Where is not (SubmissionState.Checked or SubmissionState.Entered or SubmissionState.Checking)
            && submission is not { Where: SubmissionState.Returned, Draft: true })
        {
            problems.Add(Refusal.Conflict("collection.not-settling", "这份报送现在不能更正：尚未核验、正在入库或已退回。"));
        }

        problems.AddRange((command.Values ?? new Dictionary<string, string>()).Keys
            .Where(code => item.IndexOf(code) < 0)
            .Select(code => Refusal.Invalid("collection.unknown-field", $"E10 信息项 {item.Code} 没有字段“{code}”。", code)));
        return problems;
    }
}
